"""How much each story matters to this digest, with a receipt. Read :func:`rank`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digest.interfaces import Signal
from digest.model import Ranked, Reason, Story
from digest.rank.context import Context
from digest.rank.topic import Match


def rank(
    stories: Iterable[Story], context: Context, signals: Mapping[str, Signal], weights: Mapping[str, float]
) -> tuple[Ranked, ...]:
    """Score every story by the weighted signals; the best first, equal scores in the order of their ids.

    A story is on topic if its original, or a version of it, is. The weights are shares: they are divided by their sum.
    """
    total = sum(weights.values()) or 1.0
    ranked = []
    for story in stories:
        match = context.matcher.best(story)
        reasons = tuple(
            _reason(name, weight / total, story, context, signals) for name, weight in sorted(weights.items())
        )
        score = sum(r.value * r.weight for r in reasons)
        ranked.append(Ranked(story=story, score=round(score, 6), on_topic=match.on_topic, reasons=reasons))
    return tuple(sorted(ranked, key=lambda r: (-r.score, r.story.original.id)))


def _reason(name: str, weight: float, story: Story, context: Context, signals: Mapping[str, Signal]) -> Reason:
    value, why = signals[name](story, context)
    return Reason(signal=name, value=round(min(1.0, max(0.0, value)), 4), weight=round(weight, 4), why=why)


__all__ = ["Context", "Match", "rank"]
