"""What newsrooms write of, told by words of several languages. Read :func:`concepts`."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import resources

_FEWEST = 2


def plain(word: str) -> str:
    """A word in lower case without accents."""
    lower = word.lower()
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFKD", lower.replace("ł", "l")) if not unicodedata.combining(c))


@lru_cache(maxsize=65_536)
def concepts(word: str, *, english: bool) -> frozenset[int]:
    """What a word of an English, or of another text may stand for, as numbers of lines of ``concepts.txt``.

    A whole word counts before a beginning, a longer beginning before a shorter one: a shipyard is no ship.
    """
    whole, beginnings = _tables()[english]
    of = plain(word)
    if of in whole:
        return frozenset(whole[of])
    known = (beginnings.get(of[:length]) for length in range(len(of), _FEWEST - 1, -1))
    return frozenset(next((numbers for numbers in known if numbers), ()))


@cache
def _tables() -> dict[bool, tuple[dict[str, list[int]], dict[str, list[int]]]]:
    """For other languages and for English: whole words, and beginnings of words, and what they stand for."""
    tables: dict[bool, tuple[dict[str, list[int]], dict[str, list[int]]]] = {False: ({}, {}), True: ({}, {})}
    text = (resources.files("digest.group") / "concepts.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    for number, line in enumerate(lines):
        for language, words in enumerate(line.split("|")):
            for word in words.split():
                table = tables[language == 0][not word.endswith(".")]
                table.setdefault(plain(word.rstrip(".")), []).append(number)
    return tables
