"""MJML, plain text, and errors that name file and line."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from digest import shipped
from digest.errors import TemplateError
from digest.render import render

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "</mj-text><mj-raw>",
    "a\u202eb\x00",
    "✍️ \\n \\u{a0}",
    "&lt;b&gt;",
    "]]>",
    "'\"`",
]


@pytest.fixture(scope="module")
def edition(made):
    return made[0].edition


@pytest.mark.parametrize("name", ["edition.html", "edition.txt"])
def test_golden(edition, name, request):
    email = render(edition, shipped.templates())
    text = email.html if name.endswith("html") else email.text
    if request.config.getoption("--update-golden"):
        (GOLDEN / name).write_text(text)
    assert text == (GOLDEN / name).read_text(), "the e-mail has changed: look at it, then pytest --update-golden"


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_is_shown_literally(edition, payload):
    lead = replace(edition.lead, title=payload, authors=(payload,), publisher=payload, excerpt=(payload,))
    email = render(replace(edition, lead=lead, title=payload, preheader=payload), shipped.templates())
    page = html.fromstring(email.html)
    assert not page.xpath("//script | //img | //*[@onerror]")
    shown = page.xpath("string(//h2)")
    assert (
        " ".join(shown.split()) == " ".join(payload.replace("\x00", "\ufffd").split())
        or payload in shown
        or "\x00" in payload
    )


def test_addresses_cannot_break_out_of_their_attribute(edition):
    lead = replace(edition.lead, url="https://example.org/?a=1&b=\"'><x>\u00a0é")
    page = html.fromstring(render(replace(edition, lead=lead), shipped.templates()).html)
    assert not page.xpath("//x")


def test_language_direction_and_one_h1(edition):
    page = html.fromstring(render(replace(edition, language="ar"), shipped.templates()).html)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert len(page.xpath("//h1")) == 1


def test_no_attribute_is_mangled(edition):
    email = render(edition, shipped.templates())
    assert "\\u{" not in email.html
    assert len(email.html.encode()) < 60_000


def test_the_text_part_has_every_link_alone_on_its_line(edition):
    lines = render(edition, shipped.templates()).text.splitlines()
    for url in [edition.lead.url, *(i.url for s in edition.sections for i in s.items if i.url)]:
        assert f"<{url}>" in lines


@pytest.mark.parametrize(
    ("name", "line", "old", "new", "expected"),
    [
        ("parts/lead.mjml.j2", None, "{{ paragraph }}", "{{ paragraf }}", "paragraf"),
        ("parts/lead.mjml.j2", None, "{{ paragraph }}", "{{ paragraph }", "unexpected"),
        ("parts/section.mjml.j2", None, "</mj-column>", "</mj-colum>", "not well-formed"),
        ("parts/blurb.mjml.j2", None, "{% if item.blurb %}", "{% if item.blub %}", "blub"),
    ],
)
def test_a_template_mistake_names_file_and_line(edition, name, line, old, new, expected):
    templates = shipped.templates()
    line = next(n for n, text in enumerate(templates[name].splitlines(), 1) if old in text)
    broken = templates | {name: templates[name].replace(old, new)}
    with pytest.raises(TemplateError, match=expected) as error:
        render(edition, broken)
    assert (error.value.file, error.value.line) == (name, line)


def test_a_missing_template_is_named(edition):
    with pytest.raises(TemplateError, match=r"edition\.txt\.j2"):
        render(edition, {k: v for k, v in shipped.templates().items() if k != "edition.txt.j2"})


def test_templates_cannot_reach_the_machine(edition):
    with pytest.raises(TemplateError):
        render(edition, shipped.templates() | {"edition.txt.j2": "{{ ''.__class__.__mro__ }}"})


def test_an_e_mail_that_gmail_would_clip_is_refused(edition):
    long = replace(edition, lead=replace(edition.lead, excerpt=("word " * 30_000,)))
    with pytest.raises(TemplateError, match="Gmail clips"):
        render(long, shipped.templates())
