"""Which pairs of texts are worth comparing, without comparing all with all. Read :func:`pairs`, and :func:`nearest` for stored texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from digest.group.numbers import begins
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
_BLOCK, _SEVERAL = 1000, 2

Integers = NDArray[np.int64]


def pairs(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Yield (i, j), i < j, in order, of texts that share enough features. Time and memory grow with what is shared."""
    if not sketches:
        return
    totals = np.array([len(s) + np.count_nonzero(s & np.uint32(1)) for s in sketches], dtype=np.int64)
    features, holders = _sorted(_shared_by_any(sketches))
    starts = np.flatnonzero(begins(features))
    sizes = np.diff(np.r_[starts, len(features)])
    starts, sizes = starts[sizes > 1], sizes[sizes > 1]
    worth = points(features[starts])
    del features
    emitted = int((np.minimum(sizes, _MANY) * (np.minimum(sizes, _MANY) - 1) // 2).sum())
    passes = emitted // _AT_ONCE + 1
    block = len(sketches) // passes + 1
    for low in range(0, len(sketches), block):
        yield from _enough(*_shared(holders, starts, sizes, worth, len(sketches), low, low + block), totals)


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


def _shared_by_any(sketches: Sequence[Sketch]) -> Iterator[tuple[Sketch, NDArray[np.int32]]]:
    """Features, and whose they are, without most of those of one text alone (all but for collisions in a table of counts)."""
    low = np.uint32((1 << min(26, max(10, (8 * sum(map(len, sketches))).bit_length()))) - 1)
    counts = np.zeros(int(low) + 1, np.uint8)
    blocks = range(0, len(sketches), _BLOCK)
    for start in blocks:
        at = np.concatenate(sketches[start : start + _BLOCK]) & low
        at.sort()
        new = begins(at)
        counts[at[new]] += counts[at[new]] < _SEVERAL
        counts[at[~new]] = _SEVERAL
    for start in blocks:
        block = sketches[start : start + _BLOCK]
        features = np.concatenate(block)
        holders = np.repeat(np.arange(start, start + len(block), dtype=np.int32), [len(s) for s in block])
        kept = counts[features & low] >= _SEVERAL
        yield features[kept], holders[kept]


def _sorted(blocks: Iterable[tuple[Sketch, NDArray[np.int32]]]) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Every feature of every text, and whose it is, in the order of the features.

    Both are packed into one number for sorting: half the memory of sorting an index.
    """
    packed = np.concatenate([f.astype(np.uint64) << np.uint64(32) | h.astype(np.uint64) for f, h in blocks])
    packed.sort()
    halves = packed.astype("<u8", copy=False).view("<u4")
    return halves[1::2].astype(np.uint32), halves[0::2].astype(np.int32)


def _shared(
    holders: NDArray[np.int32], starts: Integers, sizes: Integers, worth: Integers, count: int, low: int, high: int
) -> tuple[Integers, Integers, int]:
    """Keys (i * count + j) of the pairs whose first text is one from low to high, and the points they share."""
    keys = [np.zeros(0, np.int64)]
    for first, second, value in _ties(holders, starts, sizes, worth):
        here = (first >= low) & (first < high)
        # The points, one or two, ride in the lowest bit, so that one sorting brings pairs and points together.
        keys.append((first[here].astype(np.int64) * count + second[here]) * 2 + (value[here] - 1))
    every = np.concatenate(keys)
    keys.clear()
    every.sort()
    begin = np.append(np.flatnonzero(begins(every >> 1)), len(every))
    riding = np.append(0, np.cumsum(every & 1))
    return every[begin[:-1]] >> 1, np.diff(begin) + np.diff(riding[begin]), count


def _ties(
    holders: NDArray[np.int32], starts: Integers, sizes: Integers, worth: Integers
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32], Integers]]:
    """Each two texts that share a feature, and what it counts; of a feature of many, the first text and each other."""
    for size in range(2, _MANY + 1):
        of_size = np.flatnonzero(sizes == size)
        first, second = np.triu_indices(size, 1)
        at_once = max(1, _PART // len(first))
        for part in range(0, len(of_size), at_once):
            some = of_size[part : part + at_once]
            a, b = (holders[starts[some, None] + one].ravel() for one in (first, second))
            yield a, b, np.repeat(worth[some], len(first))
    for n in np.flatnonzero((sizes > _MANY) & (worth > 1)).tolist():
        others = holders[starts[n] + 1 : starts[n] + sizes[n]]
        yield np.full(len(others), holders[starts[n]]), others, np.full(len(others), worth[n])


def _enough(keys: Integers, shared: Integers, count: int, totals: Integers) -> Iterator[tuple[int, int]]:
    """The pairs that share enough; of one text, no more than the nearest of those that come before it."""
    first, second = keys // count, keys % count
    fewer = np.minimum(totals[first], totals[second])
    taken = (shared >= _FEWEST) & (shared >= _SHARE * fewer)
    first, second, share = first[taken], second[taken], shared[taken] / fewer[taken]
    nearest = np.lexsort((first, -share, second))
    begin = np.searchsorted(second[nearest], second[nearest])
    kept = np.sort(nearest[np.arange(len(nearest)) - begin < _NEAREST])
    yield from zip(first[kept].tolist(), second[kept].tolist(), strict=True)
