"""Whether the readers have seen it."""

from __future__ import annotations

from digest.model import Story
from digest.rank.context import Context


def novelty(story: Story, context: Context) -> tuple[float, str]:
    """0.0 if an earlier edition has shown the original or any version of it, else 1.0."""
    ids = {story.original.id, *(v.article.id for v in story.versions)}
    return (0.0, "shown in an earlier edition") if ids & context.shown else (1.0, "not shown before")


SIGNAL = novelty
