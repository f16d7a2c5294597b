"""The preflight: each check finds what it is for, and nothing in the demo's edition that is not there."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from fakes import article

from digest import plugins, shipped
from digest.model import (
    Alteration,
    Choice,
    Disclosure,
    Link,
    Plan,
    Policy,
    Ranked,
    Reached,
    Source,
    Span,
    Story,
    Version,
)
from digest.preflight import Sheet, addresses, preflight, stops
from digest.preflight.checks.clients import features, score
from digest.preflight.styles import declarations, rules
from digest.render import render


@pytest.fixture
def sheet(made):
    edition = made[0].edition
    plan = Plan(digest_id="d", title="T", language="en", house=edition.house, sections=())
    return Sheet(edition=edition, email=made[0].email, plan=plan, choices=made[0].choices)


def found(sheet, check, severity=None):
    all_ = preflight(sheet, plugins.checks())
    return [f for f in all_ if f.check == check and severity in (None, f.severity)]


def html(sheet, old, new):
    assert old in sheet.email.html
    return replace(sheet, email=replace(sheet.email, html=sheet.email.html.replace(old, new)))


def edited(sheet, **changes):
    edition = replace(sheet.edition, **changes)
    return replace(sheet, edition=edition, email=render(edition, shipped.templates()))


def test_the_demo_has_no_errors(sheet):
    findings = preflight(sheet, plugins.checks())
    assert not stops(findings)
    assert {f.check for f in findings} == {"date", "link", "unsubscribe", "postal address", "client support", "size"}


def test_findings_come_gravest_first(sheet):
    severities = [
        f.severity for f in preflight(edited(sheet, lead=replace(sheet.edition.lead, url="")), plugins.checks())
    ]
    assert severities == sorted(severities, key=["error", "warning", "advice"].index)


def test_an_excerpt_over_the_policy_is_an_error(sheet):
    lead = sheet.choices[0].ranked.story.original
    source = Source(id=lead.source_id, name="KEI", kind="feed", policy=Policy(excerpt_paragraphs=1))
    over = replace(sheet, plan=replace(sheet.plan, sources=(source,)))
    assert "3 paragraphs; KEI lets you quote 1" in found(over, "excerpt", "error")[0].says


def chosen(story):
    return Choice(ranked=Ranked(story=story, score=1, on_topic=True, reasons=()), chosen=True, why="")


def test_a_lead_that_is_a_teaser_is_warned_of(sheet):
    lead = replace(sheet.choices[0].ranked.story.original, completeness="teaser")
    teaser = replace(sheet, choices=(chosen(Story(original=lead)), *sheet.choices[1:]))
    assert found(teaser, "teaser", "warning")


def test_an_altered_copy_must_not_be_shown(sheet):
    span = Span(text="x", start=0, end=1)
    altered = Alteration(original=span, copy=span, copy_sentence="x", kind="number", severity=1, confidence=1, says="")
    copy = article(sheet.edition.lead.article_id, "x")
    version = Version(article=copy, relation="rewrite", similarity=0.8, alterations=(altered,), faithfulness="altered")
    shown = replace(sheet, choices=(chosen(Story(original=article("o", "y"), versions=(version,))),))
    assert found(shown, "altered copy", "error")


def test_what_somebody_paid_for_is_told(sheet):
    said = (Disclosure(kind="sponsorship", statement="Sponsored content"),)
    lead = article(sheet.edition.lead.article_id, "x")
    assert found(replace(sheet, choices=(chosen(Story(original=replace(lead, disclosures=said))),)), "paid for")
    assert not found(replace(sheet, choices=(chosen(Story(original=lead)),)), "paid for")


def test_what_stands_twice_is_an_error(sheet):
    twice = edited(sheet, sections=(replace(sheet.edition.sections[0], items=(sheet.edition.lead, *sheet.edition.sections[0].items)),))  # fmt: skip
    assert {f.place for f in found(twice, "repeated", "error")} == {sheet.edition.lead.url, sheet.edition.lead.title}


@pytest.mark.parametrize(
    ("old", "new", "check", "severity"),
    [
        ("<h1 ", "<h2 ", "headings", "error"),
        ("<title>", "<title></title><x>", "title", "error"),
        ('<html lang="en"', "<html", "language", "error"),
        ("Read the full article\n", "Click here\n", "link text", "warning"),
        ("</body>", '<img src="https://e.org/x.gif"></body>', "alt", "error"),
        ("</body>", '<img src="https://e.org/x.gif" alt="" width="1" height="1"></body>', "tracking", "error"),
        ("</body>", '<img src="https://e.org/x.svg" alt="x"></body>', "picture", "warning"),
        ("</body>", "<script>1</script></body>", "active content", "error"),
        ("</head>", "<style>@import url(https://e.org/f.css);</style></head>", "font", "error"),
        ("</body>", '<a href="https://e.org/"></a></body>', "link text", "error"),
        ("color:#0b3d66", "color:#c9d6e2", "contrast", "error"),
        ("color: #e6ebf0 !important", "color: #33414f !important", "contrast", "warning"),
    ],
)
def test_faults_of_the_page(sheet, old, new, check, severity):
    assert not found(sheet, check, severity)
    text = sheet.email.html
    if old == "Read the full article\n":
        old, new = "Read the full article", "Click here"
    assert old in text
    assert found(html(sheet, old, new), check, severity)


def test_size_is_told_warned_of_and_refused(sheet):
    assert "more items until Gmail clips it" in found(sheet, "size", "advice")[0].says
    padding = "<p>" + "word " * 13_000 + "</p></body>"
    assert found(html(sheet, "</body>", padding), "size", "warning")
    assert found(html(sheet, "</body>", padding * 2), "size", "error")


def test_the_text_part_has_every_link_once(sheet):
    url = sheet.edition.lead.url
    without = replace(sheet, email=replace(sheet.email, text=sheet.email.text.replace(url, "")))
    assert found(without, "text part", "error")[0].place == url
    twice = replace(sheet, email=replace(sheet.email, text=f"{sheet.email.text}\n<{url}>\n"))
    assert found(twice, "text part", "warning")[0].place == url


def test_links_that_are_dead_or_lead_elsewhere(sheet):
    url = sheet.edition.lead.url
    dead = replace(sheet, links={url: Reached(url=url, problem="answered 404 Not Found", dead=True)})
    assert found(dead, "link", "error")
    slow = replace(sheet, links={url: Reached(url=url, problem="no whole answer within 20 s")})
    assert not found(slow, "link", "error")
    moved = replace(sheet, links={url: Reached(url=url, lands_at="https://keia.org/")})
    assert "front page" in found(moved, "redirect", "warning")[0].says
    same = replace(sheet, links={url: Reached(url=url, lands_at=url + "?utm_source=x")})
    assert not found(same, "redirect")


@pytest.mark.parametrize(
    ("subject", "severity", "says"),
    [
        ("", "error", "empty"),
        ("x" * 80, "warning", "80 characters"),
        ("x" * 300, "error", "300"),
        ("NORTH KOREA RUSSIA TREATY today", "warning", "shouts"),
    ],
)
def test_subjects(sheet, subject, severity, says):
    other = replace(sheet, email=replace(sheet.email, subject=subject))
    assert says in found(other, "subject", severity)[0].says


def test_spam_words(sheet):
    other = replace(sheet, email=replace(sheet.email, subject="Act now!! A treaty"))
    assert found(other, "spam words", "warning")


MESSAGE = b"\r\n".join(
    [b"From: a@example.org", b"To: b@example.org", b"Subject: s", b"Date: Fri, 12 Jul 2024 08:00:00 +0000", b"Message-ID: <x@example.org>", b"MIME-Version: 1.0",
     b"List-Id: <d.example.org>", b"List-Unsubscribe: <https://example.org/u?a=1>", b"", b"text"]
)  # fmt: skip


def test_headers_are_there_once_and_the_way_out_is_exact(sheet):
    good = replace(sheet, message=MESSAGE, unsubscribe="https://example.org/u?a=1")
    assert not found(good, "header")
    assert found(replace(good, unsubscribe="https://example.org/u?a=2"), "header", "error")
    assert found(replace(good, message=MESSAGE.replace(b"To: b@example.org\r\n", b"")), "header", "error")
    assert found(replace(good, message=MESSAGE + b"x" * 1200), "header", "error")


def test_addresses_are_told_once(made):
    assert len(set(addresses(made[0].email))) == len(list(addresses(made[0].email)))


def test_the_features_of_a_page_are_counted_by_the_names_of_the_tables():
    page = BeautifulSoup('<style>@media (prefers-color-scheme: dark) { .a > b { color: rgb(1,2,3) } }</style><p style="margin-left:1em;display:flex">x</p><h2>y</h2><img src="a.svg" alt="">', "lxml")  # fmt: skip
    assert {"css-at-media", "css-at-media-prefers-color-scheme", "css-selector-child", "css-rgb", "css-margin", "css-unit-em", "css-display-flex", "html-h1-h6", "image-svg", "html-p"} <= features(page).keys()  # fmt: skip


def test_plain_pages_score_higher_than_ones_that_few_clients_show():
    plain = BeautifulSoup("<p>Text</p>", "lxml")
    fancy = BeautifulSoup('<div style="display:grid;position:fixed;animation:x 1s">Text</div>', "lxml")
    assert 0 <= score(fancy) < score(plain) <= 100


def test_style_sheets_are_read_with_their_media():
    found_ = list(rules("a { color: red } @media screen { b { margin: 0 !important } }"))
    assert [(r.selector, r.media) for r in found_] == [("a", ""), ("b", "screen")]
    assert found_[1].declarations[0].important
    assert [(d.name, d.value) for d in declarations("color:red; margin: 0 auto")] == [
        ("color", "red"),
        ("margin", "0 auto"),
    ]


def test_items_that_stand_elsewhere_too_have_their_links_in_the_text(sheet):
    also = edited(sheet, lead=replace(sheet.edition.lead, also_at=(Link(text="Q", url="https://example.org/q"),)))
    assert not found(also, "text part", "error")
