"""Whether the whole text can be read."""

from __future__ import annotations

from digest.model import Story
from digest.rank.context import Context

_VALUES = {"complete": 1.0, "teaser": 0.4, "walled": 0.2}


def completeness(story: Story, context: Context) -> tuple[float, str]:
    """1.0 for a complete text, 0.4 for a teaser, 0.2 behind a wall."""
    return _VALUES[story.original.completeness], story.original.completeness


SIGNAL = completeness
