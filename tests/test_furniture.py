"""What recurs on the pages of one source."""

from dataclasses import replace

import pytest
from fakes import NOW, document, draft

from digest import plugins
from digest.clean import clean, furniture
from digest.clock import FixedClock
from digest.model import Block, Furniture, Source
from digest.pipeline import read_again, read_source
from digest.store import open_store

SOURCE = Source(id="test", name="Harbour Notes", kind="folder")
# A notice and a line that no rule knows by their words.
NOTICE = "Harbour hoitaa tätä sivustoa satamalaitoksen puolesta, ja lisätietoja antaa oikeusministeriö."
PROMO = "Ships of the World — 1,204 vessels in our yearbook 2024"
BACKGROUND = "The two Koreas technically remain at war, since the conflict of 1950 to 1953 ended in an armistice and not in a treaty."
TEXTS = {
    "crane": "The cranes on the northern quay have been painted, and the harbour master says that the work took all summer.",
    "ice": "Ice closed the eastern channel on Monday, a week before the date that the pilots had given to the shipping lines.",
    "rail": "A second track now leads from the mines to the port, and trains of sixty wagons have been counted on it by day.",
    "fuel": "Fuel has been landed at the old tanker berth for the first time in nine years, by a ship that kept its name covered.",
    "crew": "Crews of three ships have asked the union to look at their pay, which they say has not come since the early spring.",
}


def page(name, *more, number=1204):
    body = TEXTS[name]
    lines = (f"About the {name}", body, body.replace("the", "that"), PROMO.replace("1,204", str(number)), *more, NOTICE)
    return document("\n\n".join(lines), url=f"https://harbour.example/{name}")


def kept(readings):
    return [p for _, articles in readings for a in articles for p in a.paragraphs]


@pytest.fixture
def store(tmp_path):
    opened = open_store("digest.sqlite3", tmp_path)
    yield opened
    opened.close()


def read(store, *documents):
    readings, failures = read_source(documents, SOURCE, plugins.rules(), store, FixedClock(NOW))
    assert not failures
    store.keep(readings, {})
    return readings


def test_a_line_on_every_page_is_set_aside_though_no_rule_knows_it(store):
    readings = read(store, *(page(n, number=at) for at, n in enumerate(TEXTS)))
    assert not {NOTICE} & set(kept(readings))
    assert not [p for p in kept(readings) if p.startswith("Ships of the World")]
    notes = [n for _, (article,) in readings for n in article.notes if n.rule == "furniture.recurring"]
    assert {n.text for n in notes} >= {NOTICE}, "what is set aside stands in the ledger"
    assert TEXTS["crane"] in kept(readings)


def test_it_is_learned_over_runs_and_applied_to_what_was_read_before(store):
    first = read(store, page("crane"), page("ice"))
    assert NOTICE in kept(first), "two pages are not enough to tell"
    assert NOTICE not in kept(read(store, page("rail")))
    assert read_again(SOURCE, store) == (3, [])
    assert not [a for a in store.articles(NOW, NOW) if NOTICE in a.paragraphs]


def test_the_background_of_a_few_stories_is_text(store):
    pages = [page(n, *([BACKGROUND] if n in ("crane", "ice", "rail") else [])) for n in TEXTS]
    others = [document(f"{n}\n\n{t} {n}.\n\n{t[::-1]}.", url=f"https://harbour.example/{n}2") for n, t in TEXTS.items()]
    assert kept(read(store, *pages, *others)).count(BACKGROUND) == 3


def test_one_post_under_three_addresses_is_no_furniture(store):
    copies = [replace(page("crane"), url=f"https://harbour.example/{n}") for n in range(4)]
    assert kept(read(store, *copies)).count(TEXTS["crane"]) == 4


def test_the_editor_has_the_last_word(store):
    read(store, *(page(n) for n in TEXTS))
    key = furniture.key(NOTICE)
    assert store.judge_furniture("test", key[:8], "keep")
    assert not store.judge_furniture("test", "zzzz", "keep")
    read_again(SOURCE, store)
    assert sum(NOTICE in a.paragraphs for a in store.articles(NOW, NOW)) == len(TEXTS)
    assert store.judge_furniture("test", furniture.key(TEXTS["ice"]), "drop")
    read_again(SOURCE, store)
    assert not [a for a in store.articles(NOW, NOW) if TEXTS["ice"] in a.paragraphs]


def test_a_page_never_loses_more_than_half_to_furniture():
    found = draft(*(Block(kind="paragraph", text=t) for t in TEXTS.values()))
    everything = {furniture.key(t) for t in TEXTS.values()}
    assert clean(found, [furniture.rule(everything)]).blocks == found.blocks


def test_lines_that_differ_in_case_and_numbers_have_one_key():
    assert furniture.key("Issue 12 of 2024") == furniture.key("ISSUE 7  of 2023")
    assert furniture.key("Issue 12") != furniture.key("Issues 12")


@pytest.mark.parametrize(
    ("text", "pages", "read", "is_furniture"),
    [
        (PROMO, 2, 2, False),
        (PROMO, 3, 30, True),
        (PROMO, 3, 31, False),
        (BACKGROUND, 3, 9, True),
        (BACKGROUND, 3, 10, False),
        (BACKGROUND, 34, 5000, True),
    ],
)
def test_how_often_is_often_enough(text, pages, read, is_furniture):
    known = {"k": Furniture(source_id="s", key="k", text=text, pages=pages)}
    assert bool(furniture.recurring(known, read)) == is_furniture


def test_a_page_that_trips_a_parser_does_not_stop_a_rereading(store, monkeypatch):
    from digest import reading

    read(store, page("crane"), page("ice"))
    extract = reading.extract

    def trip(found):
        if found.url.endswith("crane"):
            raise ValueError("a parser fell over")
        return extract(found)

    monkeypatch.setattr(reading, "extract", trip)
    number, (failure,) = read_again(SOURCE, store)
    assert number == 1
    assert failure.reason == "https://harbour.example/crane: ValueError: a parser fell over"
