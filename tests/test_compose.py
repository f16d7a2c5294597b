"""What an edition holds, in verbatim sentences."""

from dataclasses import replace
from datetime import date

from fakes import article

from digest.choose import LEAD
from digest.compose import blurb, compose
from digest.model import Choice, House, Note, Plan, Ranked, SectionPlan, Story

PLAN = Plan(digest_id="d", title="T", language="en", house=House(publisher="P"), sections=(SectionPlan(title="More"),))
TEXT = "A first sentence stands here. A second one follows it.\n\nAnother paragraph is here."


def choice(id, section=0, **more):
    story = Story(original=article(id, more.pop("text", TEXT), **more))
    return Choice(
        ranked=Ranked(story=story, score=0.5, on_topic=True, reasons=()), chosen=True, why="", section=section
    )


def test_the_lead_and_the_sections_hold_what_was_chosen_for_them():
    plan = replace(PLAN, sections=(SectionPlan(title="Watch"), SectionPlan(title="More"), SectionPlan(title="None")))
    edition = compose([choice("n", 1), choice("a", LEAD), choice("v", 0)], plan, date(2024, 7, 12))
    assert (edition.id, edition.lead.article_id) == ("d-2024-07-12", "a")
    assert [(s.title, [i.article_id for i in s.items]) for s in edition.sections] == [("Watch", ["v"]), ("More", ["n"])]


def test_too_few_items_make_no_edition():
    assert compose([], PLAN, date(2024, 7, 12)) is None
    assert compose([choice("a", LEAD)], replace(PLAN, min_items=2), date(2024, 7, 12)) is None


def test_what_has_been_updated_says_so():
    again = replace(choice("a", LEAD), updates="d-2024-07-05")
    assert compose([again], PLAN, date(2024, 7, 12)).lead.note == "Updated since the edition of 2024-07-05"


def test_a_blurb_stands_on_its_own():
    assert blurb(article("a", TEXT), 2) == "A first sentence stands here. A second one follows it."
    assert blurb(article("a", "He said so. Nobody knows.\n\nThe port is busy. It is full."), 1) == "The port is busy."
    assert blurb(article("a", TEXT, subtitle="A standfirst says it all."), 2) == "A standfirst says it all."


def test_a_foreign_agents_notice_is_printed():
    notice = Note(role="disclosure", rule="disclosures.fara", text="X is registered under FARA.")
    edition = compose([choice("a", section=LEAD, notes=(notice,))], PLAN, date(2024, 7, 12))
    assert edition.disclosures == ("X is registered under FARA.",)


def test_only_web_addresses_are_linked():
    edition = compose([choice("a", LEAD, url="javascript:alert(1)")], PLAN, date(2024, 7, 12))
    assert edition.lead.url == ""


def test_an_excerpt_is_bounded_and_ends_at_a_sentence():
    long = "A sentence stands here for a while. " * 1000
    (only,) = compose([choice("a", LEAD, text=long)], PLAN, date(2024, 7, 12)).lead.excerpt
    assert len(only) <= 6000
    assert only.endswith("for a while.")
    (cut,) = compose([choice("a", LEAD, text="word " * 20_000)], PLAN, date(2024, 7, 12)).lead.excerpt
    assert cut.endswith("…")
