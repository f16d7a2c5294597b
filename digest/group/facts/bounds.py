"""Figures that bound something: "more than 40" and "less than 40" state different things. Read :func:`bounds`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from digest.group.facts.lexicon import Member
from digest.group.facts.mention import Mention, mention
from digest.group.facts.quantities import OF_TIME
from digest.group.facts.tokens import Tokens

_AT_LEAST = "over; above; exceeding; topping; at least; more than; upwards of; in excess of; no fewer than; no less than; not less than"
_AT_MOST = "under; below; nearly; almost; at most; less than; fewer than; up to; close to; short of; no more than; not more than; just under"
_BOUNDS = {
    tuple(p.split()): side for side, every in (("least", _AT_LEAST), ("most", _AT_MOST)) for p in every.split("; ")
}
_OF_BOUNDS = frozenset(w for p in _BOUNDS for w in p) - {"no", "not", "of", "to", "in", "at"}
# "Over" three years is also "during".
_DURING = ("over",)


def is_of_bound(word: str) -> bool:
    """Whether a word, in lower case, may be part of what makes a figure a bound."""
    return word in _OF_BOUNDS


def begins_with_bound(lower: Sequence[str], at: int) -> int:
    """Where a figure begins together with what bounds it: "more than 40"."""
    return next((at - n for n in (3, 2, 1) if n <= at and tuple(lower[at - n : at]) in _BOUNDS), at)


def bounds(said: Tokens, figures: Iterable[Mention]) -> Iterator[Mention]:
    """Those of the figures of a sentence that are bounds, with what makes them so."""
    for figure in figures:
        at = bisect_left(said.starts, figure.start)
        first = begins_with_bound(said.lower, at)
        by = said.lower[first:at]
        if not by or (by == _DURING and figure.form in OF_TIME):
            continue
        side, start = _BOUNDS[by], said.starts[first]
        yield mention(
            Member("comparison", 1, "bound", 0, figure.value),
            f"{side} {figure.value}",
            said.sentence[start : figure.end],
            start,
        )
