"""What an edition holds, in verbatim sentences."""

from dataclasses import replace
from datetime import date

from fakes import article

from digest.compose import Plan, SectionPlan, blurb, choose, compose
from digest.model import House, Note, Ranked, Story

PLAN = Plan(digest_id="d", title="T", language="en", house=House(publisher="P"), sections=(SectionPlan(title="More"),))
TEXT = "A first sentence stands here. A second one follows it.\n\nAnother paragraph is here."


def ranked(id, score=0.5, on_topic=True, **more):
    return Ranked(
        story=Story(original=article(id, more.pop("text", TEXT), **more)), score=score, on_topic=on_topic, reasons=()
    )


def chosen(*all_, plan=PLAN, shown=frozenset()):
    return [c.ranked.story.original.id for c in choose(all_, plan, shown) if c.chosen]


def test_off_topic_shown_and_surplus_stories_stay_out_and_say_why():
    plan = replace(PLAN, max_items=1)
    choices = choose([ranked("a"), ranked("b"), ranked("c", on_topic=False), ranked("d")], plan, frozenset("d"))
    assert [c.chosen for c in choices] == [True, False, False, False]
    assert ["full" in choices[1].why, "topic" in choices[2].why, "shown" in choices[3].why] == [True] * 3


def test_one_host_does_not_fill_the_edition():
    assert chosen(*(ranked(x) for x in "abcd"), plan=replace(PLAN, per_host=2)) == ["a", "b"]


def test_a_teaser_does_not_lead():
    edition = compose([ranked("t", completeness="teaser"), ranked("c")], PLAN, date(2024, 7, 12))
    assert edition.lead.article_id == "c"
    assert edition.id == "d-2024-07-12"


def test_too_few_items_make_no_edition():
    assert compose([], PLAN, date(2024, 7, 12)) is None
    assert compose([ranked("a")], replace(PLAN, min_items=2), date(2024, 7, 12)) is None


def test_sections_take_their_kinds_and_the_last_takes_the_rest():
    plan = replace(PLAN, sections=(SectionPlan(title="Watch", kinds=("video",)), SectionPlan(title="More")))
    edition = compose([ranked("a"), ranked("v", kind="video"), ranked("n", kind="news")], plan, date(2024, 7, 12))
    assert [(s.title, [i.article_id for i in s.items]) for s in edition.sections] == [("Watch", ["v"]), ("More", ["n"])]


def test_a_blurb_stands_on_its_own():
    assert blurb(article("a", TEXT), 2) == "A first sentence stands here. A second one follows it."
    assert blurb(article("a", "He said so. Nobody knows.\n\nThe port is busy. It is full."), 1) == "The port is busy."
    assert blurb(article("a", TEXT, subtitle="A standfirst says it all."), 2) == "A standfirst says it all."


def test_a_foreign_agents_notice_is_printed():
    notice = Note(role="disclosure", rule="disclosures.fara", text="X is registered under FARA.")
    edition = compose([ranked("a", notes=(notice,))], PLAN, date(2024, 7, 12))
    assert edition.disclosures == ("X is registered under FARA.",)


def test_only_web_addresses_are_linked():
    edition = compose([ranked("a", url="javascript:alert(1)")], PLAN, date(2024, 7, 12))
    assert edition.lead.url == ""


def test_an_excerpt_is_bounded_and_ends_at_a_sentence():
    long = "A sentence stands here for a while. " * 1000
    (only,) = compose([ranked("a", text=long)], PLAN, date(2024, 7, 12)).lead.excerpt
    assert len(only) <= 6000
    assert only.endswith("for a while.")
    (cut,) = compose([ranked("a", text="word " * 20_000)], PLAN, date(2024, 7, 12)).lead.excerpt
    assert cut.endswith("…")
