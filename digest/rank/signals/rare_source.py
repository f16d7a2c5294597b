"""Whether it comes from a source that publishes little: a think tank's one paper a month outweighs a wire's hundredth item."""

from __future__ import annotations

import math

from digest.model import Story
from digest.rank.context import Context

# Items a month: what the source of a think tank brings, and that of a newspaper.
_FEW, _MANY = 30, 3000


def rare_source(story: Story, context: Context) -> tuple[float, str]:
    """1.0 up to 30 items a month, 0.0 from 3,000 on, even steps of the logarithm between; 0.5 where nobody counted."""
    count = context.volumes.get(story.original.source_id)
    if count is None:
        return 0.5, "how much its source publishes is not known"
    value = 1 - math.log(max(count, _FEW) / _FEW) / math.log(_MANY / _FEW)
    return value, f"its source brought {count} items in 30 days"


SIGNAL = rare_source
