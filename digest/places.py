"""Where a place of a cleaned text stands in the text as it was given. Read :class:`Places`."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from digest.model import Span

_MARKUP = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w{2,31});|</?[A-Za-z][^<>]{0,2000}>")


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
    def _solid(self) -> _Solid:
        return _solid((c, n, n + 1) for n, c in enumerate(self._given))

    @cached_property
    def _undone(self) -> _Solid:
        return _solid(_characters(self._given))

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
        wanted = _solid((c, n, n + 1) for n, c in enumerate(paragraph))
        for given in (self._solid, self._undone):
            found = given.text.find(wanted.text, bisect_left(given.starts, before))
            if found >= 0:
                first = found + bisect_left(wanted.starts, of.start - start)
                last = found + bisect_left(wanted.starts, of.end - start) - 1
                return self._at(given.starts[first], given.ends[last])
        # What was put together in yet another way: what stands there next that reads the same, if anything does.
        at = self._given.find(of.text, before)
        at = at if at >= 0 else self._given.find(of.text)
        return self._at(at, at + len(of.text)) if at >= 0 else {"text": of.text, "start": None, "end": None}

    def _at(self, start: int, end: int) -> dict[str, Any]:
        return {"text": self._given[start:end], "start": start, "end": end}


class _Solid(NamedTuple):
    """A text without spaces, hidden characters and marks above letters, and where each character of it begins and ends."""

    text: str
    starts: list[int]
    ends: list[int]


def _solid(characters: Iterable[tuple[str, int, int]]) -> _Solid:
    found = [
        (part, start, end)
        for c, start, end in characters
        for part in (c if c.isascii() else unicodedata.normalize("NFD", c))
        if not part.isspace() and (part.isascii() or unicodedata.category(part) not in ("Cf", "Mn"))
    ]
    return _Solid("".join(c for c, _, _ in found), [start for _, start, _ in found], [end for _, _, end in found])


def _characters(text: str) -> Iterator[tuple[str, int, int]]:
    """Each character that a browser would show, with where it begins and ends: tags are none, and an entity is what it stands for."""
    at = 0
    for markup in _MARKUP.finditer(text):
        yield from ((c, n, n + 1) for n, c in enumerate(text[at : markup.start()], at))
        if markup.group().startswith("&"):
            yield from ((c, *markup.span()) for c in html.unescape(markup.group()))
        at = markup.end()
    yield from ((c, n, n + 1) for n, c in enumerate(text[at:], at))
