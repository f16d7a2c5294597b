"""Which facts a copy states otherwise than its original. Read :func:`alterations`.

Sentence by sentence of the copy: what it says that its place in the original does not say, against what that place says
and the copy leaves out, if the two are of one kind and exclude each other. What is only left out, added or said in other
words is no alteration.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.group.facts import figures
from digest.group.facts.differing import differing, of_the_whole
from digest.group.facts.lexicon import spelled_plainly
from digest.group.facts.mention import Mention, Pair, outermost
from digest.group.facts.misquoted import misquoted
from digest.group.facts.moved import moved
from digest.group.facts.placing import Place, placed
from digest.group.facts.said import Said
from digest.group.facts.substituted import substituted
from digest.group.wording import Wording
from digest.model import Alteration, Faithfulness, Span

# The copies of one original are compared one after the other.
_ORIGINALS = 2
# A table has more figures than a story.
_SLIPS = 200
_COMMA = ", "
# Of these, what stands between letters and figures counts.
_FIGURED = ("number", "date", "quote")
# Who tells it anew leaves hardly a sentence as it was; whoever exchanges words here and there, many.
_REWORDED = 0.2
_SURE_IN_FRAME, _LEAST_SURE = 0.6, 0.4
# One finding that is surely an alteration, or a few, make a copy altered; one in every other sentence garbles it.
_SURE, _FEW, _MANY, _DENSE = 0.45, 3, 8, 0.5


@dataclass(frozen=True, slots=True)
class _Found:
    """A difference: the number of its sentence in the copy, both sides of it, and how sure it is."""

    n: int
    old: Mention
    new: Mention
    sure: float

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the copy."""
        return self.new.start, self.new.end


def alterations(original: Wording, copy: Wording) -> tuple[Alteration, ...]:
    """The facts that ``copy`` states otherwise than ``original``, in the order of the copy."""
    said, told = _said(original), Said(copy)
    places = list(placed(original, copy))
    as_it_was = {n for n, place in places if said[place.core[0]].sentence == told[n].sentence}
    changed = [(n, place) for n, place in places if not (place.framed and n in as_it_was)]
    found, whole = _by_places(said, told, changed)
    for n, pair in _slips(said, told):
        one = _Found(n, *pair, _LEAST_SURE)
        found.setdefault(one.span, one)
    retold = any(place.retold for _, place in places)
    reworded = retold or len(as_it_was) < _REWORDED * len(places)
    for pair in misquoted(original, copy, retold=retold, reworded=reworded):
        one = _Found(told.sentence_of(pair[1]), *pair, _SURE_IN_FRAME)
        found.setdefault(one.span, one)
    if retold:
        known = [(one.old, one.new) for one in (*found.values(), *whole)]
        for n, pair in moved(said, told, known):
            one = _Found(n, *pair, _LEAST_SURE)
            found[one.span] = one
    for n, pair in _substituted(said, told, changed):
        one = _Found(n, *pair, _LEAST_SURE)
        if all(_are_apart(one.new, other.new) for other in (*found.values(), *whole)):
            found[one.span] = one
    every = sorted([*(found[s] for s in outermost(found)), *whole], key=lambda one: one.span)
    kept = [one for one in _whole_places(every) if not _is_spelling(one)]
    pairs = [_as_one_sort(one.old, one.new) for one in kept]
    originals, copies = _spans(said, [old for old, _ in pairs]), _spans(told, [new for _, new in pairs])
    told_in = (told[one.n].sentence for one in kept)
    return tuple(map(_alteration, kept, originals, copies, told_in))


def _by_places(
    said: Said, told: Said, places: Iterable[tuple[int, Place]]
) -> tuple[dict[tuple[int, int], _Found], list[_Found]]:
    """What each sentence of the copy states otherwise than its place: by where that stands, and as a whole."""
    found: dict[tuple[int, int], _Found] = {}
    whole: list[_Found] = []
    for n, place in places:
        sure = _confidence(place)
        for one in (_Found(n, *pair, sure) for pair in differing(said, told, n, place)):
            if one.span not in found or _weight(found[one.span]) > _weight(one):
                found[one.span] = one
        whole.extend(_Found(n, *pair, sure) for pair in of_the_whole(said, told, n, place))
    return found, whole


def _whole_places(found: Iterable[_Found]) -> Iterator[_Found]:
    """A town and its state are one place: "Dallas, Texas" for "Atlanta, Georgia"."""
    last: _Found | None = None
    for one in found:
        if last and all(_goes_on(*two) for two in ((last.old, one.old), (last.new, one.new))):
            last = replace(last, old=_together(last.old, one.old), new=_together(last.new, one.new))
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _is_spelling(one: _Found) -> bool:
    """Whether both sides are one name or word, spelled in two ways: "Müller", "Mueller"; "per cent", "percent"."""
    return one.new.kind not in _FIGURED and spelled_plainly(one.old.text) == spelled_plainly(one.new.text)


def _goes_on(one: Mention, then: Mention) -> bool:
    """Whether a place is followed by where it lies, or a figure by the same in another measure: "10 km (six miles)"."""
    if then.start - one.end != len(_COMMA):
        return False
    in_two_measures = one.group == "number" == then.group and bool(one.form and then.form) and one.form != then.form
    return one.kind == "place" == then.kind or in_two_measures


def _are_apart(one: Mention, other: Mention) -> bool:
    return one.end <= other.start or other.end <= one.start


def _together(one: Mention, then: Mention) -> Mention:
    return one._replace(text=f"{one.text}{_COMMA}{then.text}", end=then.end)


@lru_cache(maxsize=_ORIGINALS)
def _said(original: Wording) -> Said:
    """What an original says, kept for its next copy."""
    return Said(original)


def faithfulness(found: Sequence[Alteration], copy: Wording) -> Faithfulness:
    """A verdict on the whole copy, as careful as the findings are: nothing found is called faithful, not proven so."""
    misinforming = [a for a in found if a.severity == 1 and a.confidence >= _SURE]
    if not found or not (misinforming or len(found) >= _FEW):
        return "faithful"
    return "garbled" if len(found) >= max(_MANY, _DENSE * len(copy.sentences)) else "altered"


def _substituted(said: Said, told: Said, places: Iterable[tuple[int, Place]]) -> Iterator[tuple[int, Pair]]:
    for n, place in places:
        at = place.core[0]
        if place.framed:
            for old, new in substituted(said[at].tokens, told[n].tokens, said.named_in):
                yield n, (old.moved(said.starts(at)), new.moved(told.starts(n)))


def _slips(said: Said, told: Said) -> Iterator[tuple[int, Pair]]:
    """Figures that the original does not have, each with one that looks like it and that the copy does not have, wherever they stand."""
    if said.written_figures >= told.written_figures or said.written_figures <= told.written_figures:
        return
    strange = [(n, m) for n, m in told.figures() if not said.has(m)]
    missing = [m for _, m in said.figures() if not told.has(m)] if strange else []
    for n, new in strange[:_SLIPS]:
        for old in missing[:_SLIPS]:
            if old.kind == new.kind and figures.slipped(old, new):
                yield n, (old, new)
                break


def _confidence(place: Place) -> float:
    """How sure it is that what differs there is stated otherwise, 0…1."""
    return round((_SURE_IN_FRAME if place.framed else _LEAST_SURE) + 0.4 * min(1.0, place.share), 2)


def _weight(one: _Found) -> tuple[int, str]:
    """Of two differences at one place, the one with the lower number is told."""
    return one.new.severity, one.new.kind


def _as_one_sort(old: Mention, new: Mention) -> Pair:
    """Both as they are to be shown: a country beside a nationality alone, "Danish" beside "Finland" and not "Danish slate"."""
    if old.kind == new.kind or {old.kind, new.kind} != {"place", "nationality"}:
        return old, new
    return old._replace(kind="place"), new._replace(kind="place")


def _spans(of: Said, mentions: Sequence[Mention]) -> list[Span]:
    """What is shown of each; alone what differs where more of it would reach into another."""
    wide = [of.shown(m) for m in mentions]
    apart = _apart(wide)
    return [w if alone else of.span(m) for w, alone, m in zip(wide, apart, mentions, strict=True)]


def _apart(spans: Sequence[Span]) -> list[bool]:
    """Whether each overlaps no other; one within another, or equal to it, may be marked as well."""
    apart = [True] * len(spans)
    last = 0
    for n in sorted(range(len(spans)), key=lambda n: (spans[n].start, -spans[n].end)):
        if spans[n].start < spans[last].end < spans[n].end:
            apart[n] = apart[last] = False
        if spans[n].end >= spans[last].end:
            last = n
    return apart


def _alteration(one: _Found, original: Span, copy: Span, sentence: str) -> Alteration:
    return Alteration(
        original=original,
        copy=copy,
        copy_sentence=sentence,
        kind=one.new.kind,
        severity=min(one.old.severity, one.new.severity),
        confidence=one.sure,
        says=f"the copy says “{_bare(copy)}” where the original says “{_bare(original)}”",
    )


def _bare(one: Span) -> str:
    """What is said, without quotation marks of its own."""
    return one.text.strip('“”"«» ')
