"""From the names found in a text to how much it is about the topic. Read :func:`judge`.

A text is about the topic as far as it is about the side it says least of. So each side's mentions saturate, and the sides
are joined by their geometric mean: what names one side alone scores nothing. To that is added what a reader goes by: how
much of the title, or of the text, speaks of all sides (a roundup holds the story among others), whether they stand in one
clause, and with a word for what ties them; who acts (a third party named first), and titles that announce many things.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

from digest import languages, words
from digest.model import Topic
from digest.rank.topic.scan import Found, Term

IN_TITLE, IN_CONTEXT, IN_TEXT = 2.0, 1.5, 1.0
"""How much a mention counts in the title, in the heading an item of a roundup stands under, and in the text."""

# How much of the value depends on the focus; a text need not name all sides in every sentence to be about them.
_FOCUS, _ENOUGH = 0.3, 1.5
# All sides in one clause, and a tie in it, takes such a part of what is missing to 1; the same for two neighbouring ones.
_TOGETHER, _TIED = 0.2, 0.2
_NEAR, _NEAR_TIED = 0.15, 0.1
_OTHER_ACTS, _MANY_THINGS, _LISTED = 0.65, 0.4, 0.6
# In a title and summary of so few clauses one mention says more than in a long text.
_FEW, _SAYS_MORE = 8, 1.3
_HALF = 0.5
# What a text of so many sentences says in one of them only is said in passing.
_LONG, _PASSING = 12, 0.7
# "Also in today's newsletter, …": the first words of a summary announce as a title does.
_SUMMARY, _FIRST_WORDS = 500, 20
# "Russia-Ukraine war live: Kim to meet Putin; oil rigs recaptured": what a title lists.
_CLAUSES = re.compile(r"\s*[;|]\s+|\s[-–—]\s|[.!?。！？]\s*(?=\S)")


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
    """Weigh what was found. ``language`` is what is declared, where the text does not tell."""
    found = _names(parts, topic)
    missing = [name for name, names in found if not names]
    if missing:
        return Match(value=0.0, on_topic=topic.threshold <= 0, found=found, why=_says(found))
    spoken = languages.language("\n".join(p.text for p in parts), language)
    clauses = [c for part in parts for c in _clauses(part, len(topic.sides), spoken)]
    _count_hints(clauses)
    short = _SAYS_MORE if len(clauses) <= _FEW else 1.0
    value = math.prod(_saturate(_weight(clauses, n, short)) for n in range(len(topic.sides))) ** (1 / len(topic.sides))
    if not value:
        return Match(value=0.0, on_topic=topic.threshold <= 0, found=found, why=f"{_says(found)}; only by hints")
    title, context, text = ([c for c in clauses if c.weight == w] for w in (IN_TITLE, IN_CONTEXT, IN_TEXT))
    focus = max(_share(title), _share(context), min(1.0, _ENOUGH * _share(text)))
    value = value * (1 - _FOCUS + _FOCUS * focus)
    notes = [f"{focus:.0%} of it about all sides"] if focus < 1 else []
    for says, more in _proximity(clauses, len(topic.sides)):
        value += (1 - value) * more
        notes.insert(0, says)
    if _is_in_passing(title + context, text):
        value *= _PASSING
        notes.append("a side is named in one sentence only")
    for says, factor in _misleading(parts, title):
        value *= factor
        notes.append(says)
    value = round(min(1.0, value), 4)
    why = "; ".join((_says(found), *notes))
    return Match(value=value, on_topic=value >= topic.threshold, found=found, why=why)


def _is_in_passing(above: Sequence[_Clause], text: Sequence[_Clause]) -> bool:
    """Whether a long text names one of the sides once, and its title does not: "as in the Soviet Union"."""
    if len(text) < _LONG:
        return False
    sides = range(len(text[0].named))
    return any(not any(c.named[n] for c in above) and sum(1 for c in text if c.named[n]) == 1 for n in sides)


def _proximity(clauses: Sequence[_Clause], sides: int) -> Iterator[tuple[str, float]]:
    """What naming all sides close together adds, and a tie beside them: a part of what is missing."""
    together = [c for c in clauses if c.together and (sides > 1 or c.tied)]
    if together:
        tied = any(c.tied for c in together)
        yield "named in one sentence" + (" with a tie word" if tied else ""), _TOGETHER + _TIED * tied
        return
    near = [(a, b) for a, b in pairwise(clauses) if all(map(add, a.named, b.named))]
    if near:
        tied = any(a.tied or b.tied for a, b in near)
        yield "named in neighbouring sentences" + (" with a tie word" if tied else ""), _NEAR + _NEAR_TIED * tied


def _misleading(parts: Sequence[Part], title: Sequence[_Clause]) -> Iterator[tuple[str, float]]:
    """What speaks against a text that names all sides, and how much of its value it leaves."""
    titles = [p for p in parts if p.weight == IN_TITLE]
    summaries = [p for p in parts if p.weight == IN_TEXT and len(p.text) <= _SUMMARY]
    if any(c.other_acts and c.together for c in title):
        yield "another party acts", _OTHER_ACTS
    if any(f.term.role == "penalty" for p in titles for f in p.found):
        yield "its title announces many things", _MANY_THINGS
    elif any(f.term.role == "penalty" and f.start <= _FIRST_WORDS for p in summaries for f in p.found):
        yield "it begins by announcing many things", _MANY_THINGS
    if any(";" in p.text for p in titles) and _share(title) <= _HALF:
        yield "its title lists other things", _LISTED


def _weight(clauses: Sequence[_Clause], side: int, short: float) -> float:
    return sum(c.weight * c.named[side] * (short if c.weight == IN_TEXT else 1.0) for c in clauses)


def _names(parts: Sequence[Part], topic: Topic) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """By side, the names it was found by."""
    names: list[dict[str, None]] = [{} for _ in topic.sides]
    for part in parts:
        for one in part.found:
            if one.term.side >= 0:
                names[one.term.side][part.text[one.start : one.end]] = None
    return tuple((side.name, tuple(given)[:6]) for side, given in zip(topic.sides, names, strict=True))


def _speaks(term: Term, language: str) -> bool:
    """Whether a word counts in a text: names do in every language, hints and ties, which are words elsewhere, in their own."""
    return not language or term.alias.language in ("", language)


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
            elif term.role == "hint" and _speaks(term, language):
                clause.hinted[term.side] += 1
            elif term.role == "tie" and _speaks(term, language):
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
