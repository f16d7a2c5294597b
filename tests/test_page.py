"""Blocks of a page, and which of them are the article."""

import contextlib
import json
import re

import numpy as np
import pytest
from fakes import document

from digest import plugins
from digest.clean import clean
from digest.errors import ReadError
from digest.extract import extract, judge, page
from digest.extract.features import About, features
from digest.extract.segment import segment
from digest.normalise import dating, people

PROSE = [
    "The two governments signed the agreement after three days of talks, and both said that the details would follow before the year is over.",
    "Shipments through the port have grown since the spring, according to satellite images, which analysts have counted week by week.",
    "What it means for the region will depend on how its third article is read, and on whether either side chooses to test it.",
]
FARA = "Harbour is registered under the FARA as an agent of the Port Institute, a public corporation."
MENU = "".join(f'<li><a href="/s{n}">Section {n}</a></li>' for n in range(12))
RELATED = "".join(f'<li><a href="/r{n}">A related story with a long headline number {n}</a></li>' for n in range(6))
PAGE = f"""<html><head><title>A port grows busy - Harbour Notes</title><meta property="og:site_name" content="Harbour Notes"></head><body>
<header><h1 class="logo"><a href="/">Harbour Notes</a></h1><nav><ul>{MENU}</ul></nav></header>
<main><article><h1>A port grows busy</h1><p class="byline">By <a rel="author" href="/jane">Jane Doe</a></p>
{"".join(f"<p>{p}</p>" for p in PROSE)}<p>A word<b> in bold</b>, one<br>broken line.</p></article>
<aside class="related"><h3>Related articles</h3><ul>{RELATED}</ul></aside></main>
<footer><p>{FARA}</p><p>© 2024 Harbour Notes</p></footer></body></html>"""


LD = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-01-02"}</script>'

RESAVED = LD.replace('"2024-01-02"', '"2024-07-05T14:20:08Z", "dateModified": "2024-07-05T18:20:08Z"')


def tree(text):
    return page.parse(text)


def test_blocks_keep_spaces_at_inline_tags_and_know_their_kind():
    pieces = segment(tree(PAGE))
    assert "A word in bold, one broken line." in [p.text for p in pieces]
    assert {p.kind for p in pieces if p.text.startswith("Section")} == {"item"}
    assert {p.kind for p in pieces if p.text == "Related articles"} == {"heading"}


def test_a_double_line_break_ends_a_block():
    pieces = segment(tree("<body><div>first line<br>goes on<br><br>second block</div></body>"))
    assert [p.text for p in pieces] == ["first line goes on", "second block"]


def test_no_visible_word_is_lost():
    body = PAGE.partition("<body>")[2]
    visible = re.sub(r"<[^>]+>", " ", re.sub(r"</?[ab](?: [^>]*)?>", "", body))
    assert sorted(" ".join(p.text for p in segment(tree(PAGE))).split()) == sorted(visible.split())


def test_the_article_is_told_from_menu_and_related():
    draft = extract(document(PAGE, media_type="text/html"))
    assert [b.text for b in draft.blocks if b.kind == "paragraph"][:3] == PROSE
    text = " ".join(b.text for b in draft.blocks)
    assert "related story" not in text
    assert "Section" not in text


def test_what_stands_outside_is_in_the_ledger_with_its_role():
    cleaned = clean(extract(document(PAGE, media_type="text/html")), plugins.rules())
    by_text = {n.text: (n.role, n.rule) for n in cleaned.notes}
    assert by_text[FARA] == ("disclosure", "disclosures.fara")
    assert by_text["Section 3"] == ("noise", "page.outside")
    assert by_text["© 2024 Harbour Notes"][0] in ("copyright", "noise")


def test_headline_and_byline_as_readers_see_them():
    hints = extract(document(PAGE, media_type="text/html")).hints
    assert (hints.title, hints.authors) == ("A port grows busy", ("Jane Doe",))


def test_every_number_has_its_weight_and_every_weight_its_number():
    pieces = segment(tree(PAGE))
    columns = features(pieces, About(title="A port grows busy"))
    around = judge.context(pieces, np.full(len(pieces), 0.5))
    assert {len(c) for c in (columns | around).values()} == {len(pieces)}
    weights = judge._weights()
    assert set(weights["first"]) == {"constant", *columns}
    assert set(weights["second"]) == {"constant", *columns, *around}
    assert set(weights["second_with"]) == {"constant", *columns, "member", *around}


def test_a_row_of_a_data_table_is_one_block_and_a_layout_table_is_not():
    row = "<tr><td>North</td><td>1,200</td></tr>"
    layout = f"<tr><td><p>{PROSE[0]}</p><p>{PROSE[1]}</p></td><td>menu</td></tr>"
    texts = [p.text for p in segment(tree(f"<body><table>{row}</table><table>{layout}</table></body>"))]
    assert texts == ["North | 1,200", PROSE[0], PROSE[1], "menu"]


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 30_000 + "deep" + "</div>" * 30_000,
        "<p>" + "word " * 200_000,
        "<table><tr><td>" * 3000,
        "<a href=x>" * 5000,
        "<br>" * 50_000,
        "<p>a</p>" * 30_000,
        "<div " + " ".join(f"a{n}=x" for n in range(150_000)) + ">text</div>",
    ],
    ids=["nested", "long line", "tables", "links", "breaks", "many blocks", "attributes"],
)
def test_hostile_markup_is_bounded(text):
    import time

    start = time.process_time()
    with contextlib.suppress(ReadError):
        extract(document(f"<html><body>{text}</body></html>", media_type="text/html"))
    assert time.process_time() - start < 30, "bounded, with a wide margin for a slow machine"


def test_pages_of_other_sites_are_read(labelled):
    """Not a benchmark (benchmarks/reading.py is): a floor under which reading is broken."""
    import gzip

    with gzip.open(labelled / "extraction" / "ground-truth.json.gz", "rt") as file:
        truth = {k: v for k, v in json.load(file).items() if not v.get("suspect")}
    shares = []
    for name in sorted(truth)[::12]:
        body = gzip.decompress((labelled / "extraction" / "pages" / f"{name}.html.gz").read_bytes())
        draft = extract(document(body, url=truth[name]["url"], media_type="text/html"))
        found, wanted = set(" ".join(b.text for b in draft.blocks).split()), set(truth[name]["articleBody"].split())
        shares.append(len(found & wanted) / len(found | wanted))
    assert sum(shares) / len(shares) > 0.88


@pytest.mark.parametrize(
    ("markup", "authors"),
    [
        ('<span class="post-author">By <a href="/authors/david-kim">David Kim</a></span>', ("David Kim",)),
        ("<p>By <a href='/producers/sofia'>Sofia Gonzalez</a> December 1, 2025</p>", ("Sofia Gonzalez",)),
        (
            '<div class="by-author">by <span itemprop="author"><span itemprop="name">Sam O’Brien</span></span></div>',
            ("Sam O’Brien",),
        ),
        ("<p>Jane Doe</p><p>July 3, 2024</p>", ("Jane Doe",)),
        ("<div>ByJane DoeJuly 3, 2024</div>", ("Jane Doe",)),
        ("<p>Jane Doe | Senior Writer | July 2, 2025</p>", ("Jane Doe",)),
        ("<p>Published August 7, 2023 by Nicole Burke</p>", ("Nicole Burke",)),
        ('<img alt="Horea Matei"><div><p>5 min</p></div><span>Horea Matei</span>', ("Horea Matei",)),
        ('<div class="author">5 min read</div>', ()),
        ('<div class="comments"><span class="comment-author">Angry Reader</span></div>', ()),
        ('<nav class="menu"><a href="/authors/x">Jane Doe</a></nav>', ()),
        ("<p>By drawing closer, the two gain leverage over their neighbours.</p>", ()),
        ("<p>Medically reviewed by Jane Doe</p>", ()),
    ],
)
def test_bylines_as_pages_write_them(markup, authors):
    body = "".join(f"<p>{p}</p>" for p in PROSE)
    draft = extract(document(f"<html><body><h1>A title</h1>{markup}{body}</body></html>", media_type="text/html"))
    assert people.authors(draft) == authors


@pytest.mark.parametrize(
    ("markup", "published", "by"),
    [
        ("<time datetime='2021-06-06'>June 6</time>", "2021-06-06", "date above the text"),
        ("<p>Updated May 2, 2024</p><p>Published April 1, 2024</p>", "2024-04-01", "date above the text"),
        ("<div>12.16.2025</div>", "2025-12-16", "date above the text"),
        ("<aside><h4>Published</h4><div>July 8, 2025</div></aside>", "2025-07-08", "date above the text"),
        (f"{LD}<p>January 9, 2024</p>", "2024-01-02", "JSON-LD datePublished"),
        ("<nav class='latest'><p>July 8, 2025</p></nav>", None, ""),
        (f"{RESAVED}<time>March 1, 2024</time>", "2024-03-01", "date above the text"),
    ],
)  # fmt: skip
def test_dates_as_pages_write_them(markup, published, by):
    body = "".join(f"<p>{p}</p>" for p in PROSE)
    draft = extract(document(f"<html><body><h1>A title</h1>{markup}{body}</body></html>", media_type="text/html"))
    dated = dating.published(draft)
    assert (dated.when and dated.when.day.isoformat(), dated.by) == (published, by)


def test_a_crowded_tag_loses_its_attributes_and_no_other_tag_does():
    crowded = "<div " + " ".join(f"a{n}=x" for n in range(1000)) + ">text</div>"
    plain = f'<div class="body" data-props="{"x" * 9000}">text</div>'
    assert page.bared(f"<body>{crowded}{plain}") == f"<body><div>text</div>{plain}"
    assert page.bared(plain) == plain


def test_the_standfirst_is_the_subtitle():
    body = "".join(f"<p>{p}</p>" for p in PROSE)
    deck = "Cranes, containers and a treaty: what has changed on the northern quay."
    page = f"<html><body><h1>A title</h1><div class='article-deck'>{deck}</div><p>By Jane Doe</p>{body}</body></html>"
    assert extract(document(page, media_type="text/html")).hints.subtitle == deck


def test_a_paragraph_among_its_likes_is_kept():
    pieces = segment(tree("<body><div>" + "".join(f"<p>{p}</p>" for p in PROSE * 2) + "</div></body>"))
    judged = np.array([0.9] * len(pieces))
    judged[2] = 0.1
    assert all(judge.keep(pieces, judged))


def test_the_address_settles_the_day_where_the_markup_is_in_another_zone():
    dated = dating.published(
        extract(document("<html><head><meta property='article:published_time' content='2025-12-19T02:41:41+00:00'></head><body>"
                         + "".join(f"<p>{p}</p>" for p in PROSE), url="https://example.org/2025/12/18/x", media_type="text/html"))
    )  # fmt: skip
    assert (dated.when.at.isoformat(), dated.when.day.isoformat()) == ("2025-12-19T02:41:41+00:00", "2025-12-18")


@pytest.mark.parametrize(
    ("head", "line", "url", "confidence"),
    [
        (LD, "January 2, 2024", "", "high"),
        (LD, "", "https://example.org/2024/01/02/a", "high"),
        (LD, "", "", "medium"),
        ("", "January 2, 2024", "", "medium"),
        (LD, "March 9, 2024", "", "low"),
        (LD, "", "https://example.org/2023/05/05/a", "low"),
        ("", "Updated: March 9, 2024", "", "low"),
    ],
)
def test_how_far_to_trust_a_date(head, line, url, confidence):
    body = "".join(f"<p>{p}</p>" for p in PROSE)
    page = f"<html><head>{head}</head><body><h1>A title</h1><p>{line}</p>{body}</body></html>"
    draft = extract(document(page, url=url or "https://example.org/a", media_type="text/html"))
    assert dating.published(draft).confidence == confidence
