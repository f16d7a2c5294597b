"""Which sentences of one text say what which sentences of another say. Read :class:`Alignment`.

A copy, however it is worded, tells the same things sentence by sentence. What two articles on one event share is
another thing: names and topical words, spread over both. So a shared word counts the less, the more often either text
uses it, and it counts where it stands: in the one place of the other text that shares most with this sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from digest.group.numbers import Integers, Weights, begins, ends
from digest.group.things import Met, Things, meet, summed
from digest.group.wording import Wording

# A sentence whose words weigh less than this in all says too little to be looked for.
_SLIGHT = 8.0


@dataclass(frozen=True)
class Alignment:
    """How much of the shorter text stands in the longer one, each 0…1, worked out where it is asked for.

    Each sentence of the shorter text has its place, one or two sentences, in the longer one.
    """

    short: Wording
    long: Wording

    @property
    def contained(self) -> float:
        """Of the word pairs of the shorter text, those that stand anywhere in the longer one."""
        return self._pairs[0]

    @property
    def wording(self) -> float:
        """Of its word pairs, those that stand in the place of their sentence."""
        return self._pairs[1]

    @property
    def told(self) -> float:
        """Of the weight of its words, what stands anywhere in the longer one."""
        return self._keys[0]

    @property
    def order(self) -> float:
        """Of the weight of its words, what stands in the place of their sentence, counting only places in the order of the longer text."""
        return self._keys[1]

    @property
    def least(self) -> float:
        """Of three sentences in four, so much of the weight of their words stands in their place at least."""
        return self._keys[2]

    @cached_property
    def _pairs(self) -> tuple[float, float]:
        pairs = self.short.pairs
        first = begins(pairs.numbers)
        if not len(first):
            return 0.0, 0.0
        met = meet(pairs, self.long.pairs)
        _, taken = _best(pairs, pairs.weights, met, len(self.short.sentences), len(self.long.sentences))
        return float((met.many[first] > 0).mean()), float(taken.sum()) / len(first)

    @cached_property
    def _keys(self) -> tuple[float, float, float]:
        count, size, keys = len(self.short.sentences), len(self.long.sentences), self.short.keys
        met = meet(keys, self.long.keys)
        values = keys.weights / np.maximum(keys.often, met.often)
        places, there = _best(keys, values, met, count, size)
        telling = np.bincount(keys.sentences, keys.weights, count) >= _SLIGHT
        weighs = np.bincount(keys.sentences, values, count)[telling]
        total, whole = float(weighs.sum()), float(values.sum())
        steps = zip(places[telling].tolist(), there[telling].tolist(), strict=True)
        return (
            float(values[met.many > 0].sum()) / whole if whole else 0.0,
            _in_order(steps, size) / total if total else 0.0,
            _quartile(there[telling] / np.maximum(weighs, 1e-9)) if total else 0.0,
        )


def _quartile(values: Weights) -> float:
    """The lower quartile of some values, at least one."""
    ordered = np.sort(values)
    at, part = divmod(len(ordered) - 1, 4)
    return float(ordered[at] + (ordered[min(at + 1, len(ordered) - 1)] - ordered[at]) * part / 4)


def _best(these: Things, values: Weights, met: Met, count: int, size: int) -> tuple[Integers, Weights]:
    """For each of ``count`` sentences the place, of ``size``, where most of its things stand, by their values, and how much.

    A place is a sentence and the next one.
    """
    rows, stands = met.rows, met.sentences
    # What stands in a sentence and in the next counts once for the place that both are.
    again = np.zeros(len(rows), bool)
    again[1:] = (rows[1:] == rows[:-1]) & (stands[1:] == stands[:-1] + 1)
    before = np.flatnonzero((stands > 0) & ~again)
    rows, places = np.concatenate([rows, rows[before]]), np.concatenate([stands, stands[before] - 1])
    cells, sums = summed(these.sentences[rows] * size + places, values[rows], count * size)
    sentence, place = np.divmod(cells, max(size, 1))
    # Of places equally good the last: what stands in one sentence alone is found where that sentence begins.
    order = np.lexsort((place, sums, sentence))
    last = order[ends(sentence)]
    where, most = np.zeros(count, np.int64), np.zeros(count)
    where[sentence[last]], most[sentence[last]] = place[last], sums[last]
    return where, most


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
