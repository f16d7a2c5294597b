"""Reports of different things that are written in one form. Read :func:`of_one_form`.

A company's releases on two contracts, an agency's notes on two companies' results, a house's report of each month: the sentences
are the same, and what they tell is not. A copy that altered facts keeps most of them, and so does an update.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from digest import urls
from digest.group.facts.lexicon import places
from digest.group.rarity import key, weight
from digest.model import Article
from digest.words import fold, sentences, spans

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Of the figures of the text that has fewer, the other has at most this part; of two, none. One alone says nothing.
_SHARED, _FEWEST, _FEW = 0.34, 2, 3
# From this weight on, a word tells who it is about.
_TELLING = 2.5
# Nearer in time an article is news of the same, and longer under the same title.
_A_DAY, _SOME_DAYS = timedelta(hours=18), timedelta(days=5)


class _Report(NamedTuple):
    """What tells a report from another in the same form: the names in its title, its words, and the figures of each sentence."""

    names: frozenset[str]
    words: frozenset[str]
    figures: dict[str, frozenset[str]]


def of_one_form(a: Article, b: Article) -> bool:
    """Whether the figures of two articles are others, and each is about somebody, or some place, that the other has nowhere, or both are of one series.

    What both say word for word, as about the company at the end, tells nothing.
    """
    one, other = _report(a.title, a.text), _report(b.title, b.text)
    if not _of_one_series(a, b) and (one.names <= other.words or other.names <= one.words):
        return False
    kept = one.figures.keys() & other.figures.keys()
    theirs, ours = (frozenset().union(*(f for s, f in of.figures.items() if s not in kept)) for of in (one, other))
    fewer = min(len(theirs), len(ours))
    return fewer >= _FEWEST and len(theirs & ours) <= (_SHARED * fewer if fewer >= _FEW else 0)


def _of_one_series(a: Article, b: Article) -> bool:
    """Whether one house published two articles on two days, and not one anew: "consumer prices, June", "consumer prices, July"."""
    if not (a.publisher and a.publisher == b.publisher and a.published and b.published):
        return False
    anew = a.url and urls.same_page(a.url) == urls.same_page(b.url)
    apart = abs(a.published - b.published)
    return not anew and apart >= (_A_DAY if fold(a.title) != fold(b.title) else _SOME_DAYS)


@lru_cache(maxsize=512)
def _report(title: str, text: str) -> _Report:
    """The names are words of the title that the text has, and has with a capital letter alone; and the places in the title, however called."""
    called, written = ([m.group() for m in spans(of)] for of in (title, text))
    there, here = frozenset(_places(called)), frozenset(_places(written))
    capital = {w.lower() for w in written if w[:1].isupper()} - {w for w in written if w[:1].islower()}
    names = (w.lower() for w in called if w[:1].isupper() and w.lower() in capital)
    return _Report(
        names=frozenset(n for n in names if weight(key(n)) >= _TELLING) | there,
        words=frozenset(w.lower() for w in (*called, *written)) | there | here,
        figures={s: frozenset(f for f in _FIGURE.findall(s) if not _YEAR.fullmatch(f)) for s in sentences(text)},
    )


def _places(written: Sequence[str]) -> Iterator[str]:
    """The places that some words name, whichever way: "Turkish" as "Turkey"."""
    known = places()
    lower = [w.lower() for w in written]
    for n, word in enumerate(written):
        found = word[:1].isupper() and (known.get(tuple(lower[n : n + 2])) or known.get((lower[n],)))
        if found:
            yield f"{found.group} {found.value}"
