"""How widely a text was taken up."""

from __future__ import annotations

from digest.model import Story
from digest.rank.context import Context


def spread(story: Story, context: Context) -> tuple[float, str]:
    """0 for a single text, towards 1 with each other publisher that ran it; rewrites and excerpts do not count."""
    ran = [v.article for v in story.versions if v.relation in ("identical", "republication")]
    others = {a.publisher or a.source_id for a in ran} - {story.original.publisher}
    return 1 - 0.5 ** len(others), f"{len(others)} other publishers carry it" if others else "nobody else carries it"


SIGNAL = spread
