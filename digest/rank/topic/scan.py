"""Finds a topic's aliases in a text, all in one pass. Read :class:`Scanner`.

An automaton (Aho and Corasick 1975, "Efficient string matching: an aid to bibliographic search") finds the beginnings of
all aliases at once; only there is the alias with its inflected forms looked at. So the time grows with the text and
with what is found in it, not with the number of aliases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import ahocorasick

from digest.model import Alias
from digest.rank.topic import inflection

Role = Literal["alias", "hint", "tie", "other", "exclusion", "penalty"]

# Each to one character, so that a place in the folded text is the same place in the text.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ＇", "'"), **dict.fromkeys("“”«»„", '"'), **dict.fromkeys("–—‐‑−", "-"),
        **dict.fromkeys("\xa0\u202f\u3000\t\n", " "), "İ": "I", "Ё": "Е", "ё": "е", "‧": "·", "・": "·",
        **{chr(0xFF01 + n): chr(0x21 + n) for n in range(94) if chr(0xFF01 + n) != "＇"},
    }
)  # fmt: skip
_SHORT = 3
# A given name behind a family name, and how long a headline may be, in which any word may have a capital letter.
_GIVEN, _HEADLINE = re.compile(r"\s[A-ZА-ЯІЇЄҐ][a-zа-яіїєґ]+(?:(?P<second>-[a-zа-я]+)\b|(?=\s[a-zа-яіїєґ]|[,.]))"), 200


@dataclass(frozen=True, slots=True)
class Term:
    """One alias as it is looked for: its role, its side (-1 where it has none), and its pattern.

    ``exact`` are the letters that must stand as they are written, where capitals tell a name from a word.
    """

    role: Role
    side: int
    alias: Alias
    pattern: re.Pattern[str]
    exact: str


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text: ``text[start:end]``."""

    term: Term
    start: int
    end: int


class Scanner:
    """All terms of a topic, compiled."""

    def __init__(self, terms: Iterable[tuple[Role, int, Alias]]) -> None:
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_ANY)
        anchors: dict[str, list[Term]] = {}
        for role, side, alias in terms:
            term = _term(role, side, alias)
            for anchor in _anchors(alias):
                anchors.setdefault(anchor, []).append(term)
        for anchor, those in anchors.items():
            apart = [t for t in those if not inflection.SPACELESS.search(t.alias.text)]
            self._automaton.add_word(anchor, (len(anchor), those, [t for t in those if t not in apart]))
        self._empty = not anchors
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Found]:
        """All terms in a text, in order, the longest where several begin at one place; what an exclusion covers is not there."""
        return self.find_in([text])[0]

    def find_in(self, texts: Sequence[str]) -> list[list[Found]]:
        """The terms of each of several texts that belong together: a hint within an exclusion in one of them is in none of them.

        Who is called Kim Min-seok once is called Kim from then on; so is a Kim Da-eun of whom the topic does not know, where nothing
        else names the side.
        """
        looked = [self._look(text) for text in texts]
        other = frozenset().union(*(hints for _, hints in looked))
        named = {f.term.side for found, _ in looked for f in found if f.term.role == "alias"}
        every = (
            (text, f) for text, (found, _) in zip(texts, looked, strict=True) for f in found if f.term.role == "hint"
        )
        other |= {f.term.alias.text for text, f in every if f.term.side not in named and _begins_a_name(text, f)}
        return [[f for f in found if f.term.role != "hint" or f.term.alias.text not in other] for found, _ in looked]

    def _look(self, text: str) -> tuple[list[Found], frozenset[str]]:
        """The terms of a text, and the hints that exclusions in it cover."""
        if self._empty:
            return [], frozenset()
        plain = plainly(text)
        found: dict[tuple[int, Role, int, str], Found] = {}
        for one in self._candidates(plain):
            # A name is a name in every language; a hint or a tie counts in its own, so that each language's is kept.
            spoken = one.term.alias.language if one.term.role in ("hint", "tie") else ""
            key = (one.start, one.term.role, one.term.side, spoken)
            if key not in found or found[key].end < one.end:
                found[key] = one
        exclusions = [f for f in found.values() if f.term.role == "exclusion"]
        names = [f for f in found.values() if f.term.role == "alias"]
        kept = (f for f in found.values() if not _hidden(f, exclusions, names))
        hints = (f for f in found.values() if f.term.role == "hint" and _is_within(f, exclusions))
        return sorted(kept, key=lambda f: (f.start, -f.end)), frozenset(f.term.alias.text for f in hints)

    def _candidates(self, plain: str) -> Iterator[Found]:
        for end, (length, terms, anywhere) in self._automaton.iter(plain.lower()):
            start = end - length + 1
            # Most hits are in the middle of longer words, where only what is written without spaces can stand.
            for term in anywhere if start and plain[start - 1].isalnum() else terms:
                if (match := term.pattern.match(plain, start)) and plain.startswith(term.exact, start):
                    yield Found(term, start, match.end())


def _hidden(one: Found, exclusions: Sequence[Found], names: Sequence[Found]) -> bool:
    """Whether a look-alike covers it, or a longer or better name of the same side says the same."""
    if one.term.role == "exclusion":
        return False
    if _is_within(one, exclusions):
        return True
    if one.term.role == "alias":
        return any(n.term.side == one.term.side and n.start < one.start < n.end for n in names)
    if one.term.role == "hint":
        return any(n.term.side == one.term.side and one.start < n.end and n.start < one.end for n in names)
    return False


def _begins_a_name(text: str, hint: Found) -> bool:
    """Whether a hint is the first word of somebody's full name, with a hyphen or in a sentence: "Kim Da-eun", not "Kim Visits Moscow"."""
    if not hint.term.alias.text.istitle():
        return False
    given = _GIVEN.match(text, hint.end)
    return given is not None and (bool(given["second"]) or len(text) > _HEADLINE)


def _is_within(one: Found, others: Sequence[Found]) -> bool:
    return any(f.start <= one.start and one.end <= f.end for f in others)


def plainly(text: str) -> str:
    """A text with plain quotes, dashes, spaces and widths, character for character."""
    return text if text.isascii() and "\n" not in text else text.translate(_PLAIN)


def _term(role: Role, side: int, alias: Alias) -> Term:
    written = plainly(alias.text)
    name = written.rstrip("*")
    capitals = name.isupper() and not inflection.SPACELESS.search(name)
    exact = capitals or (len(name) <= _SHORT and name != name.lower())
    language = "" if capitals and alias.language != "en" else alias.language
    pattern = inflection.pattern(written.lower(), language)
    stem = inflection.stem(name.lower(), language) if " " not in name else name
    return Term(role, side, alias, re.compile(pattern, re.IGNORECASE), name[: len(stem)] if exact else "")


def _anchors(alias: Alias) -> set[str]:
    """What every form of an alias begins with, in lower case."""
    written = plainly(alias.text).lower().rstrip("*")
    first, *rest = inflection.parts(written)
    if not rest or inflection.SPACELESS.search(written):
        return {inflection.stem(first, alias.language)}
    if inflection.inflects(first, alias.language):
        return {inflection.stem(first, alias.language)}
    return {f"{first}{between}{inflection.stem(rest[0], alias.language)}" for between in " -"}
