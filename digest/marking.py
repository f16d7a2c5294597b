"""A text as HTML in which some places are marked. Read :func:`marked`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

Place = tuple[int, int, Callable[[str], Markup]]
"""Where a mark begins and ends, and what makes one of the text between."""


def marked(text: str, places: Iterable[Place]) -> Markup:
    """The text escaped, its places marked; of places that overlap, the first, and of those the longest."""
    parts: list[Markup] = []
    at = 0
    for start, end, mark in sorted(places, key=lambda p: (p[0], -p[1])):
        if at <= start < end:
            parts += [escape(text[at:start]), mark(text[start:end])]
            at = end
    return Markup("").join([*parts, escape(text[at:])])
