"""Who wrote an article, as a line near it says. Read :func:`authors`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from digest import dates, names, urls, words
from digest.extract.place import words_around
from digest.extract.segment import Piece
from digest.model import Claim

_NAMED = frozenset((
    "author", "authors", "byline", "bylines", "writer", "writers", "contributor", "contributors", "authorname",
    "bylinename", "reporter", "postedby", "writtenby", "vcard", "autor", "auteur", "journalist", "columnist",
    "credits", "creator",
))  # fmt: skip
# An author's own page: /authors/jane-doe, /staff/2648209001/jane-doe/.
_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|staff|contributors?|writers?|journalists?|columnists?|reporters?|producers|profiles?|people|by|our-experts|experts|team)/[^/?#]+",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:(?:this (?:article|post|story|piece) (?:was|is) )?(?:(?:written|authored|posted|published|story|words|text|created|reported) )?by\b:?\s|"
    r"(?:authors?|writers?|contributors?|text|byline)\s*[:：]|autor(?:in)?(?:\s*/\s*autor(?:in)?)?\s*:?\s|auteurs?\s*:|(?:von|par|por|di)\s(?=[A-Z])|автор\s*:|текст\s*:|글\s*[:：]|作者\s*[:：]|记者\s*[:：])",
    re.IGNORECASE,
)
_NOT_BY = re.compile(r"reviewed|edited|photo|illustration|image|fact.?check|translat|medically|produced", re.IGNORECASE)
# "By Jane Doe | July 3, 2024", "Jane Doe · 5 min read": the parts of a line of metadata.
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")
_END = re.compile(
    r"\s*(?:\bon\b|\bin\b|\bupdated\b|\bpublished\b|\bposted\b|\blast\b|\bis an?\b|\d|@|,\s+(?!and\b|[A-Z][\w’'-]+ [A-Z])).*$",
    re.IGNORECASE,
)
_LATER_BY = re.compile(r"\b[Bb]y\s+(?=[^\W\d_a-z])")
_LABELS = frozenset(("by", "written by", "author", "authors", "writer", "text", "posted by", "autor", "автор"))


def authors(pieces: Sequence[Piece], where: Iterable[int], pictured: frozenset[str], host: str) -> Iterator[Claim]:
    """What the blocks at some places of the page say; ``pictured`` are the texts of its images, folded."""
    for at in where:
        piece = pieces[at]
        if len(piece.text) <= 220 and not _NOT_BY.search(piece.text[:40]):
            line = _undated(piece.text)
            found = (
                _in_words(pieces, at, line)
                or _linked(piece, host)
                or _marked(piece, line)
                or _bare(pieces, at, line, pictured)
            )
            yield from found


def _in_words(pieces: Sequence[Piece], at: int, line: str) -> tuple[Claim, ...]:
    """Such as "By Jane Doe"; "July 3, 2024 by Jane Doe"; "Author", and the name on the next line."""
    labels = [pieces[at - 1].text.strip(": ").casefold()] if at else []
    if labels and len(labels[0]) <= 3 and at > 1:  # the initials in a portrait's place
        labels.append(pieces[at - 2].text.strip(": ").casefold())
    later = _LATER_BY.search(line) if len(line) < 140 and line != pieces[at].text else None
    if any(label in _LABELS for label in labels) and len(line) < 80:
        value = _BY.sub("", line)
    elif _BY.match(line):
        value = _BY.sub("", _PARTS.split(line)[0])
    elif later:
        value = _PARTS.split(line[later.end() :])[0]
    else:
        return ()
    return (Claim(field="authors", value=_END.sub("", value), by="byline"),)


def _linked(piece: Piece, host: str) -> tuple[Claim, ...]:
    """A name that leads to its owner's page on the same site."""
    signed = [said for said, href in piece.links if said and _PAGE.search(href) and urls.host(href) in ("", host)]
    return tuple(Claim(field="authors", value=_END.sub("", s), by="link to the author's page") for s in signed)


def _marked(piece: Piece, line: str) -> tuple[Claim, ...]:
    """A line in an element called byline, author, writer."""
    if len(piece.text) >= 120 or not words_around(piece.place) & _NAMED:
        return ()
    named = next((p for p in _PARTS.split(line) if p.strip()), "")
    return (Claim(field="authors", value=_END.sub("", named), by="line marked as a byline"),)


def _bare(pieces: Sequence[Piece], at: int, line: str, pictured: frozenset[str]) -> tuple[Claim, ...]:
    """A name and nothing else, beside a portrait or right under the headline; a name with its office and the date."""
    piece, text = pieces[at], pieces[at].text
    if piece.link_chars * 2 < len(text) < 40 and names.is_person(text) and len(text.split()) < 4 and not text.isupper():
        if words.fold(text) in pictured:
            return (Claim(field="authors", value=text, by="name beside a portrait"),)
        if piece.tag == "p" and at and pieces[at - 1].place.tag == "h1":
            return (Claim(field="authors", value=text, by="name under the headline"),)
    elif line != text and len(text) < 90 and not piece.links:
        named = [p for p in _PARTS.split(line)[:2] if names.is_person(p) and not p.isupper()]
        return tuple(Claim(field="authors", value=p, by="line of name and date") for p in named[:1])
    return ()


def _undated(text: str) -> str:
    """A line without the date in it, which scripts set right behind the name."""
    text = words.apart(text)
    span = dates.find(text)
    return f"{text[: span[0]]} | {text[span[1] :]}".strip("| ") if span else text
