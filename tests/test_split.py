"""Roundups are told from subheaded articles."""

from fakes import document, draft

from digest import plugins
from digest.clean import clean
from digest.extract import extract
from digest.model import Block, Link
from digest.split import split

PROSE = "The two governments signed the agreement after three days of talks, and both said that the details would follow before the year is over."


def parts(text):
    return split(clean(extract(document(text)), plugins.rules()))


def test_a_subheaded_article_is_no_roundup():
    text = f"Agreement signed\n\n{PROSE}\n\nWhat it says\n\n{PROSE} Again.\n\nWhat it means\n\n{PROSE} Once more.\n\nWhat follows\n\n{PROSE} At last."
    assert parts(text) == ()


def test_items_with_pictographs_and_prompts_are_split():
    text = f"Weekly letter\n\nWeekly letter\n\n📝 First piece\n\n{PROSE}\n\nRead more\n\n🎧 Second piece\n\nA guest explains the treaty.\n\n📄 [Report] Third piece\n\nA report on ports."
    found = parts(text)
    assert [(p.hints.title, p.hints.kind) for p in found] == [
        ("First piece", "📝"),
        ("Second piece", "🎧"),
        ("Third piece", "📄Report"),
    ]
    assert all(p.hints.context == "Weekly letter" for p in found)


def test_headings_that_lead_to_other_pages_are_items():
    def item(n):
        link = Link(text=f"Piece {n}", url=f"https://other.example/{n}")
        return Block(kind="heading", text=f"Piece {n}", links=(link,)), Block(kind="paragraph", text=f"{PROSE} {n}")

    found = split(draft(*(b for n in range(3) for b in item(n)), url="https://letter.example/1"))
    assert [p.url for p in found] == [f"https://other.example/{n}" for n in range(3)]
