"""HTML pages: blocks chosen by the judge, hints by the page's own markup. Read :func:`read`.

The page is cut into blocks and each is judged by itself and its surroundings. Where that leaves doubt a second reader,
trafilatura, is asked, and how much of each block *it* has in its text is weighed with the rest; most pages leave none, so
most cost no second reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import trafilatura
from lxml import etree

from digest import urls, words
from digest.extract import fuller, judge, metadata, standing
from digest.extract.features import About, Column, features
from digest.extract.segment import Piece, segment
from digest.model import Block, BlockKind, Claim, Document, Draft, Hints, Link, Outside

# Below this the judge is not sure of a page, and the second reader is asked.
SURE = 0.7
# JSON-LD's articleBody counts when it is long enough to be the article and no summary.
_WHOLE_BODY = 400
# Links with fewer characters, outside the article, are menus.
_MENU_ENTRY = 60
# "[2] Joint Commission National Patient Safety Goal", "3. Ibid."
_NUMBERED = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}[.)]?|[¹²³⁴⁵⁶⁷⁸⁹])\s*(?=\S)|[\^↑]")
_LONG_TAG, _MOST_ATTRIBUTES = 4000, 500
_CROWDED = re.compile(rf"<([a-zA-Z][\w:-]*)[^<>]{{{_LONG_TAG},}}+>")
_NOTES = re.compile(r"foot-?notes?|end-?notes?|references|citations?|\bfn\b|_ftn", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a page says about itself, and the article's text as its JSON-LD states it."""

    hints: Hints
    body: tuple[Block, ...] = ()

    @property
    def about(self) -> About:
        """What the judge compares blocks with."""
        hints = self.hints
        return About(
            title=hints.title,
            description=hints.summary,
            authors=hints.authors,
            body=" ".join(b.text for b in self.body),
        )


def read(document: Document, decoded: str) -> Draft:
    """Find the article in a page. What is not the article goes along as ``outside``."""
    decoded = bared(decoded.replace("\x00", ""))
    tree = parse(decoded)
    if tree is None:
        return Draft(source_id=document.source_id, url=document.url, hints=document.hints, blocks=())
    page_said = said(tree, document.url)
    pieces = segment(tree)
    taken = _judge(pieces, decoded, document.url, page_said) if _is_page(decoded) else [True] * len(pieces)
    seen = standing.claims(pieces, taken, page_said.hints, _pictured(tree), urls.host(document.url))
    hints = metadata.merge(document.hints, page_said.hints, _seen(seen))
    draft = drafted(document, hints, pieces, taken)
    # A publisher who says that an article is not free means it, whatever its markup carries.
    return draft if hints.free == "false" else fuller.fuller(draft, page_said.body)


def drafted(document: Document, hints: Hints, pieces: Sequence[Piece], taken: Sequence[bool]) -> Draft:
    """The draft of a page whose blocks have been judged."""
    blocks = [_block(p, document.url) for p, inside in zip(pieces, taken, strict=True) if inside]
    return Draft(
        source_id=document.source_id,
        url=document.url,
        hints=hints,
        blocks=tuple(_with_title(blocks, hints.title)),
        outside=tuple(_outside(pieces, taken, document.url)),
    )


def parse(decoded: str) -> Any:
    """The tree of a page, or None where there is none. Feed entries are fragments and are made a page."""
    page = decoded if _is_page(decoded) else f"<html><body><article>{decoded}</article></body></html>"
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        return etree.fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def bared(decoded: str) -> str:
    """A page whose crowded tags have lost their attributes; every reader is given this."""
    return _CROWDED.sub(_bare_tag, decoded) if _has_long_tag(decoded) else decoded


def _has_long_tag(page: str) -> bool:
    """Whether a start tag is longer than a page's tags are; found by jumping from one ">" to a later one."""
    at = 0
    while at + _LONG_TAG < len(page):
        end = page.rfind(">", at, at + _LONG_TAG)
        if end < 0:
            start = page.find("<", at, at + _LONG_TAG)
            if start >= 0 and page[start + 1].isalpha():
                return True
            end = page.find(">", at + _LONG_TAG)
            if end < 0:
                return False
        at = end + 1
    return False


def _bare_tag(tag: re.Match[str]) -> str:
    """A start tag with thousands of attributes without them: the parser compares each with all others."""
    return f"<{tag[1]}>" if tag[0].count(" ") + tag[0].count("\n") > _MOST_ATTRIBUTES else tag[0]


def _is_page(decoded: str) -> bool:
    """Whether this is a whole page; what a feed gives of an article is a fragment, and all of it is meant."""
    head = decoded[:100_000].lower()
    return "<body" in head or "<head" in head or "<html" in head


def said(tree: Any, url: str) -> Said:
    """Read the page's own markup once."""
    nodes = list(metadata.json_ld(tree))
    return Said(hints=metadata.hints(tree, url, nodes), body=_stated_body(nodes))


def _seen(claims: tuple[Claim, ...]) -> Hints:
    """What the lines of the page tell, for fields on which the markup is silent."""
    told = {f: [c.value for c in claims if c.field == f] for f in ("authors", "published", "modified", "subtitle")}
    return Hints(
        authors=tuple(told["authors"]),
        published=next(iter(told["published"]), ""),
        modified=next(iter(told["modified"]), ""),
        subtitle=next(iter(told["subtitle"]), ""),
        claims=claims,
    )


def _pictured(tree: Any) -> frozenset[str]:
    """What the page's images are said to show, folded: a portrait has the name of the person beside it."""
    return frozenset(words.fold(i.get("alt")) for i in tree.iter("img") if i.get("alt") and len(i.get("alt")) < 60)


def _stated_body(nodes: Iterable[dict[str, Any]]) -> tuple[Block, ...]:
    bodies = (node.get("articleBody") for node in nodes)
    longest = max((b for b in bodies if isinstance(b, str)), key=len, default="")
    return fuller.paragraphs(longest) if len(longest) > _WHOLE_BODY else ()


def _judge(pieces: Sequence[Piece], decoded: str, url: str, page_said: Said) -> list[bool]:
    """Which blocks are the article; the second reader is asked where the first look leaves doubt."""
    if not pieces:
        return []
    columns = features(pieces, page_said.about)
    judged = judge.judge(pieces, columns)
    if judge.certainty(pieces, judged) < SURE:
        judged = judge.judge(pieces, columns, membership(pieces, trafilatura_text(decoded, url)))
    return judge.keep(pieces, judged)


def _kind(piece: Piece) -> BlockKind:
    """A block's kind; a post of a social network and a footnote are known by what holds them, or by its number."""
    place, up = piece.place, piece.place.up or piece.place
    if piece.kind in ("paragraph", "quote") and (place.said.embedded or up.said.embedded):
        return "post"
    noted = piece.kind in ("paragraph", "item") and _NUMBERED.match(piece.text)
    return "footnote" if noted and (piece.text[0] == "[" or _NOTES.search(f"{place.name} {up.name}")) else piece.kind


def _block(piece: Piece, url: str) -> Block:
    return Block(kind=_kind(piece), text=piece.text, links=_links(piece, url))


def _links(piece: Piece, url: str) -> tuple[Link, ...]:
    return tuple(piece.resolved(url)) if piece.links else ()


def _outside(pieces: Sequence[Piece], taken: Sequence[bool], url: str) -> Iterator[Outside]:
    """What is not the article: menus and chrome, but also the notices, bios and prompts around it."""
    inside = 0
    for piece, yes in zip(pieces, taken, strict=True):
        if not yes:
            is_link = piece.link_chars * 10 > len(piece.text) * 9
            # The address of a menu entry is not worth its resolving.
            links = () if is_link and len(piece.text) < _MENU_ENTRY else _links(piece, url)
            yield Outside(at=inside, block=Block(kind=piece.kind, text=piece.text, links=links), is_link=is_link)
        inside += yes


def trafilatura_text(decoded: str, url: str) -> str:
    """The second reader's text of a page."""
    return trafilatura.extract(decoded, url=url or None, favor_recall=True, include_comments=False) or ""


def membership(pieces: Sequence[Piece], text: str) -> Column:
    """How much of each block, 0…1, stands in a text, by runs of three words."""
    tokens = [t.lower() for t in _WORD.findall(text)]
    known = set(zip(tokens, tokens[1:], tokens[2:], strict=False))
    joined = f" {' '.join(tokens)} "
    return np.array([_share([t.lower() for t in _WORD.findall(p.text)], known, joined) for p in pieces])


def _share(own: list[str], known: set[tuple[str, str, str]], joined: str) -> float:
    if len(own) < 3:
        return float(bool(own) and f" {' '.join(own)} " in joined)
    runs = list(zip(own, own[1:], own[2:], strict=False))
    return sum(run in known for run in runs) / len(runs)


def _with_title(blocks: Iterable[Block], title: str) -> Iterator[Block]:
    """The page's title, where it stands among the first blocks, is the title and no paragraph."""
    folded = words.fold(title)
    for at, block in enumerate(blocks):
        own = words.fold(block.text)
        is_title = at < 4 and own and (own == folded or (block.kind == "heading" and folded.startswith(own + " ")))
        yield replace(block, kind="title") if is_title else block
