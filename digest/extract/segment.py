"""A page's tree to its text blocks, each with what its place on the page says about it. Read :func:`segment`.

One walk over the tree: text is gathered until a block element begins or ends, so that inline tags never lose a space
and nothing visible is passed over. Where each block stands is noted on the way, for ``judge`` to weigh. A row of a data table
is one block, and so is a card that opens over a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree

from digest import urls, words
from digest.extract.place import Place, place_of, whole_page
from digest.model import BlockKind, Link

_BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "video", "audio",
))  # fmt: skip
_SKIP = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "select",
    "option", "input", "textarea", "head", "link", "meta", "map", "area", "applet", "datalist", "progress", "meter",
))  # fmt: skip
_KINDS: dict[str, BlockKind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading", "li": "item", "dd": "item",
    "dt": "item", "blockquote": "quote", "figcaption": "caption", "caption": "caption", "td": "table", "th": "table", "tr": "table",
}  # fmt: skip
# Cards that open over a word: they stand inside its paragraph, and are no part of it.
_CARD = re.compile(
    r"(?:tooltip|pop-?over|hover-?card|rollover|flyout)[\w-]*(?:text|content|body|box|inner|block|card|panel)"
)
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em"))
_CELLS = frozenset(("td", "th"))
MAX_DEPTH = 250
MAX_BLOCKS = 20_000
# Longer cells are layout, not data.
_LONGEST_CELL = 160


@dataclass(slots=True, eq=False)
class Piece:
    """One block of text as it stands on the page."""

    text: str
    kind: BlockKind
    tag: str
    place: Place
    links: tuple[tuple[str, str], ...]
    link_chars: int
    bold_chars: int = 0
    italic_chars: int = 0
    prose: bool = False
    stamp: str = ""

    def resolved(self, base: str) -> Iterator[Link]:
        """The block's links with absolute addresses, web addresses only."""
        for said, href in self.links:
            if said and (url := urls.resolve(base, href)):
                yield Link(text=said, url=url)


@dataclass(slots=True)
class _Gathering:
    """Text and links since the last block began."""

    parts: list[str] = field(default_factory=list)
    links: list[tuple[str, int, int]] = field(default_factory=list)
    open_link: tuple[str, int] | None = None
    bold: int = 0
    bold_from: int = 0
    italic: int = 0
    italic_from: int = 0
    length: int = 0
    stamp: str = ""

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def close_link(self) -> None:
        if self.open_link and self.open_link[0]:
            self.links.append((*self.open_link, self.length))
        self.open_link = None


def segment(root: Any) -> list[Piece]:
    """Return the visible text blocks of a page in reading order."""
    walk = _Walk()
    pieces = list(islice(walk.pieces(root), MAX_BLOCKS))
    _count(pieces, walk.all_places)
    return pieces


def _count(pieces: Sequence[Piece], places: Sequence[Place]) -> None:
    """Add each block to all the places it stands in; a place always comes after the one around it."""
    for piece in pieces:
        size, place = len(piece.text), piece.place
        place.chars += size
        place.link_chars += piece.link_chars
        place.blocks += 1
        if piece.prose:
            place.prose += size
    for place in reversed(places):
        if (up := place.up) is not None and place.blocks:
            up.chars += place.chars
            up.link_chars += place.link_chars
            up.prose += place.prose
            up.blocks += place.blocks


def _is_prose(text: str, link_chars: int, kind: BlockKind) -> bool:
    """Whether a block reads as running text: long enough, few links, no heading."""
    size = len(text)
    if size < 25 or kind == "heading" or link_chars * 3 >= size:
        return False
    return size >= 70 or words.is_dense(text)


class _Walk:
    """One walk over a tree, without recursion; a block element, or a double line break, ends the block before it."""

    def __init__(self) -> None:
        page = whole_page()
        self.all_places = [page]
        self.places = [page]
        self.gathered = _Gathering()
        self.skipping = 0
        self.breaks = 0
        self.row: Any = None
        self.card: Any = None
        self.beside: list[Piece] = []
        self.outer = _Gathering()

    def pieces(self, root: Any) -> Iterator[Piece]:
        """Yield the blocks in reading order."""
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                yield from self._begin(element)
            else:
                if event == "end":
                    yield from self._end(element)
                if not self.skipping and (tail := element.tail):
                    self._text(tail)
        yield from self._flush()

    def _begin(self, element: Any) -> Iterator[Piece]:
        tag = element.tag
        if self.skipping or tag in _SKIP:
            self.skipping += 1
            return
        if tag in _BLOCK:
            if self.row is not None:
                self.gathered.add(" | " if tag in _CELLS and self.gathered.length else " ")
            elif len(self.places) < MAX_DEPTH:
                if self.card is not None:
                    self._end_card()
                yield from self._flush()
                self._enter(element, tag)
        else:
            self._begin_inline(element, tag)
        if text := element.text:
            self._text(text)

    def _begin_inline(self, element: Any, tag: str) -> None:
        if tag == "span" and self.card is None and _CARD.search((element.get("class") or "").lower()):
            self.card, self.outer, self.gathered = element, self.gathered, _Gathering()
        gathered = self.gathered
        if tag == "br":
            self.breaks += 1
            gathered.add("\n")
        elif tag == "a":
            gathered.open_link = (element.get("href") or "", gathered.length)
        elif tag == "time":
            gathered.stamp = gathered.stamp or element.get("datetime") or ""
        elif tag in _BOLD:
            gathered.bold_from = gathered.length
        elif tag in _ITALIC:
            gathered.italic_from = gathered.length

    def _enter(self, element: Any, tag: str) -> None:
        place = place_of(element, tag, self.places[-1], len(self.all_places))
        self.places.append(place)
        self.all_places.append(place)
        if tag == "tr" and _is_data(element):
            self.row = element

    def _end(self, element: Any) -> Iterator[Piece]:
        tag = element.tag
        if self.skipping:
            self.skipping -= 1
        elif tag in _BLOCK:
            if self.row is not None and self.row is not element:
                self.gathered.add(" ")
            elif len(self.places) > 1 and self.places[-1].tag == tag:
                yield from self._flush()
                self.places.pop()
                self.row = None
        elif self.card is element:
            self._end_card()
        elif tag == "a":
            self.gathered.close_link()
        elif tag in _BOLD:
            self.gathered.bold += max(0, self.gathered.length - self.gathered.bold_from)
        elif tag in _ITALIC:
            self.gathered.italic += max(0, self.gathered.length - self.gathered.italic_from)
        elif tag == "br" and self.breaks >= 2 and self.row is None:
            yield from self._flush()

    def _end_card(self) -> None:
        """A card becomes a block of its own behind the paragraph it opens over."""
        place = place_of(self.card, "span", self.places[-1], len(self.all_places))
        self.all_places.append(place)
        if self.gathered.length and (piece := _piece(self.gathered, place)):
            self.beside.append(piece)
        self.gathered, self.card = self.outer, None

    def _text(self, text: str) -> None:
        if self.breaks and not text.isspace():
            self.breaks = 0
        self.gathered.add(text)

    def _flush(self) -> Iterator[Piece]:
        gathered = self.gathered
        if gathered.length:
            self.gathered, self.breaks = _Gathering(), 0
            if piece := _piece(gathered, self.places[-1]):
                yield piece
        if self.beside:
            beside, self.beside = self.beside, []
            yield from beside


def _piece(gathered: _Gathering, place: Place) -> Piece | None:
    raw = "".join(gathered.parts)
    text = words.tidy(raw)
    if not text:
        return None
    links = []
    link_chars = 0
    for href, begin, end in gathered.links:
        said = words.tidy(raw[begin:end])
        link_chars += len(said)
        links.append((said, href))
    size = len(text)
    kind = _kind(place)
    link_chars = min(link_chars, size)
    return Piece(
        text=text, kind=kind, tag=place.tag, place=place, links=tuple(links), link_chars=link_chars, bold_chars=min(gathered.bold, size),
        italic_chars=min(gathered.italic, size), prose=_is_prose(text, link_chars, kind), stamp=gathered.stamp[:40],
    )  # fmt: skip


def _kind(place: Place) -> BlockKind:
    """By a block's own element or, for a paragraph in a quotation or a list item, one of the two around it."""
    here: Place | None = place
    for _ in range(3):
        if here is None:
            break
        if kind := _KINDS.get(here.tag):
            return kind
        here = here.up
    return "paragraph"


def _is_data(row: Any) -> bool:
    """Whether a table row is data: two cells or more, all short, with nothing but text in them."""
    cells = [c for c in row if c.tag in _CELLS]
    if len(cells) < 2 or any(e.tag in ("table", "ul", "ol", "h1", "h2", "h3", "form") for e in row.iterdescendants()):
        return False
    return all(len("".join(c.itertext()).strip()) <= _LONGEST_CELL for c in cells)
