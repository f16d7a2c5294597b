"""How much the editor trusts the source, as set in sources.yaml."""

from __future__ import annotations

from digest.model import Story
from digest.rank.context import Context


def authority(story: Story, context: Context) -> tuple[float, str]:
    """The source's ``authority``; 0.5 for a source that is not configured."""
    source = context.sources.get(story.original.source_id)
    if source is None:
        return 0.5, "the source is not configured"
    return source.authority, f"{source.name} is set to {source.authority:g}"


SIGNAL = authority
