"""A page's tree to its text blocks, each with what its place on the page says about it. Read :func:`segment`.

One walk over the tree: text is gathered until a block element begins or ends, so that inline tags never lose a space
and nothing visible is passed over. What a block's ancestors are called (``class="related-posts"``) and how much of the
page's prose each of them holds is noted on the way, for ``judge`` to weigh. A row of a data table is one block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree

from digest import urls, words
from digest.model import BlockKind, Link

_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
    ]
)
_SKIP = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "select",
        "option",
        "input",
        "textarea",
        "head",
        "link",
        "meta",
        "map",
        "area",
        "applet",
        "datalist",
        "progress",
        "meter",
    ]
)
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
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_GOOD = re.compile(
    r"article|body|content|entry|main|post(?!er|s?-?(?:list|nav))|story|text(?!-?(?:link|ad))|prose|page-?copy|paragraph|rich",
)
_BAD = re.compile(
    r"comment|disqus|share|sharing|social|related|recirc|recommend|promo|sponsor|advert|\bads?\b|[-_]ad[-_s]|banner|breadcrumb|byline|author|"
    r"bio\b|meta\b|widget|sidebar|side-?bar|footer|foot\b|nav|menu|masthead|header|subscri|newsletter|signup|sign-up|login|paywall|"
    r"cookie|consent|gdpr|popup|modal|overlay|tooltip|caption|credit|copyright|disclaimer|tags?\b|taglist|categor|pagination|pager|"
    r"more-?(?:from|stories|news)|most-?(?:read|popular)|popular|trending|latest|teaser|carousel|gallery|slide|player|toolbar|hidden|"
    r"print|skip|utility|rating|poll|survey|donat|buy|shop|product-|price|outbrain|taboola|zergnet|contact|about-",
)
_HARD = re.compile(
    r"comment|disqus|related|recirc|recommend|sidebar|footer|newsletter|subscri|share|social|promo|cookie|nav|menu|taboola|outbrain|widget",
)
# Names of what stands over, under or beside the running text of an article.
_DECK = re.compile(
    r"sub-?title|sub-?head|stand-?first|\bdeck\b|\bdek\b|summary|excerpt|chapeau|strapline|abstract|tl-?dr|key-?(?:points|takeaways)",
)
_CAPTIONED = re.compile(r"caption|cutline|photo|image|picture|figure|media|gallery|slide|credit|video")
_EMBEDDED = re.compile(r"tweet|twitter|instagram|tiktok|fb-post|bluesky|telegram")

INSIDE = {
    name: 1 << at
    for at, name in enumerate(
        [
            "article",
            "main",
            "nav",
            "aside",
            "footer",
            "header",
            "form",
            "button",
            "figure",
            "table",
            "ul",
            "ol",
            "blockquote",
            "section",
            "li",
            "pre",
            "articleBody",
        ]
    )
}
"""What a place can be inside of, each with its bit in :attr:`Place.inside`."""
MAX_DEPTH = 250
MAX_BLOCKS = 20_000
# Longer cells are layout, not data.
_LONGEST_CELL = 160


@dataclass(frozen=True, slots=True)
class Naming:
    """What a class or id speaks for: the article, against it, a deck, a caption, an embedded post."""

    good: int
    bad: int
    hard: int
    deck: bool
    captioned: bool
    embedded: bool


@lru_cache(maxsize=20_000)
def naming(name: str) -> Naming:
    """Judge the name of one element."""
    if not name:
        return _UNNAMED
    name = name.lower()
    bad = bool(_BAD.search(name))
    return Naming(
        good=int(bool(_GOOD.search(name))),
        bad=int(bad),
        hard=int(bad and bool(_HARD.search(name))),
        deck=bool(_DECK.search(name)),
        captioned=bool(_CAPTIONED.search(name)),
        embedded=bool(_EMBEDDED.search(name)),
    )


_UNNAMED = Naming(0, 0, 0, deck=False, captioned=False, embedded=False)


@dataclass(slots=True, eq=False)
class Place:
    """An element that holds blocks: its way up, and the prose below it. ``at`` counts the places in order of the page."""

    at: int
    tag: str
    name: str
    said: Naming
    up: Place | None
    depth: int
    good: int
    bad: int
    hard: int
    inside: int
    hidden: bool = False
    prose: int = 0
    chars: int = 0
    link_chars: int = 0
    blocks: int = 0


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
        root = Place(0, "html", "", _UNNAMED, None, 0, 0, 0, 0, 0)
        self.all_places = [root]
        self.places = [root]
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
                    self._end_card(self.card)
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
        place = _place(element, tag, self.places[-1], len(self.all_places))
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
            self._end_card(element)
        elif tag == "a":
            self.gathered.close_link()
        elif tag in _BOLD:
            self.gathered.bold += max(0, self.gathered.length - self.gathered.bold_from)
        elif tag in _ITALIC:
            self.gathered.italic += max(0, self.gathered.length - self.gathered.italic_from)
        elif tag == "br" and self.breaks >= 2 and self.row is None:
            yield from self._flush()

    def _end_card(self, element: Any) -> None:
        """A card becomes a block of its own behind the paragraph it opens over."""
        place = _place(element, "span", self.places[-1], len(self.all_places))
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


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style) and bool(_HIDDEN.search(style))


def _place(element: Any, tag: str, up: Place, at: int) -> Place:
    inside, hidden = up.inside | INSIDE.get(tag, 0), up.hidden
    attributes = element.attrib
    if not attributes:
        return Place(at, tag, "", _UNNAMED, up, up.depth + 1, up.good, up.bad, up.hard, inside, hidden)
    get = attributes.get
    name = " ".join(filter(None, (get("class"), get("id"), get("role"), get("itemprop"))))[:300]
    said = naming(name)
    if get("itemprop") == "articleBody":
        inside |= INSIDE["articleBody"]
    return Place(
        at, tag, name, said, up, up.depth + 1, up.good + said.good, up.bad + said.bad, up.hard + said.hard, inside,
        hidden or _is_hidden(element),
    )  # fmt: skip
