"""The words that exclude each other, and the names of places, read from the two tables beside this file.

Read :func:`contrasts` and :func:`places`. Nothing in the tables is about one story: they hold what any newsroom's style
book does, and another table does for another language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple, get_args

from digest.model import AlterationKind

Phrase = tuple[str, ...]
CONTRAST = "contrast "
"""How the group of the words of one line of the table begins."""
NAME, BARE, FIGURED, CLOSE, VOICED = "name", "bare", "figured", "close", "voiced"
LOCAL, CAPITAL, REGION = "local", "capital", "region"
"""Forms of a member: one that is written as a name, one that counts only where no figure stands before it, or only where one
stands behind it, one that has other meanings and counts only where a sentence has kept its frame, somebody who counts only where he says something, a place that is neither country nor capital, a capital, a region of several countries."""
_WATERS = re.compile(r"\b(?:Sea|Ocean|Gulf|Bay|Strait|River|Lake|Canal)\b")
_VOWELS = "aeiou"
# Letters that have no accent to be left out, and how an umlaut is written without one.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_UMLAUTS = re.compile(r"([aou])(?:e|(?<=a)a)")
# Kinds whose words name somebody.
_NAMING = ("office", "person", "organisation")
# No phrase is told from another by one of these.
_FUNCTION = frozenset(
    ["the", "a", "an", "of", "to", "in", "at", "by", "for", "with", "from", "their", "its", "his", "her"]
)
# "U.S." and "step-by-step" are one word; "US-Japan" names two.
_TOKEN = re.compile(r"(\w+(?:(?:\.\w+)+\.?|(?:[’']\w+|-(?![A-Z])\w+)*))")


class Member(NamedTuple):
    """What a phrase stands for: in which group of words that exclude each other, and which of them."""

    kind: AlterationKind
    severity: int
    group: str
    value: int
    form: str = ""


@cache
def contrasts() -> dict[Phrase, tuple[Member, ...]]:
    """Phrase, in lower case → what it may stand for, from ``contrasts.txt``."""
    found: dict[Phrase, list[Member]] = {}
    for number, line in enumerate(_lines("contrasts.txt")):
        head, members = line.split(":", 1)
        written, severity, *form_of = head.split()
        kind = next(k for k in get_args(AlterationKind) if k == written)
        for value, forms in enumerate(members.split("/")):
            member = Member(kind, int(severity), f"{CONTRAST}{number}", value, *form_of)
            for written in (f.strip() for f in forms.split(",")):
                base = written.removeprefix("~")
                for form in _plural(base) if kind in _NAMING else _inflected(base):
                    found.setdefault(phrase(form), []).append(member)
                for form, degree in _degrees(base) if base != written else ():
                    found.setdefault(phrase(form), []).append(member._replace(group=f"{member.group} {degree}"))
    return {p: tuple(dict.fromkeys(m)) for p, m in found.items()}


@cache
def places() -> dict[Phrase, Member]:
    """Phrase, in lower case → the place it names, from ``places.txt``."""
    found: dict[Phrase, Member] = {}
    for value, line in enumerate(_lines("places.txt")):
        for form in (f.strip() for f in line.split(",")):
            kind: AlterationKind = "nationality" if form.lstrip("+").startswith("~") else "place"
            member = Member(kind, 1, "place", value, _form_of(form, line))
            found.setdefault(phrase(form.lstrip("~^+").lower()), member)
    return found


def _form_of(name: str, line: str) -> str:
    """What sort of place it is, which one of another sort cannot stand for: a capital, a country, a region, a water, or any other."""
    if line.startswith("+"):
        return REGION
    if _WATERS.search(line):
        return "water"
    if "~" not in line and "^" not in line:
        return LOCAL
    return CAPITAL if name.startswith("^") else ""


@cache
def of_words() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Word → the groups of the phrases it stands in, and of those of them that have several words."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for written, members in (*contrasts().items(), *((p, (m,)) for p, m in places().items())):
        for word in written:
            if word not in _FUNCTION or len(written) == 1:
                every, of_several = found.setdefault(word, (set(), set()))
                every.update(m.group for m in members)
                of_several.update(m.group for m in members if len(written) > 1)
    return {w: (frozenset(every), frozenset(of_several)) for w, (every, of_several) in found.items()}


@cache
def lengths() -> dict[str, tuple[int, ...]]:
    """Word → of how many words the phrases are that begin with it, the longest first."""
    found: dict[str, set[int]] = {}
    for written in (*contrasts(), *places()):
        found.setdefault(written[0], set()).add(len(written))
    return {w: tuple(sorted(n, reverse=True)) for w, n in found.items()}


@cache
def phrases() -> frozenset[Phrase]:
    """Every phrase of both tables."""
    return frozenset([*contrasts(), *places()])


def tokens(text: str) -> list[str]:
    """The words of a text."""
    return _TOKEN.findall(text)


def apart(text: str) -> list[str]:
    """What stands before the first word of a text, the first word, what stands behind it, the second word and so on."""
    return _TOKEN.split(text)


def phrase(text: str) -> Phrase:
    """A form as it is looked up."""
    return tuple(map(lower, tokens(text)))


@lru_cache(maxsize=65_536)
def lower(word: str) -> str:
    """A word as it is looked up: without accents, "Bogotá" as "Bogota"."""
    plain = word if word.isascii() else _without_accents(word)
    return plain.lower().rstrip(".").replace("’", "'").removesuffix("'s")


def spelled_plainly(text: str) -> str:
    """A name or word without regard to case, accents, hyphens and spaces: "Dvořák" as "Dvorak", "Müller" and "Mueller" alike."""
    plain = _without_accents(text.casefold()).translate(_LETTERS)
    return _UMLAUTS.sub(r"\1", "".join(filter(str.isalnum, plain)))


def _without_accents(word: str) -> str:
    apart = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", apart)


def _lines(name: str) -> Iterator[str]:
    for line in (resources.files("digest.group.facts") / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _inflected(form: str) -> Iterator[str]:
    """A form and what the rules of English make of it; of a phrase of several words, its first word's."""
    if form.startswith("="):
        yield form[1:]
        return
    first, _, rest = form.partition(" ")
    for one in _endings(first):
        yield f"{one} {rest}" if rest else one
    if rest:
        yield from (f"{first} {one}" for one in _endings(rest))


def _plural(form: str) -> Iterator[str]:
    """A form and its plural: who or what is named is no verb, "judge" and not "judging"."""
    return (f for f in _inflected(form) if form.startswith("=") or not f.endswith(("ed", "ing")) or f == form)


def _degrees(word: str) -> Iterator[tuple[str, str]]:
    """An adjective as it compares, with its ending: "harder" excludes "easier", but not "easiest"."""
    stem = f"{word[:-1]}i" if word.endswith("y") else word.removesuffix("e")
    if re.search(r"[^aeiou][aeiou][bdgmnpt]$", word):
        stem += word[-1]
    yield from ((f"{stem}{degree}", degree) for degree in ("er", "est"))


def _endings(word: str) -> Iterator[str]:
    yield word
    if word.endswith("man"):
        yield f"{word[:-2]}en"
    if word.endswith(("ee", "oe")):
        yield from (f"{word}s", f"{word}d", f"{word}ing")
    elif word.endswith("ie"):
        yield from (f"{word}s", f"{word}d", f"{word[:-2]}ying")
    elif word.endswith("e"):
        yield from (f"{word}s", f"{word}d", f"{word[:-1]}ing")
    elif word.endswith("y") and word[-2:-1] not in _VOWELS:
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
    elif re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", word):
        yield from (f"{word}es", f"{word}ed", f"{word}ing")
    else:
        yield from (f"{word}s", f"{word}ed", f"{word}ing")
    if re.search(r"(?:[^aeiou]|qu)[aeiou][bdglmnprt]$", word):
        yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")
