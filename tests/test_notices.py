"""What an editor is told of a piece that its source has changed."""

from dataclasses import replace

from fakes import article

from digest import notices
from digest.model import Note, Ran

TEXT = (
    "Two sailors were treated for burns in the hospital of the port, the harbour office said.\n\n"
    "No leak had been seen by Monday night. The trawler is to be towed to Bergen, and its 24 sailors are to be flown home from there."
)


def told(was, now):
    return list(
        notices.corrected([Ran(edition_id="d-2024-07-12", article=was)], {was.id: Ran(edition_id="x", article=now)})
    )


def changed(*pairs, **more):
    text = TEXT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return replace(article("a", text, title="A fire"), **more)


def test_what_is_new_in_a_text_is_shown_whether_a_fact_is_seen_in_it_or_not():
    was = article("a", TEXT, title="A fire")
    (one,) = told(was, changed(("were treated for burns in", "died of their burns in"), ("24 sailors", "42 sailors")))
    assert "it says “42 sailors” where it said “24 sailors”" in one
    assert "died of" in one and "no fact" not in one
    note = Note(role="correction", rule="x", text="Correction: the sailors were flown to Oslo.")
    (one,) = told(was, changed(("flown home", "flown to Oslo"), notes=(note,), title="A fire at sea"))
    assert "its headline is now “A fire at sea”; it notes “Correction: the sailors were flown to Oslo.”" in one


def test_what_was_only_left_out_is_shown_and_what_stands_as_it_did_is_not_told():
    was = article("a", TEXT, title="A fire")
    (one,) = told(was, changed(("No leak had been seen by Monday night. ", "")))
    assert "it says no longer “No leak had been seen by Monday night.”" in one
    assert told(was, was) == []
