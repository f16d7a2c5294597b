"""Which pairs of texts are worth comparing, without comparing all with all. Read :func:`pairs`, and :func:`nearest` for stored texts.

Features are sorted part by part, each part being those of a range of numbers; what two texts share is summed part by part
as well, each part being the pairs of some texts. So the work grows with the number of texts, and memory holds one part if
the others are put down elsewhere (``Parts``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol

import numpy as np

from digest.group.numbers import Hashes, Integers, begins
from digest.group.sketch import Sketch, points

# A feature of more texts than this says little about any two of them: its holders are only tied to the first of them,
# which is enough for a story that ran everywhere and keeps the work in proportion to the number of texts.
_MANY = 16
# A pair of versions shares at least so many points, and this share of those of the text with fewer.
_FEWEST, _SHARE = 3, 0.03
# Texts put together from the same sentences are all a little alike: of one, only the nearest are looked at.
_NEAREST = 24
_TEXTS_AT_ONCE, _TIES_AT_ONCE = 1000, 500_000
_FEATURE_PARTS, _TEXTS_A_PART = 64, 4096
_TABLE = 22
_HALF, _POINT = np.uint64(32), np.uint64(1)


class Parts(Protocol):
    """Where numbers wait for their turn, part by part."""

    def add(self, part: int, numbers: Hashes) -> None:
        """Put numbers to those of a part."""

    def take(self, part: int) -> Hashes:
        """All numbers of a part, which is empty then."""


class InMemory:
    """Parts that wait in memory."""

    def __init__(self) -> None:
        self._parts: dict[int, list[Hashes]] = {}

    def add(self, part: int, numbers: Hashes) -> None:
        """Put numbers to those of a part."""
        self._parts.setdefault(part, []).append(numbers)

    def take(self, part: int) -> Hashes:
        """All numbers of a part, which is empty then."""
        return np.concatenate(self._parts.pop(part, [np.zeros(0, np.uint64)]))


def pairs(sketches: Iterable[Sketch], parts: Callable[[], Parts] = InMemory) -> Iterator[tuple[int, int]]:
    """Yield (i, j), i < j, of texts that share enough features, in the order of the later one.

    The sketches are taken one after the other, and not kept.
    """
    features, ties = parts(), parts()
    totals = _put_down(sketches, features)
    for part in range(_FEATURE_PARTS):
        for tie in _ties(features.take(part)):
            _part(ties, tie, tie >> np.uint64(33), _TEXTS_A_PART)
    for part in range(len(totals) // _TEXTS_A_PART + 1):
        yield from _enough(*_shared(ties.take(part)), totals)


def _put_down(sketches: Iterable[Sketch], features: Parts) -> Integers:
    """Put down each feature with the number of its text in the lower half; return what the features of each text count."""
    totals: list[Integers] = [np.zeros(0, np.int64)]
    waiting, start = iter(sketches), 0
    while some := list(islice(waiting, _TEXTS_AT_ONCE)):
        sizes = [len(s) for s in some]
        every, holders = np.concatenate(some), np.repeat(np.arange(start, start + len(some), dtype=np.uint64), sizes)
        totals.append(np.bincount(holders.astype(np.int64) - start, points(every), len(some)).astype(np.int64))
        packed = every.astype(np.uint64) << _HALF | holders
        _part(features, packed, packed >> _HALF, 2**32 // _FEATURE_PARTS)
        start += len(some)
    return np.concatenate(totals)


def _part(parts: Parts, numbers: Hashes, by: Hashes, size: int) -> None:
    """Put numbers down in parts of which each takes so many values of ``by``."""
    if not len(numbers):
        return
    # Numbers of sixteen bits are sorted in linear time.
    part = (by // np.uint64(size)).astype(np.uint16)
    order = np.argsort(part, kind="stable")
    numbers, part = numbers[order], part[order]
    edges = np.append(np.flatnonzero(begins(part)), len(part))
    for begin, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        parts.add(int(part[begin]), numbers[begin:end])


def _ties(packed: Hashes) -> Iterator[Hashes]:
    """Each two texts that share a feature, as one number: the later, the earlier, and what it counts less one.

    Of a feature of many texts, the first of them and each other.
    """
    packed.sort()
    features, holders = packed >> _HALF, packed & np.uint64(2**32 - 1)
    edges = np.append(np.flatnonzero(begins(features)), len(features))
    starts, sizes = edges[:-1], np.diff(edges)
    several = sizes > 1
    starts, sizes = starts[several], sizes[several]
    worth = features[starts] & _POINT
    for size in range(2, _MANY + 1):
        of_size = np.flatnonzero(sizes == size)
        first, second = np.triu_indices(size, 1)
        at_once = max(1, _TIES_AT_ONCE // len(first))
        for at in range(0, len(of_size), at_once):
            some = of_size[at : at + at_once]
            a, b = (holders[starts[some, None] + one] for one in (first, second))
            yield _tie(a, b, worth[some, None]).ravel()
    many = np.flatnonzero((sizes > _MANY) & (worth > 0))
    for n in many.tolist():
        here = holders[starts[n] : starts[n] + sizes[n]]
        yield _tie(here[:1], here[1:], worth[n])


def _tie(first: Hashes, second: Hashes, worth: Hashes) -> Hashes:
    return second << np.uint64(33) | first << _POINT | worth


def _shared(ties: Hashes) -> tuple[Integers, Integers, Integers]:
    """The two texts of each pair, and the points they share."""
    ties.sort()
    edges = np.append(np.flatnonzero(begins(ties >> _POINT)), len(ties))
    riding = np.append(0, np.cumsum(ties & _POINT, dtype=np.int64))
    pair = ties[edges[:-1]]
    second, first = pair >> np.uint64(33), pair >> _POINT & np.uint64(2**32 - 1)
    return first.astype(np.int64), second.astype(np.int64), np.diff(edges) + np.diff(riding[edges])


def _enough(first: Integers, second: Integers, shared: Integers, totals: Integers) -> Iterator[tuple[int, int]]:
    """The pairs that share enough; of one text, no more than the nearest of those that come before it."""
    taken = shared >= _FEWEST
    first, second, shared = first[taken], second[taken], shared[taken]
    fewer = np.minimum(totals[first], totals[second])
    taken = shared >= _SHARE * fewer
    first, second, share = first[taken], second[taken], shared[taken] / fewer[taken]
    nearest = np.lexsort((first, -share, second))
    begin = np.searchsorted(second[nearest], second[nearest])
    kept = np.sort(nearest[np.arange(len(nearest)) - begin < _NEAREST])
    yield from zip(first[kept].tolist(), second[kept].tolist(), strict=True)


def nearest(sketches: Iterable[Sketch], stored: Sketch, sizes: Integers) -> Iterator[list[int]]:
    """Yield, for each sketch, the stored texts worth comparing with it, the nearest first, none compared with all.

    ``stored`` holds the features of all stored texts one after the other, ``sizes`` how many each has. What is looked at
    are the stored features that any of the sketches has; a table of bits finds them in one pass.
    """
    new = list(sketches)
    if not new or not len(stored):
        yield from ([] for _ in new)
        return
    bits = np.zeros(1 << _TABLE, bool)
    low = np.uint32((1 << _TABLE) - 1)
    bits[np.concatenate(new) & low] = True
    kept = np.flatnonzero(bits[stored & low])
    holders = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)[kept]
    order = np.argsort(stored[kept], kind="stable")
    features, holders = stored[kept][order], holders[order]
    weights = points(stored)
    totals = np.add.reduceat(np.r_[weights, 0], np.r_[0, np.cumsum(sizes)[:-1]]) * (sizes > 0)
    for sketch in new:
        begin, end = (np.searchsorted(features, sketch, side) for side in ("left", "right"))
        found = np.concatenate([holders[a:b] for a, b in zip(begin, end, strict=True) if a < b] or [holders[:0]])
        worth = np.repeat(points(sketch), end - begin)
        shared = np.bincount(found, worth, minlength=len(sizes)).astype(np.int64)
        fewer = np.minimum(totals, int(points(sketch).sum()))
        enough = np.flatnonzero((shared >= _FEWEST) & (shared >= _SHARE * fewer))
        best = enough[np.lexsort((enough, -shared[enough] / np.maximum(fewer[enough], 1)))]
        yield best[:_NEAREST].tolist()
