"""What the editor tends to keep and to drop. Read :func:`learn`.

A logistic regression of four traits of an article (its source, kind, language and length), updated once for each verdict in
the order they were given. It is small on purpose: what is on topic it cannot learn from a few verdicts, and it must not try.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from digest.model import Article, Verdicted

_RATE = 0.3
_CAP = 2.0
"""No taste is stronger than this, in log-odds: 0.12 to 0.88."""
_SHORT, _LONG = 350, 1200


@dataclass(frozen=True, slots=True)
class Taste:
    """The weight of each trait, and how often it was kept of how many verdicts."""

    weights: Mapping[str, float] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)

    def of(self, article: Article) -> tuple[float, str]:
        """0…1, a half where nothing is known, and why."""
        known = [t for t in traits(article) if t in self.weights]
        if not known:
            return 0.5, "no verdicts on its like"
        odds = max(-_CAP, min(_CAP, sum(self.weights[t] for t in known)))
        telling = sorted(known, key=lambda t: (-abs(self.weights[t]), t))[:2]
        says = "; ".join(f"kept {self.kept.get(t, 0)} of {self.seen[t]} with {t}" for t in telling)
        return 1 / (1 + math.exp(-odds)), says


def learn(verdicts: Iterable[Verdicted]) -> Taste:
    """The taste that verdicts show, in the order they were given."""
    weights: dict[str, float] = defaultdict(float)
    kept: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for verdict in verdicts:
        odds = max(-_CAP, min(_CAP, sum(weights[t] for t in verdict.traits)))
        step = _RATE * (verdict.kept - 1 / (1 + math.exp(-odds)))
        for trait in verdict.traits:
            weights[trait] += step
            seen[trait] += 1
            kept[trait] += verdict.kept
    return Taste(dict(weights), dict(kept), dict(seen))


def traits(article: Article) -> tuple[str, ...]:
    """What a taste may go by."""
    length = len(article.text.split())
    size = "short" if length < _SHORT else "long" if length > _LONG else "middle"
    return (
        f"source {article.source_id}",
        f"kind {article.kind}",
        f"language {article.language or 'unknown'}",
        f"length {size}",
    )
