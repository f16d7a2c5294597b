"""MJML, plain text, and errors that name file and line."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import PIL.Image
import pytest
from lxml import html

from digest import shipped
from digest.errors import TemplateError
from digest.model import Chart, Image, Link, Section, Week
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


def test_what_is_in_another_language_says_so_to_screen_readers(edition):
    lead = replace(edition.lead, language="ko", url="https://harbour.example/ko")
    page = html.fromstring(render(replace(edition, lead=lead), shipped.templates()).html)
    assert page.xpath("//h2/a/@lang") == ["ko"]
    assert len(page.xpath("//div[@lang='ko']")) == len(lead.excerpt)
    assert not html.fromstring(render(edition, shipped.templates()).html).xpath("//h2//@lang")


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


def full(edition):
    """An edition that has everything an edition can have."""
    weeks = tuple(Week(begins=date(2024, 6, 3 + 7 * n), counts={"News": n, "Commentary": 2}) for n in range(4))
    chart = Chart(title="Coverage by week", kinds=("News", "Commentary"), weeks=weeks, since=date(2024, 6, 20), until=date(2024, 6, 28))  # fmt: skip
    picture = Image(url="https://example.org/p.jpg", alt="A pier", credit="Jane Doe")
    also = (Link(text="Asia Times", url="https://example.org/also"),)
    lead = replace(edition.lead, image=picture, also_at=also, note="First published in X")
    sections = (
        *edition.sections,
        Section(title="Briefly", items=(replace(edition.lead, url="https://example.org/b"),), brief=True),
    )
    return replace(edition, lead=lead, sections=sections, chart=chart, intro="One.\n\nTwo.", subject="S")


def test_what_an_edition_can_have_is_shown_in_both_parts(edition):
    email = render(full(edition), shipped.templates())
    page = html.fromstring(email.html)
    assert email.subject == "S"
    assert page.xpath("//img/@alt")[0] == "A pier"
    shown = page.text_content()
    for words in ("One.", "Two.", "Also at", "First published in X", "Image: Jane Doe", "Briefly", "Coverage by week"):
        assert words in shown
        assert words in email.text or words == "Image: Jane Doe"
    assert "<https://example.org/also>" in email.text.splitlines()


def test_the_chart_is_a_picture_and_a_table_of_the_same_figures(edition):
    email = render(full(edition), shipped.templates())
    (picture,) = email.images
    assert PIL.Image.open(io.BytesIO(picture.data)).size == (1040, 460)
    page = html.fromstring(email.html)
    (shown,) = page.xpath("//img[@src='cid:coverage']")
    assert "week of 24/6: 3 news, 2 commentary" in shown.get("alt")
    rows = [[c.text_content().strip() for c in r] for r in page.xpath("//tr[th]")]
    assert rows[0] == ["Week of", "News", "Commentary"]
    assert rows[-1] == ["24 June 2024 (this edition)", "3", "2"]
    assert "24 June 2024 (this edition): 3 News, 2 Commentary" in email.text


def test_the_same_chart_is_the_same_picture(edition):
    one, two = (render(full(edition), shipped.templates()).images for _ in range(2))
    assert one == two
