"""Which pairs of texts are worth comparing, without comparing all with all. Read :func:`pairs`, and :func:`nearest` for stored texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from digest.group.sketch import Sketch, points

# A feature of more texts than this says little about any two of them: its holders are only tied to the first of them,
# which is enough for a story that ran everywhere and keeps the work in proportion to the number of texts.
_MANY = 16
# A pair of versions shares at least so many points, and this share of those of the text with fewer.
_FEWEST, _SHARE = 3, 0.03
# Texts put together from the same sentences are all a little alike: of one, only the nearest are looked at.
_NEAREST = 24
_AT_ONCE, _PART = 4_000_000, 500_000
_TABLE = 22

Integers = NDArray[np.int64]


def pairs(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Yield (i, j), i < j, in order, of texts that share enough features. Time and memory grow with what is shared."""
    if not sketches:
        return
    totals = np.array([int(points(s).sum()) for s in sketches], dtype=np.int64)
    features, holders = _sorted(_shared_by_any(sketches))
    starts = np.flatnonzero(np.r_[True, features[1:] != features[:-1]]) if len(features) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(features)])
    starts, sizes = starts[sizes > 1], sizes[sizes > 1]
    worth = points(features[starts])
    del features
    emitted = int((np.minimum(sizes, _MANY) * (np.minimum(sizes, _MANY) - 1) // 2).sum())
    passes = emitted // _AT_ONCE + 1
    for at in range(passes):
        yield from _enough(*_shared(holders, starts, sizes, worth, len(sketches), at, passes), totals)


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
        begins, ends = (np.searchsorted(features, sketch, side) for side in ("left", "right"))
        found = np.concatenate([holders[a:b] for a, b in zip(begins, ends, strict=True) if a < b] or [holders[:0]])
        worth = np.repeat(points(sketch), ends - begins)
        shared = np.bincount(found, worth, minlength=len(sizes)).astype(np.int64)
        fewer = np.minimum(totals, int(points(sketch).sum()))
        enough = np.flatnonzero((shared >= _FEWEST) & (shared >= _SHARE * fewer))
        best = enough[np.lexsort((enough, -shared[enough] / np.maximum(fewer[enough], 1)))]
        yield best[:_NEAREST].tolist()


def _shared_by_any(sketches: Sequence[Sketch]) -> Iterable[Sketch]:
    """The sketches without most of the features of one text alone (all of them but for collisions in a table of counts)."""
    size = 1 << min(26, max(10, (8 * sum(map(len, sketches))).bit_length()))
    counts = np.zeros(size, np.uint8)
    for features in sketches:
        at = features & np.uint32(size - 1)
        counts[at] = np.minimum(counts[at] + np.uint8(1), np.uint8(2))
    yield from (features[counts[features & np.uint32(size - 1)] > 1] for features in sketches)


def _sorted(sketches: Iterable[Sketch]) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Every feature of every text, and whose it is, in the order of the features.

    Both are packed into one number for sorting: half the memory of sorting an index.
    """
    packed = np.zeros(0, np.uint64)
    at = 0
    for holder, features in enumerate(sketches):
        if at + len(features) > len(packed):
            packed.resize(max(len(packed) * 5 // 4, at + len(features), 1 << 20), refcheck=False)
        packed[at : at + len(features)] = features.astype(np.uint64) << np.uint64(32) | np.uint64(holder)
        at += len(features)
    packed.resize(at, refcheck=False)
    packed.sort()
    halves = packed.astype("<u8", copy=False).view("<u4")
    return halves[1::2].astype(np.uint32), halves[0::2].astype(np.int32)


def _shared(
    holders: NDArray[np.int32], starts: Integers, sizes: Integers, worth: Integers, count: int, at: int, passes: int
) -> tuple[Integers, Integers, int]:
    """Keys (i * count + j) of the pairs whose first text falls to this pass, and the points they share."""
    block = (count + passes - 1) // passes
    low, high = at * block, min(count, (at + 1) * block)
    keys: list[Integers] = []
    for size in np.unique(sizes):
        chosen = starts[sizes == size]
        value = worth[sizes == size]
        first, second = np.triu_indices(size, 1) if size <= _MANY else (np.zeros(size - 1, int), np.arange(1, size))
        if size > _MANY:
            chosen, value = chosen[value > 1], value[value > 1]
        for part in range(0, len(chosen), max(1, _PART // len(first))):
            some = slice(part, part + max(1, _PART // len(first)))
            a = holders[chosen[some, None] + first].astype(np.int64).ravel()
            b = holders[chosen[some, None] + second].astype(np.int64).ravel()
            here = (a >= low) & (a < high)
            # The points, one or two, ride in the lowest bit, so that one sorting brings pairs and points together.
            keys.append((a[here] * count + b[here]) * 2 + (np.repeat(value[some], len(first))[here] - 1))
    if not keys:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), count
    every = np.concatenate(keys)
    del keys
    every.sort()
    begins = np.flatnonzero(np.r_[True, every[1:] >> 1 != every[:-1] >> 1]) if len(every) else np.zeros(0, np.int64)
    shared = np.diff(np.r_[begins, len(every)]) + (np.add.reduceat(every & 1, begins) if len(begins) else 0)
    return every[begins] >> 1, shared, count


def _enough(keys: Integers, shared: Integers, count: int, totals: Integers) -> Iterator[tuple[int, int]]:
    """The pairs that share enough; of one text, no more than the nearest of those that come before it."""
    first, second = keys // count, keys % count
    fewer = np.minimum(totals[first], totals[second])
    taken = (shared >= _FEWEST) & (shared >= _SHARE * fewer)
    first, second, share = first[taken], second[taken], shared[taken] / fewer[taken]
    nearest = np.lexsort((first, -share, second))
    begins = np.searchsorted(second[nearest], second[nearest])
    kept = np.sort(nearest[np.arange(len(nearest)) - begins < _NEAREST])
    yield from zip(first[kept].tolist(), second[kept].tolist(), strict=True)
