"""How many others tell of the same event. Copies of one text are one voice and do not count."""

from __future__ import annotations

from digest.model import Story
from digest.rank.context import Context


def spread(story: Story, context: Context) -> tuple[float, str]:
    """0 for a story that stands alone, half-way to 1 with each other publisher of an independent text on its event."""
    if context.coverage is None:
        return 0.5, "what others tell is not known here"
    others = context.coverage.get(story.original.id, 0)
    if not others:
        return 0.0, "nobody else tells of the event"
    return (
        1 - 0.5**others,
        f"{others} other publisher{'s'[: others - 1]} tell{'s'[others - 1 :]} of the event independently",
    )


SIGNAL = spread
