"""Which facts a copy states otherwise than its original. Read :func:`alterations`.

Sentence by sentence of the copy: what it says that its place in the original does not say, against what that place says
and the copy leaves out, if the two are of one kind and exclude each other. What is only left out, added or said in other
words is no alteration.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from digest.group.align import EVERYWHERE, standing
from digest.group.facts.mentions import Mention, mentions, negates, negations
from digest.group.rarity import key, weight
from digest.group.wording import Sentence, Wording
from digest.model import Alteration, Faithfulness, Span

# A sentence that shares this part of its word pairs with its place has kept the frame: words are compared one by one,
# the small ones as well. Otherwise what is told may have moved to a neighbouring sentence.
_FRAME, _LENGTHS = 0.2, 2.0
# With less in common than this, two sentences do not tell the same thing.
_LOOSE = 0.12
_NEIGHBOUR = 0.5
# Compared with what the whole original says, where the frame is lost: a figure that stands elsewhere may have moved.
_ANYWHERE = {"number", "place", "quote", "relative date", "name"}
_MAGNITUDE = 12.0
_TELLING = 2.5
# Sentences that share too little to be placed are placed by their neighbours, if no more than so many follow each other.
_GAP = 3
# A copy most of whose sentences have kept their frame has kept all that are as long as their place.
_MOSTLY, _ALIKE = 0.5, 1.5
# One finding that is surely an alteration, or a few, make a copy altered; one in every other sentence garbles it.
_SURE, _FEW, _MANY, _DENSE = 0.45, 3, 8, 0.5


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence of the copy stands in the original.

    ``core`` are the sentences that tell it, ``share`` how much of it they do (0…1), ``framed`` whether its frame is kept.
    """

    core: tuple[int, ...]
    share: float
    framed: bool


def alterations(original: Wording, copy: Wording) -> tuple[Alteration, ...]:
    """The facts that ``copy`` states otherwise than ``original``, in the order of the copy."""
    said, told = _Said(original), _Said(copy)
    found: dict[tuple[int, int], Alteration] = {}
    for n, place in _places(original, copy):
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

    def __len__(self) -> int:
        return len(self._text.sentences)

    def __getitem__(self, n: int) -> list[Mention]:
        if n not in self._found:
            sentence = self._text.sentences[n]
            self._found[n] = mentions(self._text.text, sentence.start, sentence.end)
        return self._found[n]

    def of(self, sentences: Iterable[int], negated: bool) -> list[Mention]:
        """What some sentences say, where it matters with what they negate."""
        return [m for n in sentences for m in (*self[n], *(self._negations(n) if negated else ()))]

    def negates(self, n: int) -> bool:
        """Whether a sentence negates anything."""
        sentence = self._text.sentences[n]
        return negates(self._text.text[sentence.start : sentence.end])

    def _negations(self, n: int) -> list[Mention]:
        sentence = self._text.sentences[n]
        return negations(self._text.text, sentence.start, sentence.end)

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
        return frozenset(w for _, _, w in self._text.tokens)


def _changed(said: _Said, told: _Said, n: int, place: _Place) -> Iterator[tuple[Mention, Mention]]:
    wide = place.core if place.framed else tuple(_around(place.core, len(said)))
    near = (n,) if place.framed else tuple(_around((n,), len(told)))
    negated = told.negates(n) or any(map(said.negates, place.core))
    core, own = said.of(place.core, negated), told.of((n,), negated)
    around, beside = said.of(wide, negated), told.of(near, negated)
    known, kept = Counter((m.group, m.value) for m in around), Counter((m.group, m.value) for m in beside)
    new = [m for m in own if _is_new(m, known, own, place, said)]
    gone = [m for m in core if _is_gone(m, kept, core, place, told)]
    for one in new:
        rivals = [m for m in gone if m.group == one.group and _comparable(m, one)]
        if rivals:
            rival = min(rivals, key=lambda m: abs(_rank(core, m) - _rank(own, one)))
            gone.remove(rival)
            yield rival, one


def _is_new(
    one: Mention, known: Counter[tuple[str, str]], own: Sequence[Mention], place: _Place, original: _Said
) -> bool:
    key = (one.group, one.value)
    if one.group == "name":
        return not _name_words(one) <= original.words and not _name_words(one) & _words(known, "name")
    if place.framed:
        return sum((m.group, m.value) == key for m in own) > known[key]
    return (
        not known[key]
        and one.severity == 1
        and one.kind not in ("certainty", "office")
        and not (one.group in _ANYWHERE and key in original.values)
    )


def _is_gone(one: Mention, kept: Counter[tuple[str, str]], core: Sequence[Mention], place: _Place, copy: _Said) -> bool:
    key = (one.group, one.value)
    if one.group == "name":
        return not _name_words(one) & copy.words
    if place.framed:
        return sum((m.group, m.value) == key for m in core) > kept[key]
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


def _rank(among: Sequence[Mention], one: Mention) -> float:
    """Where a mention stands among its kind, 0…1."""
    same = [m for m in among if m.group == one.group]
    return same.index(one) / len(same)


def _around(core: Sequence[int], count: int) -> list[int]:
    return sorted({j for c in core for j in (c - 1, c, c + 1) if 0 <= j < count})


def _places(original: Wording, copy: Wording) -> Iterator[tuple[int, _Place]]:
    """For each sentence of the copy that tells what the original tells: where."""
    placed = _placed_by_words(original, copy)
    framed = sum(p.framed for p in placed.values()) >= _MOSTLY * max(1, len(placed))
    for n, core in _between(placed, len(original.sentences), len(copy.sentences)):
        if set(original.sentences[core[0]].keys) & set(copy.sentences[n].keys):
            placed[n] = _Place(core, _LOOSE, framed=False)
    for n, place in sorted(placed.items()):
        alone = len(place.core) == 1 and _lengths(original.sentences[place.core[0]], copy.sentences[n]) <= _ALIKE
        yield n, replace(place, framed=True) if framed and alone else place


def _placed_by_words(original: Wording, copy: Wording) -> dict[int, _Place]:
    stands = standing(_things(s) for s in original.sentences)
    placed: dict[int, _Place] = {}
    last = -1
    for n, sentence in enumerate(copy.sentences):
        scores: dict[int, float] = defaultdict(float)
        whole = 0.0
        for thing, value in _weights(sentence, original.counts, copy.counts):
            whole += value
            where = stands.get(thing, ())
            if len(where) <= EVERYWHERE:
                for j in where:
                    scores[j] += value
        if not scores or not whole:
            continue
        best = max(scores, key=lambda j: (scores[j], -abs(j - last - 1), -j))
        share = scores[best] / whole
        if share < _LOOSE:
            continue
        last = best
        framed = _is_framed(original.sentences[best], sentence)
        core = [j for j in (best - 1, best, best + 1) if scores.get(j, 0.0) >= _NEIGHBOUR * scores[best]]
        placed[n] = _Place((best,) if framed else tuple(core), share, framed)
    return placed


def _things(sentence: Sentence) -> Iterator[object]:
    yield from set(sentence.keys)
    yield from sentence.pairs


def _between(placed: Mapping[int, _Place], size: int, count: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Places for the sentences between two placed ones, where as many sentences are left over in the original."""
    anchors = [(-1, -1), *((n, p.core[-1]) for n, p in sorted(placed.items())), (count, size)]
    for (n, j), (after, k) in pairwise(anchors):
        gap = after - n - 1
        if 0 < gap <= _GAP and k - j - 1 == gap:
            yield from ((n + step, (j + step,)) for step in range(1, gap + 1))


def _lengths(old: Sentence, new: Sentence) -> float:
    """How many times as long one is as the other."""
    a, b = len(old.pairs) + 1, len(new.pairs) + 1
    return max(a, b) / min(a, b)


def _is_framed(old: Sentence, new: Sentence) -> bool:
    fewer = min(len(old.pairs), len(new.pairs))
    return bool(fewer) and len(old.pairs & new.pairs) >= _FRAME * fewer and _lengths(old, new) <= _LENGTHS


def _weights(sentence: Sentence, ours: Counter[str], theirs: Counter[str]) -> Iterator[tuple[object, float]]:
    # In the order of the text: sums of fractions depend on theirs, and a set's order on the process.
    for k in dict.fromkeys(sentence.keys):
        if not k.isdigit():
            yield k, weight(k) / max(ours[k], theirs[k], 1)
    for pair in sentence.pairs:
        if not any(w.isdigit() for w in pair):
            yield pair, 0.5


def _alteration(old: Mention, new: Mention, sentence: str, place: _Place) -> Alteration:
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
