"""How new the story is; news ages faster than commentary."""

from __future__ import annotations

from datetime import datetime, timedelta

from digest.model import Article, Story
from digest.rank.context import Context

_HALF_LIFE = {"news": timedelta(days=3), "statement": timedelta(days=3), "liveblog": timedelta(days=1)}
_OTHERWISE = timedelta(days=10)
# A day there may be tomorrow here.
_TOMORROW = timedelta(days=1)


def freshness(story: Story, context: Context) -> tuple[float, str]:
    """1.0 if published now, 0.5 one half-life ago, 0.0 if undated; a date in the future counts as now."""
    published = _published(story.original)
    if published is None:
        return 0.0, "undated"
    if published - context.now > _TOMORROW:
        return 1.0, f"dated {published.date()}, in the future; counts as now"
    age = max(context.now - published, timedelta())
    half = _HALF_LIFE.get(story.original.kind, _OTHERWISE)
    days = age / timedelta(days=1)
    return float(0.5 ** (age / half)), f"{days:.0f} days old; half-life of {story.original.kind} {half.days} days"


def _published(article: Article) -> datetime | None:
    first = article.first_published_in
    return article.published or (first.published if first else None)


SIGNAL = freshness
