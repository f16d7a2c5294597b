"""Which stories an edition shows: wishes, gates, caps, diversity, updates; each with its sentence, in any order of arrival."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes import article
from hypothesis import given
from hypothesis import strategies as st

from digest.choose import LEAD, Past, choose
from digest.model import House, Plan, Ranked, SectionPlan, Story, Version, Wish

PLAN = Plan(digest_id="d", title="T", language="en", house=House(publisher="P"), sections=(SectionPlan(title="More"),))
TEXT = "A first sentence stands here. A second one follows it.\n\nAnother paragraph is here."


def ranked(id, score=0.5, on_topic=True, versions=(), **more):
    story = Story(original=article(id, more.pop("text", TEXT), **more), versions=versions)
    return Ranked(story=story, score=score, on_topic=on_topic, reasons=())


def decided(*all_, plan=PLAN, past=None, events=None):
    return {c.ranked.story.original.id: c for c in choose(all_, plan, past, events)}


def chosen(*all_, plan=PLAN, past=None, events=None):
    return [c.ranked.story.original.id for c in choose(all_, plan, past, events) if c.chosen]


def test_what_was_published_long_ago_is_no_news_unless_the_editor_wants_it():
    since = datetime(2024, 4, 13, tzinfo=UTC)
    old, new = (ranked(i, published=datetime(2024, month, 3, tzinfo=UTC)) for i, month in (("old", 2), ("new", 7)))
    plan = replace(PLAN, max_age_days=90)
    found = decided(old, new, ranked("undated"), plan=plan, past=Past(since=since))
    assert found["old"].why == "it was published on 3 February 2024, more than 90 days ago (layout.max_age_days)"
    assert found["new"].chosen and found["undated"].chosen
    pinned = Past(since=since, wishes={"old": Wish(article_id="old", kind="pin")})
    assert decided(old, plan=plan, past=pinned)["old"].chosen


def test_what_stays_out_says_why():
    found = decided(
        ranked("a"),
        ranked("b"),
        ranked("c", on_topic=False),
        ranked("d"),
        ranked("e", text=""),
        ranked("f", 0.1),
        plan=replace(PLAN, max_items=1, min_score=0.2),
        past=Past(shown={"d": "d-2024-07-05"}),
    )
    assert found["a"].chosen
    assert "full" in found["b"].why
    assert found["c"].why == "not on topic"
    assert found["d"].why == "d-2024-07-05 has shown it"
    assert "no text" in found["e"].why
    assert "below 0.2" in found["f"].why


@pytest.mark.parametrize(
    ("cap", "out", "says"),
    [
        ({"per_host": 2}, "c", "layout.per_host is 2, and so many of example.org are in"),
        ({"per_kind": {"news": 2}}, "c", "layout.per_kind is 2"),
        ({"per_language": {"ko": 1}}, "b", "layout.per_language is 1, and so many in 'ko' are in"),
        ({"per_language": {"ko": 0}}, "a", "excludes items in 'ko'"),
        ({"sections": (SectionPlan(title="More", max_items=1),)}, "c", "the section More is full"),
        ({"sections": (SectionPlan(title="Watch", kinds=("video",)),)}, "b", "no section takes the kind news"),
    ],
)
def test_caps(cap, out, says):
    languages = {"a": "ko", "b": "ko", "c": "en"}
    found = decided(*(ranked(i, language=of) for i, of in languages.items()), plan=replace(PLAN, **cap))
    assert not found[out].chosen
    assert says in found[out].why


def test_the_lead_is_the_best_whole_text():
    found = decided(ranked("t", completeness="teaser"), ranked("c"), ranked("d"))
    assert {i: c.section for i, c in found.items()} == {"t": 0, "c": LEAD, "d": 0}
    assert decided(ranked("t", completeness="teaser"))["t"].section == LEAD


def test_sections_take_their_kinds_and_another_takes_the_rest():
    plan = replace(PLAN, sections=(SectionPlan(title="Watch", kinds=("video",)), SectionPlan(title="More")))
    found = decided(ranked("a"), ranked("v", kind="video"), ranked("n"), plan=plan)
    assert {i: c.section for i, c in found.items()} == {"a": LEAD, "v": 0, "n": 1}


def test_a_section_of_a_language_comes_before_those_of_kinds():
    sections = (
        SectionPlan(title="News", kinds=("news",)),
        SectionPlan(title="In Korean", languages=("ko",), max_items=1),
        SectionPlan(title="More"),
    )
    plan = replace(PLAN, sections=sections, per_host=9)
    found = decided(
        ranked("a"),
        ranked("n"),
        ranked("k", language="ko"),
        ranked("l", language="ko"),
        ranked("v", kind="video"),
        plan=plan,
    )
    assert {i: c.section for i, c in found.items() if c.chosen} == {"a": LEAD, "n": 0, "k": 1, "v": 2}
    assert found["l"].why == "the section In Korean is full"


def test_the_editor_wins_over_everything():
    past = Past(
        shown={"p": "d-2024-07-05"},
        wishes={
            "p": Wish(article_id="p", kind="pin"),
            "l": Wish(article_id="l", kind="lead"),
            "x": Wish(article_id="x", kind="drop", reason="old news"),
        },
    )
    plan = replace(PLAN, max_items=2, min_score=0.4, per_host=1)
    found = decided(
        ranked("x", 0.9), ranked("a", 0.8), ranked("p", 0.1, on_topic=False), ranked("l", 0.1), plan=plan, past=past
    )
    assert [i for i, c in found.items() if c.chosen] == ["l", "p"]
    assert found["l"].section == LEAD
    assert found["x"].why == "the editor dropped it: old news"
    assert "full" in found["a"].why


def test_what_is_pinned_is_in_and_does_not_take_the_lead():
    past = Past(wishes={"p": Wish(article_id="p", kind="pin")})
    found = decided(ranked("p", 0.1), ranked("a", 0.8), past=past)
    assert found["p"].chosen and found["p"].section != LEAD
    assert found["a"].section == LEAD
    # With nothing else in, something has to lead.
    assert decided(ranked("p", 0.1), past=past)["p"].section == LEAD


def test_a_drop_of_a_copy_drops_its_story():
    copy = Version(article=article("y", TEXT), relation="identical", similarity=1.0)
    past = Past(wishes={"y": Wish(article_id="y", kind="drop")})
    assert chosen(ranked("a", versions=(copy,)), past=past) == []


def abroad(**more):
    english = article("en", TEXT, language="en", **more)
    again = Version(article=article("kr", "말", language="ko"), relation="identical", similarity=1.0)
    return ranked(
        "ko",
        text="말",
        language="ko",
        versions=(Version(article=english, relation="translation", similarity=0.7), again),
    )


def test_a_story_is_told_by_its_translation_into_the_language_of_the_readers():
    plan = replace(PLAN, per_language={"ko": 0})
    (choice,) = choose([abroad()], plan)
    story = choice.ranked.story
    assert (choice.chosen, story.original.id) == (True, "en")
    assert {v.article.id: v.relation for v in story.versions} == {"ko": "translation", "kr": "identical"}
    # A teaser of it tells less than the whole text; who reads the language needs no translation; a pin is what was pinned.
    assert chosen(abroad(completeness="teaser")) == ["ko"]
    assert chosen(abroad(), plan=replace(PLAN, language="ko")) == ["ko"]
    assert chosen(abroad(), past=Past(wishes={"ko": Wish(article_id="ko", kind="pin")})) == ["ko"]
    assert chosen(abroad(), past=Past(wishes={"en": Wish(article_id="en", kind="pin")})) == ["en"]


OLD = "The talks opened. They ended late. Nobody spoke of grain."
NEW = f"{OLD} A treaty was signed. It has nine articles. The ministers flew home. A second round is set for May."


def update(new):
    was = article("old", OLD, publisher="Wire")
    return ranked(
        "new", text=new, publisher="Wire", versions=(Version(article=was, relation="update", similarity=0.8),)
    )


def test_what_was_shown_comes_again_only_with_much_that_is_new():
    past = Past(shown={"old": "d-2024-07-05"})
    found = decided(update(NEW), past=past)["new"]
    assert (found.chosen, found.updates) == (True, "d-2024-07-05")
    assert chosen(update(f"{OLD} It rained."), past=past) == []
    retold = ranked("new", text=NEW, publisher="Other", versions=update(NEW).story.versions)
    assert chosen(retold, past=past) == []


def test_an_update_passes_the_gates_as_all_do():
    past = Past(shown={"old": "d-2024-07-05"})
    assert "below 0.9" in decided(update(NEW), plan=replace(PLAN, min_score=0.9), past=past)["new"].why
    assert "excludes" in decided(update(NEW), plan=replace(PLAN, per_language={"": 0}), past=past)["new"].why


SHIPS = "A ship left the harbour with grain and coal on board bound for the northern islands."
TRAINS = "A train crossed the frozen bridge carrying timber, workers and letters towards the capital."


def test_what_is_like_the_rest_gives_way():
    stories = [ranked("s1", 0.6, text=SHIPS), ranked("s2", 0.59, text=SHIPS), ranked("t", 0.55, text=TRAINS)]
    assert chosen(*stories, plan=replace(PLAN, max_items=2)) == ["s1", "s2"]
    found = decided(*stories, plan=replace(PLAN, max_items=2, diversity=0.3))
    assert [i for i, c in found.items() if c.chosen] == ["s1", "t"]
    assert "ahead of “Title s2”, which is like “Title s1”" in found["t"].why
    assert "it is like “Title s1”" in found["s2"].why


def test_stories_on_one_event_are_as_like_as_can_be():
    stories = [ranked("s", 0.6, text=SHIPS), ranked("t", 0.59, text=TRAINS), ranked("u", 0.5, text="Wheat is dear.")]
    plan = replace(PLAN, max_items=2, diversity=0.3)
    assert chosen(*stories, plan=plan) == ["s", "t"]
    assert chosen(*stories, plan=plan, events={"s": "e", "t": "e"}) == ["s", "u"]
    assert chosen(*stories, plan=replace(PLAN, per_event=1), events={"s": "e", "t": "e"}) == ["s", "u"]


@given(st.lists(st.sampled_from([0.2, 0.5, 0.8]), min_size=1, max_size=8), st.sampled_from([0.0, 0.3, 1.0]))
def test_nothing_is_lost_and_no_cap_is_passed(scores, diversity):
    stories = [ranked(f"a{n}", s, text=(SHIPS, TRAINS)[n % 2]) for n, s in enumerate(scores)]
    plan = replace(PLAN, max_items=4, per_host=3, diversity=diversity)
    choices = choose(stories, plan)
    assert sorted(c.ranked.story.original.id for c in choices) == sorted(s.story.original.id for s in stories)
    assert all(c.why for c in choices)
    assert sum(c.chosen for c in choices) == min(3, len(stories))
