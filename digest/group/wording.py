"""What is compared instead of the text: its sentences, their words and word pairs. Read :func:`wording`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from digest import words
from digest.group.rarity import key

# Of a text longer than this, the beginning is compared.
_MOST_CHARS = 200_000
# A quotation shorter than this is a phrase, which a rewrite may keep for itself.
_QUOTED_CHARS, _QUOTED_WORDS = 40, 6
_QUOTED = re.compile(rf"[“\"«„]([^“”\"«»„]{{{_QUOTED_CHARS},}}?)[”\"»]")
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: where it stands, the keys of its words in order, and its pairs of neighbouring words."""

    start: int
    end: int
    keys: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Wording:
    """A text ready for comparing."""

    text: str
    sentences: tuple[Sentence, ...]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each key stands in it."""
        return Counter(k for s in self.sentences for k in s.keys)

    @cached_property
    def size(self) -> int:
        """How many words it has."""
        return sum(len(s.keys) for s in self.sentences)

    @cached_property
    def tokens(self) -> list[tuple[int, int, str]]:
        """(start, end, word) of every word."""
        return tokens(self.text)

    @cached_property
    def quotations(self) -> tuple[tuple[int, int, frozenset[tuple[str, ...]]], ...]:
        """(start, end, runs of six words) of every long quotation."""
        found = []
        for match in _QUOTED.finditer(self.text):
            said = words.words(match.group(1))
            runs = frozenset(tuple(said[n : n + _QUOTED_WORDS]) for n in range(len(said) - _QUOTED_WORDS + 1))
            if runs:
                found.append((match.start(1), match.end(1), runs))
        return tuple(found)


def tokens(text: str) -> list[tuple[int, int, str]]:
    """(start, end, word) of every word of a text."""
    return [(m.start(), m.end(), words.fold(m.group())) for m in words.spans(text)]


def wording(text: str) -> Wording:
    """Take a text apart; of more than 200,000 characters, the beginning."""
    text = text[:_MOST_CHARS]
    return Wording(text, tuple(_sentences(text)))


def without_shared_quotations(a: Wording, b: Wording) -> tuple[Wording, Wording]:
    """Both texts without the long quotations that both carry: a statement quoted by two makes neither a copy.

    What is left out leaves spaces, so that offsets stay. A text that is mostly such quotations is left whole.
    """
    shared = _runs(a) & _runs(b)
    if not shared:
        return a, b
    left = _without(a, shared), _without(b, shared)
    mostly = any(new.size < _SHARED * old.size for new, old in zip(left, (a, b), strict=True))
    return (a, b) if mostly else left


def _runs(of: Wording) -> frozenset[tuple[str, ...]]:
    return frozenset().union(*(runs for _, _, runs in of.quotations))


def _without(of: Wording, shared: frozenset[tuple[str, ...]]) -> Wording:
    text = of.text
    for start, end, runs in of.quotations:
        if len(runs & shared) >= _SHARED * len(runs):
            text = text[:start] + " " * (end - start) + text[end:]
    return wording(text)


def _sentences(text: str) -> Iterator[Sentence]:
    for paragraph in re.finditer(r"[^\n]+", text):
        for start, end in words.sentence_spans(paragraph.group()):
            said = words.words(paragraph.group()[start:end])
            if said:
                keys = tuple(key(w) for w in said if len(w) > 1 or not w.isascii() or w.isdigit())
                at = paragraph.start()
                yield Sentence(at + start, at + end, keys, frozenset(pairwise(said)))
