"""How much there is to read."""

from __future__ import annotations

from digest.model import Story
from digest.rank.context import Context


def depth(story: Story, context: Context) -> tuple[float, str]:
    """The length of the text, saturating at 900 words."""
    count = len(story.original.text.split())
    return min(1.0, count / 900), f"{count} words"


SIGNAL = depth
