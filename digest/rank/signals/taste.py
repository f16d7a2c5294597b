"""Whether the editor tends to keep its like."""

from __future__ import annotations

from digest.model import Story
from digest.rank.context import Context


def taste(story: Story, context: Context) -> tuple[float, str]:
    """What the editor's verdicts so far say of its source, kind, language and length; capped."""
    return context.taste.of(story.original)


SIGNAL = taste
