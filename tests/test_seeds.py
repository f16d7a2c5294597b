"""The five seed documents give the stories we say they give."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest import batch, words
from digest.group import group

SEEDS = Path(__file__).parent.parent / "seeds"


def read(number):
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return batch.read_one(path.read_bytes(), path.resolve().as_uri(), "text/plain")


def notes(article, *roles):
    return [n.text for n in article.notes if n.role in roles]


def test_000_is_a_roundup_of_five_pieces():
    reading = read("000")
    assert reading.article.kind == "roundup"
    lead, video, seiler, sneider, oped = reading.items
    assert (lead.title, lead.authors) == (
        "The Mutual Defense Treaty With North Korea May Backfire on Russia",
        ("Scott Snyder",),
    )
    assert (len(lead.paragraphs), lead.completeness) == (3, "teaser")
    assert "Impossible State" in video.title and video.kind == "video"
    assert (seiler.title, seiler.authors, seiler.kind) == ("DPRK-Russia-China", ("Sydney Seiler",), "commentary")
    assert (sneider.title, sneider.authors) == (
        "A Tale of Three Triangles: The Complicated Geopolitics of Northeast Asia",
        ("Daniel Sneider",),
    )
    assert (oped.title, oped.authors, oped.kind) == ("How South Korea can aid Ukraine", ("Troy Stangarone",), "op-ed")


@pytest.mark.parametrize(
    "line",
    [
        "To view or add a comment, sign in",
        "Insights from the community",
        "Others also viewed",
        "Explore topics",
        "CLICK HERE TO READ THE FULL ARTICLE",
        "Click on the image above to watch the full episode.",
        "Click here to download the full article or the image above to watch the publication launch.",
    ],
)
def test_000_chrome_and_prompts_stand_in_the_ledger_and_not_in_the_text(line):
    reading = read("000")
    assert line in notes(reading.article, "noise", "prompt")
    assert all(line not in a.text for a in (reading.article, *reading.items))


def test_000_a_prompt_that_shares_a_paragraph_goes_alone():
    (seiler,) = [a for a in read("000").items if a.title == "DPRK-Russia-China"]
    assert seiler.text.endswith("geopolitical reality over the past several decades.")
    assert seiler.text.startswith("In the latest Korea Policy publication, Sydney Seiler argues")


def test_000_house_text_is_no_item_and_its_wrapped_link_is_unwrapped():
    reading = read("000")
    assert any(
        t.startswith("The Korea Economic Institute of America (KEI) is") for t in notes(reading.article, "house")
    )
    assert any("Sang Kim" in t for t in notes(reading.article, "house"))
    assert "http://www.keia.org" in [li.url for li in reading.article.links]
    assert not any("About KEI" in a.title or "Sang Kim" in a.text for a in reading.items)


def test_001_is_the_article():
    article = read("001").article
    assert article.title == "The Mutual Defense Treaty With North Korea May Backfire on Russia"
    assert article.authors == ("Scott Snyder",)
    assert (article.published, article.day_only) == (datetime(2024, 6, 24, tzinfo=UTC), True)
    assert (article.publisher, article.section) == ("KEI (The Peninsula)", "North Korea")
    assert (len(article.paragraphs), article.completeness) == (6, "complete")
    assert article.paragraphs[0].startswith("Russian President") and article.paragraphs[-1].endswith(
        "sidelines of those meetings."
    )
    assert any("registered under the FARA" in t for t in notes(article, "disclosure"))
    set_aside = " ".join(n.text for n in article.notes)
    for chrome in (
        "Search All Site Content",
        "Sign up for our mailing list",
        "Photo from Wikimedia",
        "Scott Snyder is author",
        "Stay Informed",
    ):
        assert chrome in set_aside and chrome not in article.text


def test_002_says_where_it_is_from_and_its_residue_is_repaired():
    article = read("002").article
    assert article.first_published_in and article.first_published_in.publisher == "KEI"
    assert "&nbsp" not in article.text + " ".join(n.text for n in article.notes)
    assert article.title == "Putin’s mutual defense treaty with Kim may backfire"


def test_003_says_everything_once_and_invents_nothing():
    article = read("003").article
    assert article.title == "How North Korea is capitalizing on Russia’s war woes"
    assert article.authors == () and article.published is None
    assert "Why We Wrote This" not in article.text and "Previous Article" not in article.text
    assert article.text.count("Vladimir Putin’s brief Asia tour") <= 1
    assert article.text.count("North Korea has exploited the Ukraine war") <= 1
    assert "Global reactions" in article.text


def test_004_is_a_teaser_of_the_diplomat():
    article = read("004").article
    assert article.completeness == "teaser" and article.authors == ("James Jongsoo Lee",)
    first = article.first_published_in
    assert (first.publisher, first.published) == ("The Diplomat", datetime(2024, 7, 9, tzinfo=UTC))
    assert article.full_text_at == "The Diplomat"
    assert any("Brock Securities" in t for t in notes(article, "bio"))
    assert any("do not necessarily reflect" in t for t in notes(article, "disclosure"))
    assert "Brock Securities" not in article.text and "To read the full piece" not in article.text


def test_the_three_versions_are_one_story_whose_original_is_001():
    articles = [a for n in ("000", "001", "002", "003", "004") for a in read(n).found]
    stories = group(articles)
    (story,) = [s for s in stories if s.versions]
    assert story.original.publisher == "KEI (The Peninsula)"
    assert sorted(v.relation for v in story.versions) == ["excerpt", "rewrite"]
    assert len(stories) == 7


def test_the_edition(made):
    edition = made[0].edition
    assert edition.lead.title == "The Mutual Defense Treaty With North Korea May Backfire on Russia"
    assert len(edition.lead.excerpt) == 3 and edition.button == "Read the full article"
    (section,) = edition.sections
    assert section.title == "More commentary on DPRK–Russia relations"
    assert {(i.emoji, i.label) for i in section.items} >= {("📝", ""), ("📰", "Op-ed"), ("🎬", "Video")}
    assert any("FARA" in d for d in edition.disclosures)
    assert not any("may backfire" in i.title for i in section.items)
    assert made[0].report.funnel.copies == 2 and made[0].report.funnel.chosen == 7


def test_every_sentence_of_the_edition_stands_verbatim_in_a_source(made):
    edition = made[0].edition
    sources = words.fold(" ".join(p.read_text() for p in SEEDS.glob("*.txt")).replace("\n", " "))
    said = [*edition.lead.excerpt, *(i.blurb for s in edition.sections for i in s.items), *edition.disclosures]
    for sentence in (s for text in said for s in words.sentences(text)):
        assert words.fold(sentence) in sources
