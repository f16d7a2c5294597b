"""Scores, their receipts, and the topic gate."""

from datetime import timedelta
from pathlib import Path

import pytest
from fakes import NOW, article

from digest import plugins
from digest.config import load_topic
from digest.config.types import DEFAULT_WEIGHTS
from digest.model import Source, Story
from digest.rank import Context, rank
from digest.rank.topic import Matcher

MATCHER = Matcher(load_topic("dprk-russia", Path()))
BOTH = "Russian President Putin and North Korean leader Kim Jong Un signed a treaty in Pyongyang."


def ranked(*articles, **context):
    return rank(
        (Story(original=a) for a in articles),
        Context(now=NOW, matcher=MATCHER, **context),
        plugins.signals(),
        DEFAULT_WEIGHTS,
    )


def test_an_item_of_a_roundup_inherits_its_heading():
    assert MATCHER.match_text("How Seoul can aid Ukraine", "", "Commentary on DPRK-Russia Relations").on_topic
    assert not MATCHER.match_text("How Seoul can aid Ukraine", "", "").on_topic


def test_a_score_is_the_sum_of_its_receipt():
    (one,) = ranked(article("a", BOTH, published=NOW))
    assert one.score == pytest.approx(sum(r.value * r.weight for r in one.reasons), abs=1e-3)
    assert {r.signal for r in one.reasons} == set(DEFAULT_WEIGHTS)
    assert all(r.why and 0 <= r.value <= 1 for r in one.reasons)


def test_newer_and_more_trusted_stories_rank_higher():
    new, old = article("n", BOTH, published=NOW), article("o", BOTH, published=NOW - timedelta(days=20))
    assert [r.story.original.id for r in ranked(old, new)] == ["n", "o"]
    sources = {"test": Source(id="test", name="T", kind="feed", authority=0.9)}
    assert ranked(new, sources=sources)[0].score > ranked(new)[0].score


def test_a_date_in_the_future_counts_as_now():
    future, now = (
        ranked(article("f", BOTH, published=NOW + timedelta(days=9)))[0],
        ranked(article("f", BOTH, published=NOW))[0],
    )
    assert future.score == now.score


def test_a_day_without_a_time_counts_as_its_end():
    day = NOW.replace(hour=0)
    (one,) = ranked(article("a", BOTH, published=day, day_only=True))
    (freshness,) = [r for r in one.reasons if r.signal == "freshness"]
    assert (freshness.value, freshness.why) == (1.0, "0 days old; half-life of news 3 days")


def test_of_an_item_judged_alone_nothing_is_claimed():
    says = {r.signal: (r.value, r.why) for r in ranked(article("a", BOTH))[0].reasons}
    assert says["novelty"] == (0.5, "what earlier editions showed is not known here")
    assert says["spread"] == (0.5, "what others tell is not known here")


def test_what_readers_have_seen_is_no_news():
    assert ranked(article("a", BOTH), shown=frozenset("a"))[0].score < ranked(article("a", BOTH))[0].score
