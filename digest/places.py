"""Where a place of a cleaned text stands in the text as it was given. Read :class:`Places`."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from functools import cached_property
from typing import Any

from digest.model import Span


class Places:
    """The paragraphs of a cleaned text, found in the text as it was given."""

    def __init__(self, given: str, cleaned: str) -> None:
        self._given = given
        self._cleaned = cleaned

    @cached_property
    def _paragraphs(self) -> list[tuple[int, int, int]]:
        """(start, end, start in the given text) of each paragraph that stands there as it is."""
        found, start, at = [], 0, 0
        for paragraph in self._cleaned.split("\n\n"):
            there = self._given.find(paragraph, at)
            there = there if there >= 0 else self._given.find(paragraph)
            if there >= 0:
                at = there + len(paragraph)
                found.append((start, start + len(paragraph), there))
            start += len(paragraph) + 2
        return found

    @cached_property
    def _solid(self) -> tuple[str, list[int]]:
        return _solid(self._given)

    def span(self, of: Span) -> dict[str, Any]:
        """A span as the contract has it."""
        first, last = self._there(of.start), self._there(of.end)
        return self._without_spaces(of) if first is None or last is None else self._at(first, last)

    def _there(self, at: int) -> int | None:
        return next((there + at - start for start, end, there in self._paragraphs if start <= at <= end), None)

    def _without_spaces(self, of: Span) -> dict[str, Any]:
        """A span of a paragraph that was put together from several lines, or in which spaces or hidden characters were mended."""
        start = self._cleaned.rfind("\n\n", 0, of.start) + 2 if "\n\n" in self._cleaned[: of.start] else 0
        paragraph = self._cleaned[start:].split("\n\n", 1)[0]
        before = max((there + e - s for s, e, there in self._paragraphs if e <= start), default=0)
        squeezed, places = self._solid
        found = squeezed.find(_solid(paragraph)[0], bisect_left(places, before))
        if found < 0:
            # An entity was undone, or more: what stands there next that reads the same.
            at = self._given.find(of.text, before)
            at = at if at >= 0 else max(self._given.find(of.text), 0)
            return self._at(at, at + len(of.text))
        first, last = (len(_solid(paragraph[: end - start])[0]) for end in (of.start, of.end))
        return self._at(places[found + first], places[min(found + last, len(places)) - 1] + 1)

    def _at(self, start: int, end: int) -> dict[str, Any]:
        return {"text": self._given[start:end], "start": start, "end": end}


def _solid(text: str) -> tuple[str, list[int]]:
    """A text without spaces, hidden characters and marks above letters, and where each character of it stands."""
    found = [
        (part, n)
        for n, c in enumerate(text)
        for part in (c if c.isascii() else unicodedata.normalize("NFD", c))
        if not part.isspace() and (part.isascii() or unicodedata.category(part) not in ("Cf", "Mn"))
    ]
    return "".join(part for part, _ in found), [n for _, n in found]
