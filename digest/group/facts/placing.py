"""Which sentence of the original each sentence of a copy tells. Read :func:`placed`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from digest.group.things import meet, summed
from digest.group.wording import Wording

# A sentence that shares this part of its word pairs with its place has kept the frame: words are compared one by one,
# the small ones as well. Otherwise what is told may have moved to a neighbouring sentence.
_FRAME, _LENGTHS = 0.2, 2.0
# With less in common than this, two sentences do not tell the same thing.
_LOOSE = 0.12
_NEIGHBOUR = 0.5
_PAIR = 0.5
# Sentences that share too little to be placed are placed by their neighbours, if no more than so many follow each other.
_GAP = 3
# A copy most of whose sentences have kept their frame has kept all that are as long as their place.
_MOSTLY, _ALIKE = 0.5, 1.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence of the copy stands in the original.

    ``core`` are the sentences that tell it, ``share`` how much of it they do (0…1), ``framed`` whether its frame is kept.
    """

    core: tuple[int, ...]
    share: float
    framed: bool
    retold: bool = False


def placed(original: Wording, copy: Wording) -> Iterator[tuple[int, Place]]:
    """For each sentence of the copy that tells what the original tells: where."""
    sizes = [np.bincount(of.pairs.sentences, minlength=len(of.sentences)).tolist() for of in (original, copy)]
    found = _by_words(original, copy, *sizes)
    framed = sum(p.framed for p in found.values()) >= _MOSTLY * max(1, len(found))
    for n, core in _between(found, len(original.sentences), len(copy.sentences)):
        if {k for c in core for k in original.sentences[c].keys} & set(copy.sentences[n].keys):
            found[n] = Place(core, _LOOSE, framed=False)
    for n, place in sorted(found.items()):
        alone = len(place.core) == 1 and _lengths(sizes[0][place.core[0]], sizes[1][n]) <= _ALIKE
        yield n, replace(place, framed=True) if framed and alone else replace(place, retold=not framed)


def _by_words(original: Wording, copy: Wording, theirs: list[int], ours: list[int]) -> dict[int, Place]:
    """Places by what the sentences share, its words by how rare they are; figures do not count, as they may be altered."""
    count, size = len(copy.sentences), len(original.sentences)
    met, met_pairs = meet(copy.keys, original.keys), meet(copy.pairs, original.pairs)
    figures, with_figures = copy.figures
    of_keys = np.where(np.isin(copy.keys.numbers, figures), 0.0, copy.keys.weights)
    of_keys /= np.maximum(copy.keys.often, met.often)
    of_pairs = np.where(np.isin(copy.pairs.numbers, with_figures), 0.0, _PAIR)
    cells = copy.keys.sentences[met.rows] * size + met.sentences
    shared = copy.pairs.sentences[met_pairs.rows] * size + met_pairs.sentences
    values = np.append(of_keys[met.rows], of_pairs[met_pairs.rows])
    taken, sums = summed(np.append(cells, shared), values, count * size)
    frames = dict(zip(*(a.tolist() for a in summed(shared, np.ones(len(shared)), count * size)), strict=True))
    whole = np.bincount(copy.keys.sentences, of_keys, count) + np.bincount(copy.pairs.sentences, of_pairs, count)
    whole = whole.tolist()
    begin = np.searchsorted(taken, np.arange(count + 1) * size)
    found: dict[int, Place] = {}
    last = -1
    for n in range(count):
        here = slice(begin[n], begin[n + 1])
        scores = dict(zip((taken[here] - n * size).tolist(), sums[here].tolist(), strict=True))
        if not scores:
            continue
        best = max(scores, key=lambda j: (scores[j], -abs(j - last - 1), -j))
        share = scores[best] / whole[n]
        if share < _LOOSE:
            continue
        last = best
        fewer = min(theirs[best], ours[n])
        kept = frames.get(n * size + best, 0.0) >= _FRAME * fewer > 0
        framed = kept and _lengths(theirs[best], ours[n]) <= _LENGTHS
        core = [j for j in (best - 1, best, best + 1) if scores.get(j, 0.0) >= _NEIGHBOUR * scores[best]]
        found[n] = Place((best,) if framed else tuple(core), share, framed)
    return found


def _between(found: Mapping[int, Place], size: int, count: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Places for the sentences between two placed ones, where as many sentences are left over in the original."""
    anchors = [(-1, -1), *((n, p.core[-1]) for n, p in sorted(found.items())), (count, size)]
    for (n, j), (after, k) in pairwise(anchors):
        gap = after - n - 1
        there = k - j - 1
        if 0 < gap <= _GAP and there == gap:
            yield from ((n + step, (j + step,)) for step in range(1, gap + 1))
        elif 0 < gap <= _GAP and there <= _GAP:
            every = tuple(range(j + 1, k)) or tuple(m for m in (j, k) if 0 <= m < size)
            yield from ((n + step, every) for step in range(1, gap + 1) if every)


def _lengths(a: int, b: int) -> float:
    """How many times as long one sentence is as the other, by their word pairs."""
    return (max(a, b) + 1) / (min(a, b) + 1)
