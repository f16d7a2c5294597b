"""The topic gate: how much a text is about all sides of a topic at once. Read :class:`Matcher`.

Each side's hits saturate (the title's count more), the sides are joined by their geometric mean, so that a text about
one side alone scores nothing; naming the sides in one sentence, and a word for the tie between them, add to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from digest import words
from digest.model import Article, Story, Topic

_IN_TITLE, _IN_CONTEXT, _IN_TEXT = 3.0, 1.5, 1.0
_READ = 6000
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """``value`` 0…1, what matched for each side, and the reason in words."""

    value: float
    on_topic: bool
    found: tuple[tuple[str, tuple[str, ...]], ...]
    why: str


class Matcher:
    """A topic compiled for matching: one pattern a side."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self._sides = [(side.name, _pattern(side.words)) for side in topic.sides]
        self._ties = _pattern(topic.ties)
        self._exclusions = _pattern(topic.exclusions)
        self._penalties = _pattern(topic.penalties)

    def best(self, story: Story) -> Match:
        """The match of the original, or of the version that matches best (a teaser may carry the fuller context)."""
        articles = (story.original, *(v.article for v in story.versions))
        return max((self.match(a) for a in articles), key=lambda m: m.value)

    def match(self, article: Article) -> Match:
        """Judge one article by title, context and text."""
        return self.match_text(article.title, f"{article.subtitle} {article.text}", article.context)

    def match_text(self, title: str, text: str, context: str = "") -> Match:
        """Judge a title and a text; ``context`` is the heading an item of a roundup stands under."""
        parts = [
            (self._without_lookalikes(p)[:_READ], w)
            for p, w in ((title, _IN_TITLE), (context, _IN_CONTEXT), (text, _IN_TEXT))
        ]
        found = tuple((name, _hits(pattern, parts)) for name, pattern in self._sides)
        strengths = [_saturate(sum(len(pattern.findall(p)) * w for p, w in parts)) for _, pattern in self._sides]
        value = reduce(lambda a, b: a * b, strengths, 1.0) ** (1 / max(1, len(strengths)))
        together, tied = self._together([p for p, _ in parts]) if value else (False, False)
        value = min(1.0, value + 0.12 * together + 0.08 * (together and tied))
        if self._penalties.search(parts[0][0]):
            value *= 0.6
        return Match(value=value, on_topic=value >= self.topic.threshold, found=found, why=_why(found, together, tied))

    def interests(self, text: str) -> bool:
        """Whether a title and summary name any side at all: reason enough to fetch the page."""
        plain = self._without_lookalikes(text)
        return any(pattern.search(plain) for _, pattern in self._sides)

    def _without_lookalikes(self, text: str) -> str:
        folded = words.fold(text)
        return self._exclusions.sub(" ", folded) if self.topic.exclusions else folded

    def _together(self, parts: Sequence[str]) -> tuple[bool, bool]:
        """Whether one sentence names all sides, and whether one of those also names a tie."""
        together = [s for p in parts for s in words.sentences(p) if all(side.search(s) for _, side in self._sides)]
        return bool(together), any(self._ties.search(s) for s in together)


def _pattern(aliases: Sequence[str]) -> re.Pattern[str]:
    """One pattern for all aliases, longest first. A final * stands for any ending; CJK and Hangul match anywhere."""
    if not aliases:
        return re.compile(r"(?!)")
    return re.compile("|".join(_alias(a) for a in sorted({words.fold(a) for a in aliases}, key=lambda a: (-len(a), a))))


def _alias(alias: str) -> str:
    stem = re.escape(alias.rstrip("*")).replace(r"\ ", r"[\s-]")
    if _SPACELESS.search(alias):
        return stem
    return rf"\b{stem}\w*" if alias.endswith("*") else rf"\b{stem}(?:'s|s)?\b"


def _hits(pattern: re.Pattern[str], parts: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for p, _ in parts for f in pattern.findall(p)))[:6]


def _saturate(weight: float) -> float:
    """0 without a hit, .29 for one in the text, .65 for one in the title, towards 1 for many."""
    return float(1 - 0.5 ** (weight / 2))


def _why(found: Sequence[tuple[str, tuple[str, ...]]], together: bool, tied: bool) -> str:
    sides = "; ".join(f"{name}: {', '.join(hits[:4]) if hits else 'not named'}" for name, hits in found)
    return sides + ("; named in one sentence" if together else "") + (" with a tie word" if tied else "")
