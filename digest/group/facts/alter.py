"""Which facts a copy states otherwise than its original. Read :func:`alterations`.

Sentence by sentence of the copy: what it says that its place in the original does not say, against what that place says
and the copy leaves out, if the two are of one kind and exclude each other. What is only left out, added or said in other
words is no alteration.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from digest.group.facts.mentions import Mention, groups, mentions, negated, negations
from digest.group.facts.placing import Place, placed
from digest.group.rarity import key, weight
from digest.group.wording import Wording
from digest.model import Alteration, Faithfulness, Span

# Compared with what the whole original says, where the frame is lost: a figure that stands elsewhere may have moved.
_ANYWHERE = {"number", "place", "quote", "relative date", "name"}
_MAGNITUDE = 12.0
_TELLING = 2.5
# One finding that is surely an alteration, or a few, make a copy altered; one in every other sentence garbles it.
_SURE, _FEW, _MANY, _DENSE = 0.45, 3, 8, 0.5


def alterations(original: Wording, copy: Wording) -> tuple[Alteration, ...]:
    """The facts that ``copy`` states otherwise than ``original``, in the order of the copy."""
    said, told = _Said(original), _Said(copy)
    found: dict[tuple[int, int], Alteration] = {}
    for n, place in placed(original, copy):
        if place.framed and said.same(place.core[0], told, n):
            continue
        for old, new in _changed(said, told, n, place):
            span = (new.start, new.end)
            if span not in found or found[span].severity > new.severity:
                found[span] = _alteration(old, new, copy.text[copy.sentences[n].start : copy.sentences[n].end], place)
    return tuple(found[s] for s in sorted(found) if not _within(s, found))


def faithfulness(found: Sequence[Alteration], copy: Wording) -> Faithfulness:
    """A verdict on the whole copy, as careful as the findings are: nothing found is called faithful, not proven so."""
    misinforming = [a for a in found if a.severity == 1 and a.confidence >= _SURE]
    if not found or not (misinforming or len(found) >= _FEW):
        return "faithful"
    return "garbled" if len(found) >= max(_MANY, _DENSE * len(copy.sentences)) else "altered"


def _within(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in others)


class _Said:
    """What a text says, sentence by sentence; worked out where it is asked for, as most of a copy is as its original."""

    def __init__(self, text: Wording) -> None:
        self._text = text
        self._found: dict[int, list[Mention]] = {}
        self._written: dict[int, Counter[str]] = {}
        self._negated: dict[int, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._text.sentences)

    def __getitem__(self, n: int) -> list[Mention]:
        if n not in self._found:
            sentence = self._text.sentences[n]
            self._found[n] = mentions(self._text.text, sentence.start, sentence.end)
        return self._found[n]

    def written(self, sentences: Sequence[int]) -> Counter[str]:
        """What some sentences have between spaces, and how often."""
        for n in sentences:
            if n not in self._written:
                sentence = self._text.sentences[n]
                self._written[n] = Counter(self._text.text[sentence.start : sentence.end].split())
        first, *others = (self._written[n] for n in sentences)
        return sum(others, first) if others else first

    def of(self, sentences: Iterable[int], stems: Collection[str]) -> list[Mention]:
        """What some sentences say, also of whether they negate words of these stems."""
        return [m for n in sentences for m in (*self[n], *(self._negations(n, stems) if stems else ()))]

    def negated(self, n: int) -> frozenset[str]:
        """The stems of what a sentence negates."""
        if n not in self._negated:
            sentence = self._text.sentences[n]
            self._negated[n] = negated(self._text.text[sentence.start : sentence.end])
        return self._negated[n]

    def _negations(self, n: int, stems: Collection[str]) -> list[Mention]:
        sentence = self._text.sentences[n]
        return negations(self._text.text, sentence.start, sentence.end, stems)

    def same(self, n: int, other: _Said, m: int) -> bool:
        """Whether a sentence is word for word one of another text."""
        here, there = self._text.sentences[n], other._text.sentences[m]
        return self._text.text[here.start : here.end] == other._text.text[there.start : there.end]

    @cached_property
    def values(self) -> frozenset[tuple[str, str]]:
        """Everything the whole text says."""
        return frozenset((m.group, m.value) for n in range(len(self)) for m in self[n])

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the text."""
        return frozenset(w for s in self._text.sentences for w in s.words)


def _changed(said: _Said, told: _Said, n: int, place: Place) -> Iterator[tuple[Mention, Mention]]:
    wide = place.core if place.framed else tuple(_around(place.core, len(said)))
    near = (n,) if place.framed else tuple(_around((n,), len(told)))
    stems = told.negated(n).union(*map(said.negated, place.core))
    if not stems and not _may_differ(
        said.written(place.core), said.written(wide), told.written((n,)), told.written(near)
    ):
        return
    core, own = said.of(place.core, stems), told.of((n,), stems)
    around, beside = said.of(wide, stems), told.of(near, stems)
    known, kept = Counter((m.group, m.value) for m in around), Counter((m.group, m.value) for m in beside)
    mine, theirs = Counter((m.group, m.value) for m in own), Counter((m.group, m.value) for m in core)
    new = [m for m in own if _is_new(m, known, mine, place, said)]
    gone = [m for m in core if _is_gone(m, kept, theirs, place, told)] if new else []
    ranks = _ranks(core) | _ranks(own)
    for one in new:
        rivals = [m for m in gone if m.group == one.group and _comparable(m, one)]
        if rivals:
            rival = min(rivals, key=lambda m: abs(ranks[id(m)] - ranks[id(one)]))
            gone.remove(rival)
            yield rival, one


def _may_differ(core: Counter[str], wide: Counter[str], own: Counter[str], near: Counter[str]) -> bool:
    """Whether anything came, or went, that may be part of a fact, where both have one of its group.

    Most sentences of a copy differ in words that state none. To see that is many times as fast as to read both.
    """
    came = _groups(w for w, times in own.items() if times > wide[w])
    went = _groups(w for w, times in core.items() if times > near[w])
    if "" in came | went or "name" in came & went:
        return True
    some = (came | went) - {"name"}
    return bool(some) and not some.isdisjoint(came & _groups(core) | went & _groups(own))


def _groups(written: Iterable[str]) -> set[str]:
    return set().union(*map(groups, written))


def _is_new(
    one: Mention, known: Counter[tuple[str, str]], own: Counter[tuple[str, str]], place: Place, original: _Said
) -> bool:
    key = (one.group, one.value)
    if one.group == "name":
        return not _name_words(one) <= original.words and not _name_words(one) & _words(known, "name")
    if place.framed:
        return own[key] > known[key]
    return (
        not known[key]
        and one.severity == 1
        and one.kind not in ("certainty", "office")
        and not (one.group in _ANYWHERE and key in original.values)
    )


def _is_gone(
    one: Mention, kept: Counter[tuple[str, str]], core: Counter[tuple[str, str]], place: Place, copy: _Said
) -> bool:
    key = (one.group, one.value)
    if one.group == "name":
        return not _name_words(one) & copy.words
    if place.framed:
        return core[key] > kept[key]
    return not kept[key]


def _name_words(one: Mention) -> frozenset[str]:
    """The words of a name that tell it from others: not "Defense Secretary", not "Party"."""
    every = one.value.replace("’", "'").split()
    return frozenset(w for w in every if weight(key(w)) >= _TELLING) or frozenset(every)


def _words(known: Iterable[tuple[str, str]], group: str) -> set[str]:
    return {w for g, v in known if g == group for w in v.split()}


def _comparable(old: Mention, new: Mention) -> bool:
    """Whether one can stand for the other: figures of like size, quotations of like length."""
    if old.group == "number" and ":" not in old.value + new.value:
        a, b = float(old.value), float(new.value)
        return old.kind == new.kind and max(a, b) <= _MAGNITUDE * max(min(a, b), 0.1)
    if old.group == "name":
        return old.kind == new.kind and (" " in old.value) == (" " in new.value)
    if old.group == "place":
        return old.form == new.form
    if old.group == "quote":
        many, few = sorted((len(old.value.split()), len(new.value.split())), reverse=True)
        return many <= 2 * few and new.value not in old.value and old.value not in new.value
    return True


def _ranks(among: Sequence[Mention]) -> dict[int, float]:
    """By identity, where each mention stands among those of its group, 0…1."""
    size = Counter(m.group for m in among)
    seen: Counter[str] = Counter()
    ranks = {}
    for one in among:
        ranks[id(one)] = seen[one.group] / size[one.group]
        seen[one.group] += 1
    return ranks


def _around(core: Sequence[int], count: int) -> list[int]:
    return sorted({j for c in core for j in (c - 1, c, c + 1) if 0 <= j < count})


def _alteration(old: Mention, new: Mention, sentence: str, place: Place) -> Alteration:
    return Alteration(
        original=Span(text=old.text, start=old.start, end=old.end),
        copy=Span(text=new.text, start=new.start, end=new.end),
        copy_sentence=sentence,
        kind=new.kind,
        severity=min(old.severity, new.severity),
        confidence=round((0.6 if place.framed else 0.4) + 0.4 * min(1.0, place.share), 2),
        says=f"the copy says “{_bare(new)}” where the original says “{_bare(old)}”",
    )


def _bare(one: Mention) -> str:
    """What is said, without quotation marks of its own."""
    return one.text.strip('“”"«» ')
