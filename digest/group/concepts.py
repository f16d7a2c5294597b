"""What newsrooms write of, told by words of several languages. Read :func:`concepts`."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import resources

_FEWEST = 2
# The columns of the table; one is read for what is written in Cyrillic, as its languages share most beginnings.
_COLUMNS = {"en": 0, "pl": 1, "ru": 2, "uk": 2, "bg": 2, "sr": 2, "de": 3, "fr": 4, "es": 5, "ko": 6}
_WIDTH = 7


def plain(word: str) -> str:
    """A word without case and accents."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    # Hangul is put together again: its letters are no accents.
    parted = unicodedata.normalize("NFKD", folded.replace("ł", "l"))
    return unicodedata.normalize("NFC", "".join(c for c in parted if not unicodedata.combining(c)))


@lru_cache(maxsize=65_536)
def concepts(word: str, language: str) -> frozenset[int]:
    """What a word of a language may stand for, as numbers of lines of ``concepts.txt``; nothing in a language not in it.

    A whole word counts before a beginning, a longer beginning before a shorter one: a shipyard is no ship.
    """
    if language not in _COLUMNS:
        return frozenset()
    whole, beginnings, longest = _tables()[_COLUMNS[language]]
    of = plain(word)
    if of in whole:
        return frozenset(whole[of])
    known = (beginnings.get(of[:length]) for length in range(min(len(of), longest), _FEWEST - 1, -1))
    return frozenset(next((numbers for numbers in known if numbers), ()))


@cache
def _tables() -> list[tuple[dict[str, list[int]], dict[str, list[int]], int]]:
    """For each column whole words, and beginnings of words, and what they stand for; and how long the longest beginning is."""
    whole: list[dict[str, list[int]]] = [{} for _ in range(_WIDTH)]
    beginnings: list[dict[str, list[int]]] = [{} for _ in range(_WIDTH)]
    text = (resources.files("digest.group") / "concepts.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    for number, line in enumerate(lines):
        for column, words in enumerate(line.split("|")):
            for word in words.split():
                table = whole if word.endswith(".") else beginnings
                table[column].setdefault(plain(word.rstrip(".")), []).append(number)
    return [(w, b, max(map(len, b))) for w, b in zip(whole, beginnings, strict=True)]
