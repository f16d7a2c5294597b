"""How new the story is; news ages faster than commentary."""

from __future__ import annotations

from datetime import datetime, timedelta

from digest.model import Article, Story
from digest.rank.context import Context

_HALF_LIFE = {"news": timedelta(days=3), "statement": timedelta(days=3), "liveblog": timedelta(days=1)}
_OTHERWISE = timedelta(days=10)
_DAY = timedelta(days=1)


def freshness(story: Story, context: Context) -> tuple[float, str]:
    """1.0 if published now, 0.5 one half-life ago, 0.0 if undated; a date in the future counts as now.

    A day without a time of day counts as its end.
    """
    published = _published(story.original)
    if published is None:
        return 0.0, "undated"
    if published - context.now > 2 * _DAY:
        return 1.0, f"dated {published - (_DAY * story.original.day_only):%Y-%m-%d}, in the future; counts as now"
    age = max(context.now - published, timedelta())
    half = _HALF_LIFE.get(story.original.kind, _OTHERWISE)
    days = round(age / _DAY)
    old = f"{days} day{'s' * (days != 1)} old"
    return float(
        0.5 ** (age / half)
    ), f"{old}; half-life of {story.original.kind} {half.days} day{'s' * (half != _DAY)}"


def _published(article: Article) -> datetime | None:
    if article.published:
        return article.published + timedelta(days=1) if article.day_only else article.published
    first = article.first_published_in
    return first.published + timedelta(days=1) if first and first.published else None


SIGNAL = freshness
