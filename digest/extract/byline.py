"""The byline as it stands on a page whose markup names no author. Read :func:`find`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from digest import words

_NAMED = re.compile(
    r"(?:^|[-_\s])(?:by-?line|authors?|author-?name|writer|contributor|posted-?by|written-?by|vcard)(?:$|[-_\s])",
    re.IGNORECASE,
)
# An author's own page: /authors/jane-doe, /staff/2648209001/jane-doe/.
_PAGE = re.compile(
    r"/(?:authors?|staff|contributors?|writers?|journalists?|columnists?|reporters?|producers|by)/[^/?#]+",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"related|comment|recommend|sidebar|footer|widget|more-|popular|list|bio|avatar|social|share", re.IGNORECASE
)
_BY = re.compile(r"^(?:(?:written|posted|published|reviewed|story|words)\s+)?by:?\s+", re.IGNORECASE)
# "By Jane Doe | July 3, 2024", "Jane Doe, Senior Editor": the name ends where something else begins.
_END = re.compile(
    r"\s*(?:[|·•/(\[]|\s[–—-]\s|\bon\b|\bin\b|\bupdated\b|\bpublished\b|\bposted\b|\d|@|,\s+(?!and\b|[A-Z][\w’'-]+ [A-Z])).*$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"[^\W\d_][\w.’'-]*(?:\s+[^\W\d_][\w.’'-]*){1,4}(?:(?:,\s*|\s+and\s+|,\s+and\s+|\s*&\s*)[^\W\d_][\w.’'-]*(?:\s+[^\W\d_][\w.’'-]*){1,3}){0,4}"
)


def find(tree: Any) -> tuple[str, ...]:
    """The first byline on the page: marked as one (rel, itemprop, class), else a short line that begins with "By"."""
    for text in chain(_marked(tree), _written(tree)):
        name = _END.sub("", _BY.sub("", text)).strip(" ,:–—-")
        if name and name[0].isupper() and _PERSON.fullmatch(name):
            return (name,)
    return ()


def _marked(tree: Any) -> Iterator[str]:
    for element in tree.iter("a", "span", "p", "div", "address", "li", "cite", "strong", "h4", "h5", "h6"):
        label = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
        linked = element.tag == "a" and _PAGE.search(element.get("href") or "")
        marked = (
            linked
            or element.get("rel") == "author"
            or element.get("itemprop") in ("author", "name")
            or _NAMED.search(label)
        )
        if marked and not _ASIDE.search(label) and len(element) < 12:
            text = words.tidy(" ".join(element.itertext()))
            if 4 < len(text) < 120 and (element.get("itemprop") != "name" or "author" in _labels_above(element)):
                yield text


def _labels_above(element: Any) -> str:
    """The itemprop and class of the two elements around one."""
    above = list(element.iterancestors())[:2]
    return " ".join(f"{a.get('itemprop') or ''} {a.get('class') or ''}" for a in above)


def _written(tree: Any) -> Iterator[str]:
    for element in tree.iter("p", "span", "div", "li", "small", "em"):
        text = words.tidy("".join(element.itertext())) if len(element) < 6 and _BY.match(_start(element)) else ""
        if 6 < len(text) < 90:
            yield text


def _start(element: Any) -> str:
    text = element.text or ""
    if not text.strip() and len(element):
        text = element[0].text or ""
    return text.strip()
