"""Names that a topic file may lack. Read :func:`gaps`.

A name belongs to the side in whose texts it stands most unexpectedly often, by the log-likelihood ratio (Dunning 1993,
"Accurate methods for the statistics of surprise and coincidence"). It is a gap if it also stands where that side is missing
but another side and a tie are named: a text that was perhaps missed for want of the name.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digest import words
from digest.model import Article
from digest.rank.topic import Matcher

_WORD = re.compile(r"\w[\w'’-]*")
_HANGUL = re.compile("[\uac00-\ud7af]{2,}")
_SIGNIFICANT = 10.83
"""The ratio that chance reaches once in a thousand times."""
_EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A name, its side, in how many texts it stands with the side and without, and titles of those without."""

    name: str
    side: str
    together: int
    missing: int
    surprise: float
    titles: tuple[str, ...]

    @property
    def why(self) -> str:
        """The reason in words."""
        beside = f"it stands in {self.together} texts that name {self.side}"
        return f"{beside}, and in {self.missing} that name another side and a tie but not {self.side}"


@dataclass(frozen=True, slots=True)
class _Read:
    """What one text names: sides of the topic, a tie, and names the topic file does not know."""

    title: str
    sides: frozenset[str]
    tied: bool
    names: frozenset[str]


def gaps(articles: Iterable[Article], matcher: Matcher) -> tuple[Gap, ...]:
    """The likeliest gaps first; nothing where too little was read to tell."""
    read = [_read(a, matcher) for a in articles]
    sides = [side.name for side in matcher.topic.sides]
    if len(sides) < 2:
        return ()
    everywhere = Counter(n for r in read for n in r.names)
    together = {side: Counter(n for r in read if side in r.sides for n in r.names) for side in sides}
    naming = {side: sum(side in r.sides for r in read) for side in sides}

    def surprise(name: str, side: str) -> float:
        inside = together[side][name]
        return _surprise(inside, naming[side], everywhere[name] - inside, len(read) - naming[side])

    missed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for r in read:
        missing = set(sides) - r.sides
        if r.tied and len(missing) == 1:
            for name in r.names:
                missed[name, min(missing)].append(r.title)
    found = []
    for (name, side), titles in missed.items():
        best = max(sides, key=lambda s: surprise(name, s))
        if best == side and (much := surprise(name, side)) >= _SIGNIFICANT:
            shown = tuple(dict.fromkeys(titles))[:_EXAMPLES]
            found.append(
                Gap(
                    name=name,
                    side=side,
                    together=together[side][name],
                    missing=len(titles),
                    surprise=much,
                    titles=shown,
                )
            )
    return tuple(sorted(found, key=lambda g: (-g.surprise, g.name, g.side)))


def _read(article: Article, matcher: Matcher) -> _Read:
    text = article.text[:2000] or article.title
    match = matcher.match(article)
    known = [(f.start, f.end) for f in matcher.mentions(text) if f.term.role != "tie"]
    names = (text[a:b] for a, b in _names(text) if not any(c < b and a < d for c, d in known))
    return _Read(
        article.title,
        frozenset(side for side, found in match.found if found),
        matcher.ties(article),
        frozenset(re.sub("['’]s$", "", n) for n in names if len(n) > 1),
    )


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Where names stand: capitalised words in a row but for one that only begins a sentence, and words of Hangul.

    Chinese and Japanese are not told: they do not part words.
    """
    yield from (m.span() for m in _HANGUL.finditer(text))
    for start, end in words.sentence_spans(text):
        row: list[re.Match[str]] = []
        for word in (*_WORD.finditer(text, start, end), None):
            follows = word and row and text[row[-1].end() : word.start()] == " "
            if row and not (follows and word and word.group()[0].isupper()):
                if len(row) > 1 or row[0].start() > start:
                    yield row[0].start(), row[-1].end()
                row = []
            if word and word.group()[0].isupper():
                row.append(word)


def _surprise(inside: int, all_inside: int, outside: int, all_outside: int) -> float:
    """The log-likelihood ratio of standing more often inside; 0 where it stands less often there."""
    if not all_inside or not all_outside or inside / all_inside <= outside / all_outside:
        return 0.0
    share = (inside + outside) / (all_inside + all_outside)
    return 2 * (
        _likelihood(inside, all_inside, inside / all_inside)
        + _likelihood(outside, all_outside, outside / all_outside)
        - _likelihood(inside, all_inside, share)
        - _likelihood(outside, all_outside, share)
    )


def _likelihood(count: int, total: int, share: float) -> float:
    """The logarithm of the chance to see so many of a total at a share."""
    seen = count * math.log(share) if count else 0.0
    return seen + ((total - count) * math.log(1 - share) if total > count else 0.0)
