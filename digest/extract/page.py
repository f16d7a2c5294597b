"""HTML pages: the article's blocks by trafilatura, the hints by the page's own markup. Read :func:`read`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import trafilatura
from bs4 import BeautifulSoup

from digest import urls, words
from digest.extract import metadata
from digest.model import Block, BlockKind, Document, Draft, Hints, Link

_KINDS: dict[str, BlockKind] = {"head": "heading", "p": "paragraph", "quote": "quote", "item": "item", "row": "table",
                                "cell": "table", "code": "paragraph"}  # fmt: skip
MAX_DEPTH = 400


def read(document: Document, decoded: str) -> Draft:
    """Find the article in a page; when trafilatura finds nothing, every paragraph of the page."""
    decoded = decoded.replace("\x00", "")
    tree = trafilatura.load_html(_wrapped(decoded))
    said = metadata.hints(tree, document.url) if tree is not None else Hints()
    found = _trafilatura(tree, document.url) if tree is not None else None
    blocks = list(_blocks(found.body, document.url)) if found is not None else []
    hints = metadata.merge(document.hints, said, _trafilatura_hints(found))
    if not blocks:
        blocks = list(_every_paragraph(decoded, document.url))
    return Draft(
        source_id=document.source_id,
        url=document.url,
        hints=hints,
        blocks=tuple(_with_title(blocks, hints.title)),
    )


def _wrapped(decoded: str) -> str:
    """Feed entries are fragments; trafilatura wants a page."""
    return (
        decoded if "<body" in decoded[:100_000].lower() else f"<html><body><article>{decoded}</article></body></html>"
    )


def _trafilatura(tree: Any, url: str) -> Any:
    return trafilatura.bare_extraction(
        tree,
        url=url or None,
        with_metadata=True,
        include_links=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
    )


def _trafilatura_hints(found: Any) -> Hints:
    if found is None:
        return Hints()
    return Hints(
        title=words.tidy(found.title or ""),
        authors=tuple(a.strip() for a in (found.author or "").split(";") if a.strip()),
        published=found.date or "",
        publisher=words.tidy(found.sitename or ""),
        summary=words.tidy(found.description or ""),
    )


def _blocks(body: Any, base: str) -> Iterator[Block]:
    """Walk trafilatura's tree in reading order; its leaves of text become blocks of their kind."""
    for element in body:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in ("list", "table", "row"):
            yield from _blocks(element, base)
        elif tag == "quote" and len(element.findall(".//p")):
            for paragraph in element.iter("p"):
                yield from _leaf(paragraph, "quote", base)
        elif tag in _KINDS:
            yield from _leaf(element, _KINDS[tag], base)
        if element.tail and (text := words.tidy(element.tail)):
            yield Block(kind="paragraph", text=text)


def _leaf(element: Any, kind: BlockKind, base: str) -> Iterator[Block]:
    """One element; a blank line made of line breaks inside it starts a new block."""
    for br in element.iter("lb"):
        br.tail = "\n" + (br.tail or "")
    whole = "".join(element.itertext())
    links = tuple(_links(element, base))
    for part in whole.split("\n\n"):
        if text := words.tidy(part):
            yield Block(kind=kind, text=text, links=tuple(li for li in links if li.text and li.text in text))


def _links(element: Any, base: str) -> Iterator[Link]:
    for ref in element.iter("ref"):
        url = urls.resolve(base, ref.get("target") or "")
        if url:
            yield Link(text=words.tidy("".join(ref.itertext())), url=url)


def _every_paragraph(decoded: str, base: str) -> Iterator[Block]:
    """The last resort: all p, li, blockquote and h2…h4 outside navigation."""
    soup = BeautifulSoup(decoded, "lxml")
    for unwanted in soup(
        ["script", "style", "nav", "footer", "noscript", "form", "aside", "header", "svg", "template"]
    ):
        unwanted.decompose()
    names: dict[str, BlockKind] = {
        "p": "paragraph",
        "li": "item",
        "blockquote": "quote",
        "h2": "heading",
        "h3": "heading",
    }
    for tag in soup.find_all(list(names)):
        text = words.tidy(tag.get_text(" "))
        if text and not tag.find(list(names)):
            found = (
                (words.tidy(a.get_text(" ")), urls.resolve(base, str(a["href"]))) for a in tag.find_all("a", href=True)
            )
            yield Block(kind=names[tag.name], text=text, links=tuple(Link(text=t, url=u) for t, u in found if u))
    if not soup.find(list(names)) and (text := words.tidy(soup.get_text(" "))):
        yield Block(kind="paragraph", text=text)


def _with_title(blocks: list[Block], title: str) -> Iterator[Block]:
    """The page's title, where it stands among the first blocks, is the title and no paragraph."""
    folded = words.fold(title)
    for at, block in enumerate(blocks):
        own = words.fold(block.text)
        is_title = at < 4 and own and (own == folded or (block.kind == "heading" and folded.startswith(own + " ")))
        yield replace(block, kind="title") if is_title else block
