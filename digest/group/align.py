"""Which sentences of one text say what which sentences of another say. Read :func:`align`.

A copy, however it is worded, tells the same things sentence by sentence. What two articles on one event share is
another thing: names and topical words, spread over both. So a shared word counts the less, the more often either text
uses it, and it counts where it stands: in the one place of the other text that shares most with this sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from digest.group.numbers import Integers, Weights, begins, ends
from digest.group.things import Met, Things, meet, summed
from digest.group.wording import Wording

# A sentence whose words weigh less than this in all says too little to be looked for.
_SLIGHT = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How much of the shorter text stands in the longer one, each 0…1.

    ``contained``: of its word pairs, those that stand anywhere in it. ``wording``: those that stand in the place their
    sentence is aligned with. ``told``: of the weight of its words, what stands anywhere in it; ``order``: what stands in the
    place aligned, counting only places in the order of the longer text. ``least``: of three sentences in four, so much of the
    weight of its words stands in their place at least.
    """

    contained: float
    wording: float
    told: float
    order: float
    least: float


NOTHING = Alignment(contained=0.0, wording=0.0, told=0.0, order=0.0, least=0.0)


def align(short: Wording, long: Wording) -> Alignment:
    """Find for each sentence of the shorter text its place, one or two sentences, in the longer one."""
    count, size = len(short.sentences), len(long.sentences)
    pairs, keys = short.pairs, short.keys
    met = meet(pairs, long.pairs)
    _, taken = _best(pairs, pairs.weights, met, count, size)
    first = begins(pairs.numbers)
    met_keys = meet(keys, long.keys)
    values = keys.weights / np.maximum(keys.often, met_keys.often)
    places, there = _best(keys, values, met_keys, count, size)
    telling = np.bincount(keys.sentences, keys.weights, count) >= _SLIGHT
    weighs = np.bincount(keys.sentences, values, count)[telling]
    total = float(weighs.sum())
    steps = zip(places[telling].tolist(), there[telling].tolist(), strict=True)
    whole = float(values.sum())
    return Alignment(
        contained=float((met.many[first] > 0).mean()) if len(first) else 0.0,
        wording=float(taken.sum()) / len(first) if len(first) else 0.0,
        told=float(values[met_keys.many > 0].sum()) / whole if whole else 0.0,
        order=_in_order(steps, size) / total if total else 0.0,
        least=_quartile(there[telling] / np.maximum(weighs, 1e-9)) if total else 0.0,
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
