"""A text in some hundred numbers, by which texts worth comparing are found. Read :func:`sketch`.

Two kinds of features: every rare word, and one in four of the pairs of content words that stand within three words of
each other, whatever their order (FracMinHash: Irber and others 2022, "Lightweight compositional analysis of metagenomes
with FracMinHash and minimum metagenome covers"; the same pairs are kept in every text, so that counts can be
compared). A machine that exchanges most words leaves names and some neighbours; a free rewrite leaves names, numbers
and rare words; word five-grams, which MinHash is usually given, survive neither.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from digest import words
from digest.group.numbers import Hashes, begins, mix, numbered, weights

Sketch = NDArray[np.uint32]
_CONTENT, _RARE = 1.0, 5.0
_KEEP_ONE_IN = 4
_ONE, _HALF = np.uint64(1), np.uint64(32)
_LIMIT = np.uint64((2**64 - 1) // _KEEP_ONE_IN)
_MOST_CHARS = 200_000
_TOGETHER = 32
# What is hidden within words most often: soft hyphen, zero-width space, byte order mark.
_HIDDEN = "\u00ad\u200b\ufeff"


def sketch(text: str) -> Sketch:
    """The features of a text, sorted; of a text longer than 200,000 characters, of its beginning.

    The lowest bit tells a pair of words (1) from a rare word (0).
    """
    return next(sketches([text]))


def sketches(texts: Iterable[str]) -> Iterator[Sketch]:
    """The sketch of each text; some texts are worked out together, which is several times as fast for short ones."""
    waiting = iter(texts)
    while some := list(islice(waiting, _TOGETHER)):
        yield from _sketches(some)


def _sketches(texts: list[str]) -> Iterator[Sketch]:
    given = numbered(_line(t[:_MOST_CHARS]) for t in texts)
    weight = weights(given.keys)
    chosen = given.compared & (weight >= _CONTENT)
    keys, holders, rare = given.keys[chosen], given.lines[chosen].astype(np.uint64), weight[chosen] >= _RARE
    found = [_held(keys[rare] & ~_ONE, holders[rare])]
    for apart in (1, 2, 3):
        pairs = mix(np.minimum(keys[:-apart], keys[apart:]), np.maximum(keys[:-apart], keys[apart:]))
        # The upper half tells which are kept, so that the lower half is as good a number for all of them.
        kept = (pairs < _LIMIT) & (holders[:-apart] == holders[apart:])
        found.append(_held(pairs[kept] | _ONE, holders[:-apart][kept]))
    every = np.concatenate(found)
    every.sort()
    every = every[begins(every)]
    ends = np.searchsorted(every >> _HALF, np.arange(len(texts), dtype=np.uint64), "right")
    yield from np.split(every.astype(np.uint32), ends[:-1])


def _line(text: str) -> str:
    """A text on one line, in lower case, whatever the form of its letters and what is hidden between them."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if any(hidden in text for hidden in _HIDDEN):
        text = words.visible(text)
    return text.replace("\n", " ").lower()


def _held(features: Hashes, holders: Hashes) -> Hashes:
    """The lower halves of features, each under the number of its text."""
    return holders << _HALF | features & np.uint64(2**32 - 1)


def points(features: Sketch) -> NDArray[np.int64]:
    """What each feature counts: a pair of words as much as two rare words."""
    return (features & np.uint32(1)).astype(np.int64) + 1
