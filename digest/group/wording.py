"""What is compared instead of the text: its sentences, their words and word pairs. Read :func:`wording`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from digest import words
from digest.group.numbers import Hashes, Integers, Numbered, mix, numbered, weights
from digest.group.rarity import key
from digest.group.things import Things, things

# Of a text longer than this, the beginning is compared.
_MOST_CHARS = 200_000
# A quotation shorter than this is a phrase, which a rewrite may keep for itself.
_QUOTED_CHARS, _QUOTED_WORDS = 40, 6
_MARK, _OPENING, _CLOSING = re.compile('[“”"«»„]'), '“"«„', '”"»'
_SHARED = 0.5
# A text that has fewer words of its own beside what it quotes is what it quotes.
_FEWEST_OWN = 60
Run = tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence: where it stands, and its words in lower case with what stands between them."""

    start: int
    end: int
    folded: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in order."""
        return tuple(words.words(self.folded))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of its words, without letters that stand alone."""
        return tuple(key(w) for w in self.words if len(w) > 1 or not w.isascii() or w.isdigit())


@dataclass(frozen=True, slots=True)
class Quotation:
    """A long quotation: where it stands, of how many words it is, and every six words of it that follow each other."""

    start: int
    end: int
    size: int
    runs: frozenset[Run]


@dataclass(frozen=True)
class Wording:
    """A text ready for comparing."""

    text: str
    sentences: tuple[Sentence, ...]

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """What it says, without regard to case, quotation marks and spaces: equal for equal texts."""
        return tuple(s.folded for s in self.sentences)

    @cached_property
    def size(self) -> int:
        """How many words it has."""
        return int(self._numbered.compared.sum())

    @cached_property
    def keys(self) -> Things:
        """The keys of its words."""
        given = self._numbered
        some = given.compared
        found = things(given.keys[some], given.lines[some])
        return replace(found, weights=weights(found.numbers))

    @cached_property
    def pairs(self) -> Things:
        """Its word pairs."""
        given = self._numbered
        beside = given.lines[1:] == given.lines[:-1]
        return things(mix(given.words[:-1], given.words[1:])[beside], given.lines[1:][beside])

    @cached_property
    def figures(self) -> tuple[Hashes, Hashes]:
        """The keys that are figures, and the word pairs with a figure, as numbers."""
        given = self._numbered
        paired = np.flatnonzero(given.figures[1:] | given.figures[:-1])
        return given.keys[given.figures], mix(given.words[paired], given.words[paired + 1])

    @cached_property
    def _numbered(self) -> Numbered:
        return numbered(s.folded for s in self.sentences)

    @cached_property
    def tokens(self) -> list[tuple[int, int, str]]:
        """(start, end, word) of every word."""
        return tokens(self.text)

    @cached_property
    def standing(self) -> tuple[Hashes, Integers, Integers]:
        """A number for every word of the text, and where it starts and ends."""
        folded = words.folded_in_place(self.text)
        if folded is not None:
            found = numbered((folded,))
            return found.words, found.starts, found.ends
        starts, ends = (np.array([t[n] for t in self.tokens], np.int64) for n in (0, 1))
        found = numbered(word for _, _, word in self.tokens)
        return found.words, starts[found.lines], ends[found.lines]

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Every long quotation."""
        found = []
        for start, end in _quoted(self.text):
            said = words.words(self.text[start:end])
            if len(said) >= _QUOTED_WORDS:
                runs = frozenset(zip(*(said[n:] for n in range(_QUOTED_WORDS)), strict=False))
                found.append(Quotation(start, end, len(said), runs))
        return tuple(found)

    @cached_property
    def quoted(self) -> frozenset[Run]:
        """The runs of all long quotations."""
        return frozenset().union(*(q.runs for q in self.quotations))


def tokens(text: str) -> list[tuple[int, int, str]]:
    """(start, end, word) of every word of a text."""
    folded = words.folded_in_place(text)
    if folded is not None:
        return [(*m.span(), m.group()) for m in words.spans(folded)]
    return [(*m.span(), words.fold(m.group())) for m in words.spans(text)]


def wording(text: str) -> Wording:
    """Take a text apart; of more than 200,000 characters, the beginning."""
    text = text[:_MOST_CHARS]
    return Wording(text, tuple(_sentences(text)))


def without_shared_quotations(a: Wording, b: Wording) -> tuple[Wording, Wording]:
    """Both texts without the long quotations that both carry: a statement quoted by two makes neither a copy.

    A text that is hardly more than such quotations is left whole.
    """
    shared = a.quoted and a.quoted & b.quoted
    if not shared:
        return a, b
    both = [(of, [q for q in of.quotations if len(q.runs & shared) >= _SHARED * len(q.runs)]) for of in (a, b)]
    if any(of.size - sum(q.size for q in out) < _FEWEST_OWN for of, out in both):
        return a, b
    left, right = (_without(of, out) for of, out in both)
    return left, right


def _without(of: Wording, quotations: Sequence[Quotation]) -> Wording:
    """A text with its sentences as they are, but for what is quoted in them."""
    kept = []
    for sentence in of.sentences:
        out = [q for q in quotations if q.start < sentence.end and sentence.start < q.end]
        kept.append(_folded(of.text, sentence.start, sentence.end, out) if out else sentence)
    return Wording(of.text, tuple(s for s in kept if s))


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Where each long quotation stands, without its marks."""
    free = 0
    for opening, closing in pairwise(_MARK.finditer(text)):
        start, end = opening.end(), closing.start()
        if free < start <= end - _QUOTED_CHARS and opening.group() in _OPENING and closing.group() in _CLOSING:
            yield start, end
            free = closing.end()


def _sentences(text: str) -> Iterator[Sentence]:
    # All sentences at once are folded many times as fast as one after the other.
    whole = words.folded_in_place(text) if words.is_visible(text) else None
    for paragraph in re.finditer(r"[^\n]+", text):
        for start, end in words.sentence_spans(paragraph.group()):
            begin, stop = paragraph.start() + start, paragraph.start() + end
            sentence = _folded(text, begin, stop) if whole is None else _sentence(whole[begin:stop], begin, stop)
            if sentence:
                yield sentence


def _folded(text: str, start: int, end: int, without: Iterable[Quotation] = ()) -> Sentence | None:
    """A sentence without some of what it quotes; None if no word is left."""
    said = text[start:end]
    for q in without:
        first, last = max(q.start, start) - start, min(q.end, end) - start
        said = said[:first] + " " * (last - first) + said[last:]
    return _sentence(words.folded(said), start, end)


def _sentence(folded: str, start: int, end: int) -> Sentence | None:
    """A sentence, with single spaces; None if no word is in it."""
    return Sentence(start, end, " ".join(folded.split())) if any(map(str.isalnum, folded)) else None
