"""Whether the readers have seen it."""

from __future__ import annotations

from digest.model import Story
from digest.rank.context import Context


def novelty(story: Story, context: Context) -> tuple[float, str]:
    """0.0 if an earlier edition has shown it or a version of it, 0.5 if it showed others on the same event, else 1.0."""
    if context.shown is None:
        return 0.5, "what earlier editions showed is not known here"
    ids = set(story.ids)
    if ids & context.shown:
        return 0.0, "shown in an earlier edition"
    told = context.told.get(story.original.id)
    return (0.5, f"{told} told of the same event") if told else (1.0, "not shown before")


SIGNAL = novelty
