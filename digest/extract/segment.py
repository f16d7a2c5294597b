"""A page's tree to its text blocks, each with what its place on the page says about it. Read :func:`segment`.

One walk over the tree: text is gathered until a block element begins or ends, so that inline tags never lose a space
and nothing visible is passed over. What a block's ancestors are called (``class="related-posts"``) and how much of the
page's prose each of them holds is noted on the way, for ``judge`` to weigh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_BOLD = frozenset(("b", "strong"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_GOOD = re.compile(
    r"article|body|content|entry|main|post(?!er|s?-?(?:list|nav))|story|text(?!-?(?:link|ad))|prose|page-?copy|paragraph|rich",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"comment|disqus|share|sharing|social|related|recirc|recommend|promo|sponsor|advert|\bads?\b|[-_]ad[-_s]|banner|breadcrumb|byline|author|"
    r"bio\b|meta\b|widget|sidebar|side-?bar|footer|foot\b|nav|menu|masthead|header|subscri|newsletter|signup|sign-up|login|paywall|"
    r"cookie|consent|gdpr|popup|modal|overlay|tooltip|caption|credit|copyright|disclaimer|tags?\b|taglist|categor|pagination|pager|"
    r"more-?(?:from|stories|news)|most-?(?:read|popular)|popular|trending|latest|teaser|carousel|gallery|slide|player|toolbar|hidden|"
    r"print|skip|utility|rating|poll|survey|donat|buy|shop|product-|price|outbrain|taboola|zergnet|contact|about-",
    re.IGNORECASE,
)
_HARD = re.compile(
    r"comment|disqus|related|recirc|recommend|sidebar|footer|newsletter|subscri|share|social|promo|cookie|nav|menu|taboola|outbrain|widget",
    re.IGNORECASE,
)
MAX_DEPTH = 250
MAX_BLOCKS = 20_000


@dataclass(slots=True, eq=False)
class Place:
    """An element that holds blocks: its way up, and the prose below it."""

    tag: str
    name: str
    up: Place | None
    depth: int
    good: int
    bad: int
    hard: int
    inside: frozenset[str]
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

    def resolved(self, base: str) -> Iterator[Link]:
        """The block's links with absolute addresses, web addresses only."""
        for said, href in self.links:
            if said and (url := urls.resolve(base, href)):
                yield Link(text=said, url=url)

    @property
    def signature(self) -> tuple[str, str]:
        """What blocks of one make share: their own tag and the name of what holds them."""
        holder = self.place.up or self.place
        return self.place.tag, holder.name


@dataclass(slots=True)
class _Gathering:
    """Text and links since the last block began."""

    parts: list[str] = field(default_factory=list)
    links: list[tuple[str, int, int]] = field(default_factory=list)
    open_link: tuple[str, int] | None = None
    bold: int = 0
    bold_from: int = 0
    length: int = 0

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def close_link(self) -> None:
        if self.open_link and self.open_link[0]:
            self.links.append((*self.open_link, self.length))
        self.open_link = None


def segment(root: Any) -> list[Piece]:
    """Return the visible text blocks of a page in reading order."""
    pieces = list(islice(_Walk().pieces(root), MAX_BLOCKS))
    _count(pieces)
    return pieces


def _count(pieces: list[Piece]) -> None:
    """Add each block to all the places it stands in."""
    for piece in pieces:
        size = len(piece.text)
        prose = size if is_prose(piece) else 0
        place: Place | None = piece.place
        while place is not None:
            place.chars += size
            place.link_chars += piece.link_chars
            place.prose += prose
            place.blocks += 1
            place = place.up


def is_prose(piece: Piece) -> bool:
    """Whether a block reads as running text: long enough, few links, with a sentence's marks."""
    dense = words.is_dense(piece.text)
    enough = 25 if dense else 70
    return len(piece.text) >= enough and piece.link_chars * 3 < len(piece.text) and piece.kind != "heading"


class _Walk:
    """One walk over a tree, without recursion; a block element, or a double line break, ends the block before it."""

    def __init__(self) -> None:
        self.places = [Place("html", "", None, 0, 0, 0, 0, frozenset())]
        self.gathered = _Gathering()
        self.skipping = 0
        self.breaks = 0

    def pieces(self, root: Any) -> Iterator[Piece]:
        """Yield the blocks in reading order."""
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                yield from self._begin(element)
            else:
                if event == "end":
                    yield from self._end(element)
                if not self.skipping and element.tail:
                    self._text(element.tail)
        yield from self._flush()

    def _begin(self, element: Any) -> Iterator[Piece]:
        tag = element.tag
        if self.skipping or tag in _SKIP:
            self.skipping += 1
            return
        if tag in _BLOCK and len(self.places) < MAX_DEPTH:
            yield from self._flush()
            self.places.append(_place(element, tag, self.places[-1]))
        elif tag == "br":
            self.breaks += 1
            self.gathered.add("\n")
        elif tag == "a":
            self.gathered.open_link = (element.get("href") or "", self.gathered.length)
        elif tag in _BOLD:
            self.gathered.bold_from = self.gathered.length
        if element.text:
            self._text(element.text)

    def _end(self, element: Any) -> Iterator[Piece]:
        tag = element.tag
        if self.skipping:
            self.skipping -= 1
        elif tag in _BLOCK and len(self.places) > 1 and self.places[-1].tag == tag:
            yield from self._flush()
            self.places.pop()
        elif tag == "a":
            self.gathered.close_link()
        elif tag in _BOLD:
            self.gathered.bold += self.gathered.length - self.gathered.bold_from
        elif tag == "br" and self.breaks >= 2:
            yield from self._flush()

    def _text(self, text: str) -> None:
        if not text.isspace():
            self.breaks = 0
        self.gathered.add(text)

    def _flush(self) -> Iterator[Piece]:
        gathered, self.gathered, self.breaks = self.gathered, _Gathering(), 0
        yield from _flush(gathered, self.places[-1])


def _flush(gathered: _Gathering, place: Place) -> Iterator[Piece]:
    if not gathered.parts:
        return
    raw = "".join(gathered.parts)
    text = words.tidy(raw)
    if not text:
        return
    links = []
    link_chars = 0
    for href, begin, end in gathered.links:
        said = words.tidy(raw[begin:end])
        link_chars += len(said)
        links.append((said, href))
    kind: BlockKind = next((_KINDS[p.tag] for p in _near(place) if p.tag in _KINDS), "paragraph")
    yield Piece(text, kind, place.tag, place, tuple(links), min(link_chars, len(text)), min(gathered.bold, len(text)))


def _near(place: Place) -> Iterator[Place]:
    """A block's own element and, for a paragraph in a quotation or a list item, the one around it."""
    yield place
    up = place.up
    for _ in range(2):
        if up is None:
            return
        yield up
        up = up.up


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style) and bool(_HIDDEN.search(style))


_INSIDE = frozenset(
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
    ]
)


def _place(element: Any, tag: str, up: Place) -> Place:
    name = " ".join(
        filter(None, (element.get("class"), element.get("id"), element.get("role"), element.get("itemprop")))
    )[:300]
    good, bad, hard = _judge_name(name)
    inside = up.inside | {tag} if tag in _INSIDE and tag not in up.inside else up.inside
    if element.get("itemprop") == "articleBody":
        inside |= {"articleBody"}
    hidden = up.hidden or _is_hidden(element)
    return Place(tag, name, up, up.depth + 1, up.good + good, up.bad + bad, up.hard + hard, inside, hidden)


@lru_cache(maxsize=20_000)
def _judge_name(name: str) -> tuple[int, int, int]:
    """Whether a class or id speaks for the article or against it."""
    return int(bool(_GOOD.search(name))), int(bool(_BAD.search(name))), int(bool(_HARD.search(name)))
