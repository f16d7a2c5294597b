"""From the names found in a text to how much it is about the topic. Read :func:`judge`.

A text is about the topic as far as it is about the side it says least of. So each side's mentions saturate, and the sides
are joined by their geometric mean: what names one side alone scores nothing. To that is added what a reader goes by: how
much of the title, or of the text, speaks of all sides (a roundup holds the story among others), whether they stand in one
clause, and with a word for what ties them; who acts (a third party named first), and titles that announce many things.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest import languages, words
from digest.model import Topic
from digest.rank.topic.scan import Found

IN_TITLE, IN_CONTEXT, IN_TEXT = 2.0, 1.5, 1.0
"""How much a mention counts in the title, in the heading an item of a roundup stands under, and in the text."""

# How much of the value depends on the focus; a text need not name all sides in every sentence to be about them.
_FOCUS, _ENOUGH = 0.3, 1.5
_TOGETHER, _TIED = 0.1, 0.1
_OTHER_ACTS, _MANY_THINGS = 0.65, 0.4
# "Russia-Ukraine war live: Kim to meet Putin; oil rigs recaptured": what a title lists.
_CLAUSES = re.compile(r"\s*[;|]\s+|\s[-–—]\s|:\s+|[.!?。！？]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Part:
    """A title, a heading or a text, how much a mention in it counts, and what was found in it."""

    weight: float
    text: str
    found: Sequence[Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """``value`` 0…1, by what names each side was found, and the reason in words."""

    value: float
    on_topic: bool
    found: tuple[tuple[str, tuple[str, ...]], ...]
    why: str


@dataclass(slots=True)
class _Clause:
    """What one sentence or one clause of a title names: mentions by side, and how it ties them."""

    weight: float
    named: list[int]
    hinted: list[int]
    tied: bool = False
    other_acts: bool = False

    @property
    def together(self) -> bool:
        return all(self.named)


def judge(parts: Sequence[Part], topic: Topic, language: str = "") -> Match:
    """Weigh what was found. ``language`` is what is declared; it matters only to hints, which are words elsewhere."""
    found = _names(parts, topic)
    missing = [name for name, names in found if not names]
    if missing:
        return Match(value=0.0, on_topic=topic.threshold <= 0, found=found, why=_says(found))
    clauses = [c for part in parts for c in _clauses(part, len(topic.sides), _language(parts, language))]
    _count_hints(clauses)
    value = math.prod(_saturate(sum(c.weight * c.named[n] for c in clauses)) for n in range(len(topic.sides)))
    value **= 1 / len(topic.sides)
    if not value:
        return Match(value=0.0, on_topic=topic.threshold <= 0, found=found, why=f"{_says(found)}; only by hints")
    title, context, text = ([c for c in clauses if c.weight == w] for w in (IN_TITLE, IN_CONTEXT, IN_TEXT))
    focus = max(_share(title), _share(context), min(1.0, _ENOUGH * _share(text)))
    together = [c for c in clauses if c.together and (len(topic.sides) > 1 or c.tied)]
    tied = any(c.tied for c in together)
    value = value * (1 - _FOCUS + _FOCUS * focus) + _TOGETHER * bool(together) + _TIED * tied
    acts = any(c.other_acts and c.together for c in title)
    many = any(f.term.role == "penalty" for p in parts if p.weight == IN_TITLE for f in p.found)
    value = min(1.0, value * (_OTHER_ACTS if acts else 1) * (_MANY_THINGS if many else 1))
    notes = [
        ("named in one sentence" + (" with a tie word" if tied else "")) if together else "",
        f"{focus:.0%} of it about all sides" if focus < 1 else "",
        "another party acts" if acts else "",
        "its title announces many things" if many else "",
    ]
    why = "; ".join((_says(found), *(n for n in notes if n)))
    return Match(value=round(value, 4), on_topic=value >= topic.threshold, found=found, why=why)


def _names(parts: Sequence[Part], topic: Topic) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """By side, the names it was found by."""
    names: list[dict[str, None]] = [{} for _ in topic.sides]
    for part in parts:
        for one in part.found:
            if one.term.side >= 0:
                names[one.term.side][part.text[one.start : one.end]] = None
    return tuple((side.name, tuple(given)[:6]) for side, given in zip(topic.sides, names, strict=True))


def _language(parts: Sequence[Part], declared: str) -> str:
    """The language of the text where hints were found, which count in their own language only."""
    if not any(f.term.role == "hint" for p in parts for f in p.found):
        return declared
    return languages.language("\n".join(p.text for p in parts), declared)


def _clauses(part: Part, sides: int, language: str) -> Iterable[_Clause]:
    spans = words.sentence_spans(part.text) if part.weight == IN_TEXT else _title_spans(part.text)
    at, found = 0, part.found
    for _, end in spans:
        clause = _Clause(part.weight, [0] * sides, [0] * sides)
        first = ""
        while at < len(found) and found[at].start < end:
            term = found[at].term
            at += 1
            if term.role == "alias":
                clause.named[term.side] += 1
            elif term.role == "hint" and term.alias.language in ("", language):
                clause.hinted[term.side] += 1
            elif term.role == "tie":
                clause.tied = True
            if term.role in ("alias", "other"):
                first = first or term.role
        clause.other_acts = first == "other"
        yield clause


def _title_spans(text: str) -> list[tuple[int, int]]:
    starts = [0, *(m.end() for m in _CLAUSES.finditer(text))]
    spans = zip(starts, [*starts[1:], len(text)], strict=True)
    return [(a, b) for a, b in spans if text[a:b].strip()]


def _count_hints(clauses: Sequence[_Clause]) -> None:
    """A hint counts where its side is named by an alias somewhere, or another side in the same clause."""
    for n in range(len(clauses[0].named) if clauses else 0):
        known = any(c.named[n] for c in clauses)
        for clause in clauses:
            others = any(count for m, count in enumerate(clause.named) if m != n)
            if known or others:
                clause.named[n] += clause.hinted[n]


def _share(clauses: Sequence[_Clause]) -> float:
    """The share of clauses that name the side named least."""
    if not clauses:
        return 0.0
    return min(sum(1 for c in clauses if c.named[n]) for n in range(len(clauses[0].named))) / len(clauses)


def _saturate(weight: float) -> float:
    """0 without a mention, .29 for one in the text, .5 for one in the title, towards 1 for many."""
    return float(1 - 0.5 ** (weight / 2))


def _says(found: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    return "; ".join(f"{name}: {', '.join(names[:4]) if names else 'not named'}" for name, names in found)
