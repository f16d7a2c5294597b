"""Whether two texts of different languages tell the same, one after the other. Read :func:`translated`.

What a translator leaves as it is: figures, and names where both languages are written in one script. Those that a text has
only once or twice are put in order; a translation keeps the order, while two reports on one event have the same names in
another. (Anchor words in order are how parallel texts are aligned: Melamed 1999, "Bitext maps and alignment via pattern
recognition".)
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from digest import words

_MARK = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d[\d.,\u00a0\u202f]*\d|[^\W\d_][\w’'-]{2,}")
_SEPARATORS = re.compile(r"[ .,\u00a0\u202f]")
# So many letters of a name are left by most inflections.
_LETTERS = 5
_SELDOM = 2
# Two independent reports of thirty such marks have ten in the same order by chance; a translation nearly all.
_FEWEST, _SHARE = 10, 0.6
# Where one says that it stood first in the other's house, one of the texts there is it; between two scripts, only figures are left.
_FEWEST_STATED, _SHARE_STATED = 4, 0.5
_MOST_UNLIKE = 2.5
_MOST_CHARS = 60_000


def translated(a: str, b: str, *, stated: bool = False) -> tuple[float, int]:
    """(strength, marks in the same order): from 1 on, texts of two languages are one text and its translation.

    ``stated`` when one of them says that it stood first where the other stands: then a few figures will do.
    """
    fewest, share = (_FEWEST_STATED, _SHARE_STATED) if stated else (_FEWEST, _SHARE)
    left, right = _seldom(_marks(a)), _seldom(_marks(b))
    if stated:
        left, right = ([m for m in of if m[0].isdigit()] for of in (left, right))
    fewer, more = sorted((len(left), len(right)))
    both = {*left} & {*right}
    if len(both) < fewest or more > _MOST_UNLIKE * fewer:
        return 0.0, 0
    kept = _in_order([m for m in left if m in both], [m for m in right if m in both])
    return (kept / fewer / share if kept >= fewest else 0.0), kept


def _seldom(marks: list[str]) -> list[str]:
    counts = Counter(marks)
    return [m for m in marks if counts[m] <= _SELDOM]


def _marks(text: str) -> list[str]:
    """Figures of two digits and more, and names, which are capitalised within a sentence."""
    found = []
    given = text[:_MOST_CHARS]
    begins = {start for start, _ in words.sentence_spans(given)}
    for match in _MARK.finditer(given):
        of = match.group()
        if of[0].isdigit():
            found.append(_SEPARATORS.sub("", of))
        elif of[0].isupper() and match.start() not in begins:
            plain = unicodedata.normalize("NFKD", of).casefold()
            found.append("".join(c for c in plain if c.isalnum())[:_LETTERS])
    return found


def _in_order(left: list[str], right: list[str]) -> int:
    """How many marks both have in one order: the longest common subsequence."""
    row = [0] * (len(right) + 1)
    for mark in left:
        before = 0
        for n, other in enumerate(right, 1):
            before, row[n] = row[n], before + 1 if mark == other else max(row[n], row[n - 1])
    return row[-1]
