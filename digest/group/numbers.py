"""Words as numbers, all words of many lines at once. Read :func:`numbered`.

A word is hashed as the sum of its letters, each times a number of its place (multilinear hashing: Lemire and Kaser 2014,
"Strongly universal string hashing is fast"), which numpy works out for all words together. The numbers are the same in
every process and on every machine, so that they can be stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digest import words
from digest.group import rarity

Codes = NDArray[np.uint32]
Hashes = NDArray[np.uint64]
Integers = NDArray[np.int64]
Weights = NDArray[np.float64]
Flags = NDArray[np.bool_]
_A, _B = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_SHIFT = np.uint64(29)
# Of a longer word, letters so far apart may change places without being noticed.
_PLACES = 64
# Code points from here on (emoji, seldom used ideographs) end a word.
_PLANE = 0x10000
_WORD, _DENSE = 1, 2
# Keys are looked up by their first so many bits.
_BUCKETS = 16


@dataclass(frozen=True)
class Numbered:
    """The words of some lines: where each stands in ``codes``, the code points, in which line, and whether it is compared.

    A letter that stands alone is not.
    """

    codes: Codes
    starts: Integers
    ends: Integers
    lines: Integers
    compared: Flags

    @cached_property
    def words(self) -> Hashes:
        """A number for each word."""
        if not len(self.starts):
            return np.zeros(0, np.uint64)
        place = np.arange(len(self.codes))
        place[self.starts[0] :] -= np.repeat(self.starts, np.diff(np.append(self.starts, len(self.codes))))
        counted = self.codes * _multipliers()[place & (_PLACES - 1)]
        return _mixed(np.add.reduceat(counted, _between(self.starts, self.ends))[::2])

    @cached_property
    def keys(self) -> Hashes:
        """A number for the key of each word."""
        sums = np.zeros(len(self.starts), np.uint64)
        for place in range(rarity.LETTERS):
            at = self.starts + place
            letters = self.codes[np.minimum(at, len(self.codes) - 1)] * (at < self.ends)
            sums += letters * _multipliers()[place]
        return _mixed(sums)

    @cached_property
    def figures(self) -> Flags:
        """Whether each word is a figure."""
        found = _is_digit(self.codes[self.starts])
        some = np.flatnonzero(found)
        for place in range(1, rarity.LETTERS):
            at = self.starts[some] + place
            found[some] &= (at >= self.ends[some]) | _is_digit(self.codes[np.minimum(at, len(self.codes) - 1)])
        return found


def numbered(lines: Iterable[str]) -> Numbered:
    """The words of some lines, none of which is broken; what a word is says :func:`digest.words.words`."""
    text = "".join(f"{line}\n" for line in lines).replace("’", "'")
    codes = _codes(text)
    kinds = np.take(_kinds(), codes, mode="clip")
    inside = kinds > 0
    # An apostrophe between two letters belongs to the word: "don't".
    inside[1:-1] |= (codes[1:-1] == ord("'")) & inside[:-2] & inside[2:]
    starts, ends = _runs(inside)
    if (kinds == _DENSE).any():
        # A word of characters that are written without spaces gives each of them.
        dense = np.maximum.reduceat(kinds, _between(starts, ends))[::2] == _DENSE
        every = np.flatnonzero(_filled(starts[dense], ends[dense], len(codes)))
        starts, ends = (np.sort(np.append(a[~dense], e)) for a, e in ((starts, every), (ends, every + 1)))
    alone = codes[starts]
    lines_end = np.flatnonzero(codes == ord("\n"))
    compared = (ends - starts > 1) | (alone >= ord("\x80")) | _is_digit(alone)
    return Numbered(codes, starts, ends, np.searchsorted(lines_end, starts), compared)


def weights(keys: Hashes) -> Weights:
    """The weight of each key (see :mod:`digest.group.rarity`)."""
    known, values, buckets, most = _known()
    at = buckets[keys >> np.uint64(64 - _BUCKETS)]
    found = np.full(len(keys), rarity.UNKNOWN)
    for step in range(most):
        same = known[at + step] == keys
        found[same] = values[at + step][same]
    return found


def mix(a: Hashes, b: Hashes) -> Hashes:
    """A hash of each two hashes, which depends on their order (the finishing steps of splitmix64)."""
    mixed = (a * _A) ^ (b * _B)
    mixed ^= mixed >> _SHIFT
    mixed *= _B
    return mixed


def begins(values: NDArray[Any]) -> Flags:
    """Where in a sorted array a run of equal values begins."""
    new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def ends(values: NDArray[Any]) -> Flags:
    """Where in a sorted array a run of equal values ends."""
    last = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=last[:-1])
    return last


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _runs(inside: Flags) -> tuple[Integers, Integers]:
    """Where each word begins, and ends."""
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    edges = np.append(0, edges) if inside[:1].any() else edges
    return edges[::2], edges[1::2]


def _between(starts: Integers, ends: Integers) -> Integers:
    """From where to where what is added up, for ``reduceat``, whose every other sum is then of what lies between."""
    between = np.empty(2 * len(starts), np.int64)
    between[::2], between[1::2] = starts, ends
    return between


def _filled(starts: Integers, ends: Integers, size: int) -> Flags:
    inside = np.zeros(size + 1, np.int64)
    inside[starts] += 1
    inside[ends] -= 1
    return np.cumsum(inside)[:-1] > 0


def _is_digit(codes: Codes) -> Flags:
    return np.asarray((codes >= ord("0")) & (codes <= ord("9")))


def _mixed(sums: Hashes) -> Hashes:
    return mix(sums, sums)


@cache
def _kinds() -> NDArray[np.uint8]:
    """Whether a code point belongs to a word, and whether to one that is written without spaces."""
    return np.array([_kind(chr(code)) for code in range(_PLANE)], np.uint8)


def _kind(character: str) -> int:
    if not (character.isalnum() or character == "_"):
        return 0
    return _DENSE if words.is_ideograph(character) else _WORD


@cache
def _multipliers() -> Hashes:
    """An odd number for each place of a word: the sequence of splitmix64."""
    state = np.arange(1, _PLACES + 1, dtype=np.uint64) * _A
    return mix(state, state >> _SHIFT) | np.uint64(1)


@cache
def _known() -> tuple[Hashes, Weights, Integers, int]:
    """The hashes of the keys that are counted, sorted; the weight of each; where each bucket begins, and the most in one."""
    by_key = rarity.weights()
    ends = np.cumsum([len(k) + 1 for k in by_key]) - 1
    starts = np.append(0, ends[:-1] + 1)
    keys = Numbered(_codes("".join(f"{k}\n" for k in by_key)), starts, ends, starts, starts > 0).keys
    order = np.argsort(keys)
    keys, values = keys[order], np.array(list(by_key.values()))[order]
    buckets = np.searchsorted(keys >> np.uint64(64 - _BUCKETS), np.arange(1 << _BUCKETS, dtype=np.uint64))
    most = int(np.diff(np.append(buckets, len(keys))).max())
    return np.append(keys, keys[:most]), np.append(values, values[:most]), buckets, most
