"""The editor's hand: what was set stands, is marked, and can be taken back."""

from dataclasses import replace
from datetime import date

from test_compose import PLAN, choice

from digest.choose import LEAD
from digest.compose import compose, revise
from digest.compose.revise import wishes
from digest.model import Change, SectionPlan, Wish, standing

TWO = replace(PLAN, sections=(SectionPlan(title="News"), SectionPlan(title="Briefly", brief=True)))


def edition(plan=TWO):
    return compose([choice("a", LEAD), choice("b"), choice("c"), choice("d")], plan, date(2024, 7, 12))


def revised(*changes, plan=TWO):
    return revise(edition(plan), standing(changes), plan)


def ids(made):
    return {s.title: [i.article_id for i in s.items] for s in made.sections}


def test_nothing_set_changes_nothing():
    assert revised() == edition()
    assert (
        revised(Change(field="title", article_id="b", value="X"), Change(field="title", article_id="b", value=""))
        == edition()
    )


def test_texts_written_over_an_item_are_marked():
    made = revised(
        Change(field="title", article_id="b", value="Better"), Change(field="blurb", article_id="b", value="Ours.")
    )
    item = made.sections[0].items[0]
    assert (item.title, item.blurb, item.edited) == ("Better", "Ours.", ("title", "blurb"))
    assert item.note == "Headline and summary by the editors"


def test_an_excerpt_is_set_by_paragraphs():
    made = revised(Change(field="excerpt", article_id="a", value="One.\n\nTwo."))
    assert made.lead.excerpt == ("One.", "Two.")
    assert made.lead.note == "Excerpt by the editors"


def test_an_excerpt_can_be_taken_out():
    assert revised(Change(field="excerpt", article_id="a", value=" ")).lead.excerpt == ()


def test_the_mark_for_readers_can_be_left_out_and_the_item_still_knows():
    made = revised(Change(field="emoji", article_id="b", value="🚂"), plan=replace(TWO, notes=()))
    assert (made.sections[0].items[0].note, made.sections[0].items[0].edited) == ("", ("emoji",))


def test_a_blurb_can_be_taken_out():
    assert revised(Change(field="blurb", article_id="b", value=" ")).sections[0].items[0].blurb == ""


def test_items_move_and_stand_in_the_order_that_was_set():
    made = revised(Change(field="section", article_id="b", value="Briefly"), Change(field="order", value="d c b"))
    assert ids(made) == {"News": ["d", "c"], "Briefly": ["b"]}
    assert made.sections[1].brief
    assert ids(revised(Change(field="section", article_id="b", value="Gone"))) == {"News": ["b", "c", "d"]}
    assert ids(revised(Change(field="order", value="d"))) == {"News": ["d", "b", "c"]}, (
        "what came in since stands behind"
    )


def test_the_editions_own_texts():
    made = revised(
        Change(field="subject", value="S"), Change(field="preheader", value="P"), Change(field="intro", value="I")
    )
    assert (made.subject, made.preheader, made.intro, made.edited) == ("S", "P", "I", ("subject", "preheader", "intro"))


def test_verdicts_overlay_the_wishes_and_one_leads():
    before = (Wish(article_id="a", kind="lead"), Wish(article_id="b", kind="pin"))
    after = wishes(before, standing([Change(field="verdict", article_id="c", value="lead"), Change(field="verdict", article_id="b", value="drop"), Change(field="reason", article_id="b", value="old")]))  # fmt: skip
    assert {w.article_id: (w.kind, w.reason) for w in after} == {
        "a": ("pin", ""),
        "c": ("lead", ""),
        "b": ("drop", "old"),
    }
