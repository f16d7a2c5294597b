"""How much the story is about the topic."""

from digest.model import Story
from digest.rank.context import Context


def relevance(story: Story, context: Context) -> tuple[float, str]:
    """The topic match of the story's best version."""
    match = context.matcher.best(story)
    return match.value, match.why


SIGNAL = relevance
