"""A text as HTML in which some places are marked. Read :func:`marked`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice, takewhile

from markupsafe import Markup, escape

Place = tuple[int, int, Callable[[str], Markup]]
"""Where a mark begins and ends, and what makes one of the text between, which is escaped already."""


def marked(text: str, places: Iterable[Place]) -> Markup:
    """The text escaped, its places marked, those within others as well; of places that overlap only, the first."""
    return _marked(text, sorted(places, key=lambda p: (p[0], -p[1])), 0, len(text))


def _marked(text: str, places: Sequence[Place], at: int, stop: int) -> Markup:
    """What stands from ``at`` to ``stop``; the places are in order, the longer of two that start together first."""
    parts: list[Markup] = []
    for n, (start, end, mark) in enumerate(places):
        if at <= start < end <= stop:
            overlapping = takewhile(lambda p: p[0] < end, islice(places, n + 1, None))  # noqa: B023
            within = [p for p in overlapping if p[1] <= end and p[:2] != (start, end)]
            parts += [escape(text[at:start]), mark(_marked(text, within, start, end))]
            at = end
    return Markup("").join([*parts, escape(text[at:stop])])
