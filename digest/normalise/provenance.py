"""Where a text says it stood first, as fields. Read :func:`first_published`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest import dates, urls
from digest.model import Note, Provenance

_WHERE = (
    # "First Published in The Diplomat July 9, 2024", "originally appeared on 38 North"
    re.compile(
        r"(?i:published|appeared|posted|printed|ran|released)\s+(?:in|by|on|at|with)\s+(?:the\s+)?(?P<name>[^\W_a-z].*)$"
    ),
    # "This article was KEI's original publication."
    re.compile(r"\b(?:was|is)\s+(?:the\s+)?(?P<name>[A-Z][\w .&-]{1,60})[’']s?\s+original publication"),
    # "Republished with permission from East Asia Forum", "Reprinted courtesy of …"
    re.compile(r"(?:permission|courtesy|partnership)\s+(?:from|of|by|with)\s+(?:the\s+)?(?P<name>[^\W_a-z].*)$"),
    re.compile(r"^(?:Source|Quelle|Источник|출처|来源|出典)\s*[:：]\s*(?P<name>.+)$", re.IGNORECASE),
)
# "Read the original article at https://example.org/…", "published by example.org"
_ADDRESS = re.compile(r"\b(?:at|by|in|on|from|:)\s*(?P<url>https?://\S+[^\s.,;)])", re.IGNORECASE)
_DOMAIN = re.compile(r"\b(?:by|in|on|from|at|:)\s+(?P<name>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})\b", re.IGNORECASE)
_ORIGINAL = re.compile(r"\boriginal (?:article|post|story|version|piece)\b.{0,40}https?://", re.IGNORECASE)
_TRIM = re.compile(r"(?:,|\s+(?:on|in|and|as|under|with|where|dated)\b|\s*[(\[]|\.\s|\.$|;|\s+-\s|\s+here\b).*$")


def first_published(notes: Iterable[Note], own: str = "") -> Provenance | None:
    """The first statement of provenance that names a publisher other than the source itself."""
    for note in notes:
        # "Read the original article at https://…" leads on to the whole text, and tells whose it is.
        if note.role != "provenance" and not (note.role == "prompt" and _ORIGINAL.search(note.text)):
            continue
        name = _publisher(note.text)
        if name and name.casefold() != own.casefold():
            when = dates.parse(note.text)
            url = next((li.url for li in note.links), "") or _address(note.text)
            return Provenance(publisher=name, published=when.at if when else None, url=url, statement=note.text)
    return None


def _publisher(statement: str) -> str:
    for pattern in _WHERE:
        if found := pattern.search(statement):
            name = found["name"]
            if date := dates.find(name):
                name = name[: date[0]]
            name = _TRIM.sub("", name.strip()).strip(" .,:;–-")
            if name and name[0].isalnum() and len(name) <= 80:
                return name
    if address := _address(statement):
        return urls.host(address)
    return found["name"].lower() if (found := _DOMAIN.search(statement)) else ""


def _address(statement: str) -> str:
    found = _ADDRESS.search(statement)
    return found["url"] if found else ""
