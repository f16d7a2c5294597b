"""Which sentences of one text say what which sentences of another say. Read :func:`align`.

A copy, however it is worded, tells the same things sentence by sentence. What two articles on one event share is
another thing: names and topical words, spread over both. So a shared word counts the less, the more often either text
uses it, and it counts where it stands: in the one place of the other text that shares most with this sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from digest.group.rarity import weight
from digest.group.wording import Wording

Thing = TypeVar("Thing")
# A key that stands in more sentences than this is topical and tells no place; it also bounds the work.
EVERYWHERE = 64
# A sentence whose words weigh less than this in all says too little to be looked for.
_SLIGHT = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How much of the shorter text stands in the longer one, each 0…1.

    ``wording``: of its word pairs, those that stand in the place their sentence is aligned with. ``told``: of the weight
    of its words, what stands in the place aligned; ``order``: the same, counting only places in the order of the longer
    text.
    """

    wording: float
    told: float
    order: float


def align(short: Wording, long: Wording) -> Alignment:
    """Find for each sentence of the shorter text its place, one or two sentences, in the longer one."""
    said = standing(s.pairs for s in long.sentences)
    told = standing(set(s.keys) for s in long.sentences)
    pairs = taken = 0
    total = found = 0.0
    steps: list[tuple[int, float]] = []
    for sentence in short.sentences:
        _, best = _best(dict.fromkeys(sentence.pairs, 1.0), said)
        pairs, taken = pairs + len(sentence.pairs), taken + int(best)
        weights = {k: weight(k) for k in sentence.keys}
        slight = sum(weights.values()) < _SLIGHT
        weights = {k: w / max(short.counts[k], long.counts[k], 1) for k, w in weights.items()}
        whole = sum(weights.values())
        place, best = _best(weights, told)
        if not slight:
            total, found = total + whole, found + best
            steps.append((place, best))
    return Alignment(
        wording=taken / pairs if pairs else 0.0,
        told=found / total if total else 0.0,
        order=_in_order(steps, len(long.sentences)) / total if total else 0.0,
    )


def standing(sentences: Iterable[Iterable[Thing]]) -> Mapping[Thing, list[int]]:
    """Where each thing stands, as the numbers of sentences; of what stands in more than 64, the first 65."""
    places: dict[Thing, list[int]] = defaultdict(list)
    for n, things in enumerate(sentences):
        for thing in things:
            if len(places[thing]) <= EVERYWHERE:
                places[thing].append(n)
    return places


def _best(weights: Mapping[Thing, float], places: Mapping[Thing, list[int]]) -> tuple[int, float]:
    """The place (a sentence and the next one) where most of the weight stands, and how much that is."""
    scores: dict[int, float] = defaultdict(float)
    for thing, value in weights.items():
        stands = places.get(thing, ())
        if value <= 0 or len(stands) > EVERYWHERE:
            continue
        if len(stands) == 1:
            (n,) = stands
            scores[n] += value
            scores[n - 1] += value
        else:
            for at in {at for n in stands for at in (n - 1, n)}:
                scores[at] += value
    scores.pop(-1, None)
    if not scores:
        return 0, 0.0
    # Of places equally good the last: what stands in one sentence alone is found where that sentence begins.
    return max(scores.items(), key=lambda one: (one[1], one[0]))


def _in_order(steps: Iterable[tuple[int, float]], size: int) -> float:
    """The weight of the heaviest run of places that never goes back (a Fenwick tree of maxima)."""
    tree = [0.0] * (size + 2)
    for place, value in steps:
        best, n = 0.0, place + 1
        while n > 0:
            best = max(best, tree[n])
            n -= n & -n
        best, n = best + value, place + 1
        while n < len(tree):
            tree[n] = max(tree[n], best)
            n += n & -n
    return max(tree)
