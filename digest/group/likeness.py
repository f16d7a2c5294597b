"""How alike two texts are, and whether they are versions of one. Read :func:`likeness`.

Four kinds of evidence, each with the point from which it was never seen between independent texts:

* **wording**: the word pairs of the shorter text that stand in the longer one, each sentence's in one place of it. A
  machine that exchanges words leaves the frame of the sentences; Lyon, Malcolm and Dickerson (2001), "Detecting short
  passages of similar text in large document collections", count word n-grams in whole documents, which lets long texts
  on one topic look alike.
* **order**: the rare words of each sentence found together in one place, and the places in the same order. A free
  rewrite keeps little of the wording, but tells the same things one after the other.
* **mutual**: hardly a sentence of either that the other does not tell in one place. Who writes anew exchanges words and turns
  sentences round, but leaves out little and adds little; another report of the event has sentences of its own. With the order, where each
  of the two nearly suffices.
* **told**: the rare words of a summary found anywhere in an article, as a sentence of it tells what several of the article do;
  and the word pairs it kept.

Summaries, as feeds carry them, are compared by the word triples they share: both are so short that a common event alone
makes them alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np

from digest import words
from digest.group.align import Alignment
from digest.group.wording import Wording, without_shared_quotations

# From so many words on …, and what it takes at so few: reports of one event have more in common, the shorter they are.
_WORDING = {80: 0.30, 150: 0.235}
_ORDER = {80: 0.50, 200: 0.295, 400: 0.25}
# Where the wording is so many times what it takes, nothing else is asked.
_BEYOND_DOUBT = 2.0
# A text of so few words is a summary, and with so few a line or two. Chance has more room in them; what a summary tells is
# looked for only in an article, which is one from so many words on.
_SUMMARY, _LINES, _ARTICLE = 80, 40, 200
_TOLD_LEAST = 30
_TOLD = {_TOLD_LEAST: 0.585, 45: 0.49}
# Of articles of like length, so much of three sentences in four is told in one place of the other, both ways.
_MUTUAL, _MUTUAL_ORDER, _MUTUAL_FROM, _MUTUAL_SIZES = 0.155, 0.15, 150, 0.6
# Where each of the two nearly suffices, they do together: so much of a mean in which what is mutual counts so much.
_OF_MUTUAL, _TOGETHER = 0.6, 0.89
_TRIPLES, _TRIPLES_CONTAINED = 0.31, 0.7
# With a statement of provenance that names the other's publisher, less is enough.
_STATED = 0.6
# Fewer words than this are compared as they stand.
FEWEST_WORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What comparing two texts gave.

    ``strength`` is the best evidence over what it needs: 1 and more makes two texts versions of one. ``translated`` counts, of a text and its translation,
    the names and figures that both have in the same order; None where it is none. ``only_told``: what makes them versions is
    only that the longer text tells what the shorter one, a summary, does, or that the one names the house of the other; another text may fit as well.
    """

    strength: float
    translated: int | None = None
    only_told: bool = False

    @property
    def score(self) -> float:
        """The strength as a number from 0 to 1; a half is just enough."""
        return self.strength**2 / (1 + self.strength**2)

    def is_copy(self, *, stated: bool = False) -> bool:
        """Whether the texts are versions of one; ``stated`` when one of them says that it is from the other."""
        return self.strength >= (_STATED if stated else 1.0)


def likeness(a: Wording, b: Wording) -> Likeness:
    """Compare two texts; the order does not matter."""
    alignment = aligned(a, b)
    short, long = alignment.short, alignment.long
    if _are_summaries(short, long):
        return Likeness(strength=_of_summaries(short, long))
    strength = _strength(alignment)
    if strength < 1.0:
        strength = max(strength, _mutual(alignment))
    told = _told(alignment)
    return Likeness(strength=max(strength, told), only_told=strength < 1.0 <= told)


def aligned(a: Wording, b: Wording) -> Alignment:
    """Where two texts are alike; the order does not matter."""
    return Alignment(*_by_size(*without_shared_quotations(a, b)))


def _by_size(a: Wording, b: Wording) -> tuple[Wording, Wording]:
    return (a, b) if (a.size, a.text) <= (b.size, b.text) else (b, a)


def _are_summaries(short: Wording, long: Wording) -> bool:
    """Whether both are so short, or one of them, that what is told is not looked for in an article."""
    return short.size < _TOLD_LEAST or (short.size < _SUMMARY and long.size < _ARTICLE)


def _of_summaries(short: Wording, long: Wording) -> float:
    """The evidence of the word triples; of a line or two, whether they are the same."""
    if short.size < FEWEST_WORDS:
        return 4.0 if short.size and words.fold(short.text) == words.fold(long.text) else 0.0
    return _triples(short, long)


def _strength(found: Alignment) -> float:
    """The evidence of the wording, and of the order unless the wording leaves no doubt."""
    size = found.short.size
    if size < _LINES:
        return _triples(found.short, found.long)
    wording = found.wording / _needed(size, _WORDING)
    if size < _SUMMARY or wording >= _BEYOND_DOUBT:
        return wording
    return max(wording, found.order / _needed(size, _ORDER))


def _mutual(found: Alignment) -> float:
    """The evidence of what each tells of the other, of two articles of about the same length; also together with that of the order."""
    short, long = found.short, found.long
    if short.size < _MUTUAL_FROM or short.size < _MUTUAL_SIZES * long.size or found.order < _MUTUAL_ORDER:
        return 0.0
    back = Alignment(long, short)
    if back.order < _MUTUAL_ORDER:
        return 0.0
    mutual, order = min(found.least, back.least) / _MUTUAL, found.order / _needed(short.size, _ORDER)
    return max(mutual, (_OF_MUTUAL * mutual + (1 - _OF_MUTUAL) * order) / _TOGETHER)


def _told(found: Alignment) -> float:
    """The evidence of what is told, for a summary and an article."""
    size = found.short.size
    if not _TOLD_LEAST <= size < _SUMMARY or found.long.size < _ARTICLE:
        return 0.0
    return (found.told + found.wording) / _needed(size, _TOLD)


def _needed(size: int, at: Mapping[int, float]) -> float:
    """What is enough at so many words, between the numbers of words for which it is given."""
    return float(np.interp(size, list(at), list(at.values())))


def _triples(a: Wording, b: Wording) -> float:
    """The evidence of shared word triples: of those of both texts (Jaccard's coefficient), and of those of one."""
    left, right = ({*zip(t, islice(t, 1, None), islice(t, 2, None), strict=False)} for t in (_words(a), _words(b)))
    if not left or not right:
        return 0.0
    shared = len(left & right)
    return max(shared / len(left | right) / _TRIPLES, shared / min(len(left), len(right)) / _TRIPLES_CONTAINED)


def _words(of: Wording) -> list[str]:
    return [word for _, _, word in of.tokens]
