"""A text in some hundred numbers, by which texts worth comparing are found. Read :func:`sketch`.

Two kinds of features: every rare word, and one in eight of the pairs of content words that stand within three words of
each other, whatever their order (FracMinHash: Irber and others 2022, "Lightweight compositional analysis of metagenomes
with FracMinHash and minimum metagenome covers"; the same pairs are kept in every text, so that counts can be
compared). A machine that exchanges most words leaves names and some neighbours; a free rewrite leaves names, numbers
and rare words; word five-grams, which MinHash is usually given, survive neither.
"""

from __future__ import annotations

import re
import zlib

import numpy as np
from numpy.typing import NDArray

from digest.group.rarity import key, weight

Sketch = NDArray[np.uint32]
_Hashes = NDArray[np.uint64]
_WORD = re.compile(r"\w+")
_CONTENT, _RARE = 1.0, 5.0
_KEEP_ONE_IN = 8
_SCALE = 16
_LOW_BYTE, _EIGHT, _ONE = np.uint64(255), np.uint64(8), np.uint64(1)
_A, _B, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(29)
_LIMIT = np.uint64((2**64 - 1) // _KEEP_ONE_IN)
_MOST_CHARS = 200_000
_MOST_WORDS_KEPT = 200_000


class _Packed(dict[str, int]):
    """Word → hash of its key and its weight in the lowest byte, worked out once a word."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS_KEPT:
            self.clear()
        of = key(word)
        self[word] = value = zlib.crc32(of.encode("utf-8", "replace")) << 8 | int(weight(of) * _SCALE)
        return value


_packed = _Packed()


def sketch(text: str) -> Sketch:
    """The features of a text, sorted; of a text longer than 200,000 characters, of its beginning.

    The lowest bit tells a pair of words (1) from a rare word (0).
    """
    found = _WORD.findall(text[:_MOST_CHARS].lower())
    packed = np.fromiter(map(_packed.__getitem__, found), np.uint64, len(found))
    weights, hashes = packed & _LOW_BYTE, packed >> _EIGHT
    content = hashes[weights >= _CONTENT * _SCALE]
    rare = hashes[weights >= _RARE * _SCALE]
    pairs = np.concatenate([_mix(content[:-d], content[d:]) for d in (1, 2, 3)]) if len(content) > 3 else content[:0]
    # The upper half tells which are kept, so that the lower half is as good a number for all of them.
    kept = np.concatenate([pairs[pairs < _LIMIT] | _ONE, _mix(rare, rare) & ~_ONE])
    return np.unique(kept.astype(np.uint32))


def points(features: Sketch) -> NDArray[np.int64]:
    """What each feature counts: a pair of words as much as two rare words."""
    return (features & np.uint32(1)).astype(np.int64) + 1


def _mix(a: _Hashes, b: _Hashes) -> _Hashes:
    """A hash of two hashes that does not depend on their order (the finishing steps of splitmix64)."""
    mixed = (np.minimum(a, b) * _A) ^ (np.maximum(a, b) * _B)
    mixed ^= mixed >> _SHIFT
    return np.asarray(mixed * _B)
