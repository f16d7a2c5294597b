"""Documents to blocks and hints."""

import pytest
from fakes import document

from digest.errors import ReadError
from digest.extract import extract
from digest.model import Hints

PROSE = "The two governments signed the agreement after three days of talks, and both said that the details would follow before the year is over."
PAGE = f"""<!doctype html><html lang="en"><head><title>A port grows busy | Harbour Notes</title>
<meta property="og:title" content="A port grows busy"><meta property="og:site_name" content="Harbour Notes">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle","headline":"A port grows busy",
"author":[{{"@type":"Person","name":"Jane Doe"}},{{"@id":"#p2"}}],"datePublished":"2024-07-09T10:00:00+09:00","publisher":{{"name":"Harbour Notes"}}}},
{{"@type":"Person","@id":"#p2","name":"John Roe"}}]}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>A port grows busy</h1><p>{PROSE} <a href="/other?utm_source=x">A link</a>.</p>
<h2>What follows</h2><ul><li>First point of the list, which is long enough.</li><li>Second point of the list, also long enough.</li></ul>
<blockquote><p>Nobody knows what the third article of the agreement means for the region.</p></blockquote><p>{PROSE}</p><p>{PROSE.replace("three", "four")}</p>
</article><footer>© 2024</footer></body></html>"""


def test_a_page_gives_blocks_of_their_kind_and_hints():
    draft = extract(document(PAGE, media_type="text/html"))
    kinds = [b.kind for b in draft.blocks]
    assert {"paragraph", "heading", "item", "quote"} <= set(kinds)
    assert "© 2024" in [o.block.text for o in draft.outside]
    assert draft.hints.title == "A port grows busy"
    assert draft.hints.authors == ("Jane Doe", "John Roe")
    assert draft.hints.published == "2024-07-09T10:00:00+09:00"
    assert draft.hints.publisher == "Harbour Notes"
    (link,) = [li for b in draft.blocks for li in b.links]
    assert link.url == "https://example.org/other?utm_source=x"


def test_what_the_collector_was_told_wins():
    given = Hints(title="From the feed", published="2024-01-01")
    assert extract(document(PAGE, media_type="text/html", hints=given)).hints.title == "From the feed"
    assert extract(document(f"A port\n\n{PROSE}", hints=given)).hints.published == "2024-01-01"


@pytest.mark.parametrize("body", [b"", b"  \n ", b"<html><body></body></html>"])
def test_an_empty_document_is_an_error(body):
    with pytest.raises(ReadError) as error:
        extract(document(body, media_type="text/html" if body.startswith(b"<") else "text/plain"))
    assert error.value.kind == "empty"


@pytest.mark.parametrize("body", [b"%PDF-1.7 x", b"\x89PNG\r\n", b"PK\x03\x04zip", b"abc\x00\x01\x02def"])
def test_what_is_no_text_is_an_error(body):
    with pytest.raises(ReadError) as error:
        extract(document(body, media_type="text/html"))
    assert error.value.kind == "binary"


def test_the_title_of_a_text_is_the_telling_headline_above_the_prose():
    text = f"Menu\n\nHarbour Notes\n\nAgreement signed after talks\n\nShare this\n\n{PROSE}"
    assert extract(document(text)).hints.title == "Agreement signed after talks"


def test_lines_of_metadata_are_read():
    text = f"Agreement signed\nPublished July 2, 2024\nBy Jane Doe and John Roe\nCategory: Trade\n\n{PROSE}"
    hints = extract(document(text)).hints
    assert (hints.title, hints.published, hints.section) == ("Agreement signed", "July 2, 2024", "Trade")
    assert hints.authors == ("Jane Doe and John Roe",)


def test_a_hard_wrapped_text_gives_whole_paragraphs():
    import textwrap

    text = "Agreement signed\n\n" + "\n\n".join(textwrap.fill(PROSE, 72) for _ in range(2))
    draft = extract(document(text))
    assert [b.text for b in draft.blocks if b.kind == "paragraph"] == [PROSE, PROSE]


def test_a_sentence_that_begins_with_by_is_no_byline():
    text = f"Agreement signed\n\n{PROSE}\n\nBy drawing closer, the two gain leverage."
    assert [b.kind for b in extract(document(text)).blocks][-1] == "paragraph"


def test_html_without_a_media_type_is_recognised():
    assert extract(document(PAGE, media_type="")).hints.publisher == "Harbour Notes"


def test_broken_json_ld_is_passed_over():
    page = PAGE.replace('"@context"', '"@context')
    assert extract(document(page, media_type="text/html")).hints.title == "A port grows busy"


@pytest.mark.parametrize(
    ("head", "title", "authors", "published"),
    [
        ("What Kim Wants\nJuly 3, 2024\nBy Rachel Kim", "What Kim Wants", ("Rachel Kim",), "July 3, 2024"),
        ("What Kim Wants\nRachel Kim\n3 July 2024", "What Kim Wants", ("Rachel Kim",), "3 July 2024"),
        (
            "What Kim Wants\nBy Rachel Kim | July 3, 2024 | 5 min read",
            "What Kim Wants",
            ("Rachel Kim",),
            "July 3, 2024",
        ),
        ("# What Kim Wants\n\n*By Elena Petrova, July 8, 2024*", "What Kim Wants", ("Elena Petrova",), "July 8, 2024"),
        ("What Kim Wants\nBy admin\nPublished: 10 July, 2024", "What Kim Wants", ("admin",), "10 July, 2024"),
    ],
)
def test_heads_as_sites_write_them(head, title, authors, published):
    draft = extract(document(f"{head}\n\n{PROSE}"))
    assert (draft.hints.title, draft.hints.authors, draft.hints.published) == (title, authors, published)
    assert [b.text for b in draft.blocks if b.kind == "paragraph"] == [PROSE]


def test_a_list_of_headlines_keeps_its_lines():
    text = "Daily news\n\nMonday\n\nKim meets envoy (KCNA)\n\nTrain arrives (KCNA)"
    draft = extract(document(text))
    assert draft.hints.title == "Daily news"
    assert [b.text for b in draft.blocks][1:] == ["Monday", "Kim meets envoy (KCNA)", "Train arrives (KCNA)"]


def test_the_first_labelled_item_is_not_the_title():
    text = f"The Weekly Letter\n\n📝 First piece\n\nA short blurb.\n\n🎧 Second piece\n\n{PROSE}"
    assert extract(document(text)).hints.title == "The Weekly Letter"


def test_utf_16_without_a_mark():
    text = f"A title\n\n{PROSE}"
    assert extract(document(text.encode("utf-16-le"))).hints.title == "A title"


def test_a_pdf_behind_a_blank_line_is_still_no_text():
    with pytest.raises(ReadError):
        extract(document(b"\n%PDF-1.4\nsomething"))


def test_front_matter_is_read_and_is_no_text():
    text = f"---\ntitle: A port grows busy\nauthors: [Jane Doe, {{name: John Roe}}]\ndate: 2024-07-09\n---\n\n{PROSE}"
    found = extract(document(text))
    assert (found.hints.title, found.hints.authors, found.hints.published) == (
        "A port grows busy",
        ("Jane Doe", "John Roe"),
        "2024-07-09",
    )
    assert [b.text for b in found.blocks] == [PROSE]


def test_a_colon_in_the_title_of_front_matter_does_no_harm():
    draft = extract(
        document(f"---\ntitle: Treaty: what both signed\ndate: 2024-06-02\npublisher: 'KEI'\n---\n\n{PROSE}\n")
    )
    assert (draft.hints.title, draft.hints.published, draft.hints.publisher) == (
        "Treaty: what both signed",
        "2024-06-02",
        "KEI",
    )
    assert [b.text for b in draft.blocks] == [PROSE]


def test_dashes_that_hold_no_front_matter_are_left():
    assert PROSE in [b.text for b in extract(document(f"---\n: [broken\n---\n\n{PROSE}")).blocks]


def test_a_linkedin_date_that_stands_twice_beside_its_counts():
    text = f"Sanctions and ships\n\nPublished on August 19, 2019August 19, 2019 • 319 Likes • 12 Comments\n\n{PROSE}"
    hints = extract(document(text)).hints
    assert hints.title == "Sanctions and ships"
    assert hints.published.startswith("August 19, 2019")
