"""Reports of different things that are written in one form. Read :func:`of_one_form`.

A company's releases on two contracts, an agency's notes on two companies' results: the sentences are the same, and what they
tell is not. A copy that altered facts keeps most of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from digest.group.rarity import key, weight
from digest.model import Article
from digest.words import sentences, spans

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Of the figures of the text that has fewer, the other has at most this part; of two, none. One alone says nothing.
_SHARED, _FEWEST, _FEW = 0.34, 2, 3
# From this weight on, a word tells who it is about.
_TELLING = 2.5


class _Report(NamedTuple):
    """What tells a report from another in the same form: the names in its title, its words, and the figures of each sentence."""

    names: frozenset[str]
    words: frozenset[str]
    figures: dict[str, frozenset[str]]


def of_one_form(a: Article, b: Article) -> bool:
    """Whether each of two articles is about somebody, or some place, that the other has nowhere, and their figures are others.

    What both say word for word, as about the company at the end, tells nothing.
    """
    one, other = _report(a.title, a.text), _report(b.title, b.text)
    if one.names <= other.words or other.names <= one.words:
        return False
    kept = one.figures.keys() & other.figures.keys()
    theirs, ours = (frozenset().union(*(f for s, f in of.figures.items() if s not in kept)) for of in (one, other))
    fewer = min(len(theirs), len(ours))
    return fewer >= _FEWEST and len(theirs & ours) <= (_SHARED * fewer if fewer >= _FEW else 0)


@lru_cache(maxsize=512)
def _report(title: str, text: str) -> _Report:
    """The names are words of the title that the text has, and has with a capital letter alone."""
    called, written = ([m.group() for m in spans(of)] for of in (title, text))
    capital = {w.lower() for w in written if w[:1].isupper()} - {w for w in written if w[:1].islower()}
    names = (w.lower() for w in called if w[:1].isupper() and w.lower() in capital)
    return _Report(
        names=frozenset(n for n in names if weight(key(n)) >= _TELLING),
        words=frozenset(w.lower() for w in (*called, *written)),
        figures={s: frozenset(f for f in _FIGURE.findall(s) if not _YEAR.fullmatch(f)) for s in sentences(text)},
    )
