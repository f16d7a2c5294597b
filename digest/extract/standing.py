"""Byline and dates as they stand on the page, near the headline or under the text. Read :func:`claims`.

Markup names an author for one page in two and is sometimes wrong; readers see "By Jane Doe | July 3, 2024" between the
headline and the first paragraph. What stands in a sidebar or among comments belongs to something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from digest import dates, names, words
from digest.extract.segment import Piece, Place
from digest.model import Claim

_NAMED = frozenset(
    [
        "author",
        "authors",
        "byline",
        "bylines",
        "writer",
        "writers",
        "contributor",
        "contributors",
        "authorname",
        "bylinename",
        "reporter",
        "postedby",
        "writtenby",
        "vcard",
        "autor",
        "auteur",
        "journalist",
        "columnist",
        "credits",
        "creator",
    ]
)
_DATED = frozenset(
    [
        "date",
        "dateline",
        "time",
        "timestamp",
        "published",
        "publish",
        "pubdate",
        "datetime",
        "posted",
        "datum",
        "fecha",
        "entry",
    ]
)
_ASIDE = re.compile(
    r"related|comment|recommend|footer|popular|trending|latest|\bnav|menu|newsletter|recirc|teaser|also-?(?:read|like)"
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}(?![a-z])")
# An author's own page: /authors/jane-doe, /staff/2648209001/jane-doe/.
_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|staff|contributors?|writers?|journalists?|columnists?|reporters?|producers|profiles?|people|by|our-experts|experts|team)/[^/?#]+",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:(?:this (?:article|post|story|piece) (?:was|is) )?(?:(?:written|posted|published|story|words|text|created|reported) )?by\b:?\s|"
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
_UPDATED = re.compile(
    r"\b(?:updated?|modified|revised|aktualisiert|stand|mis à jour|actualizado|обновлено|수정|更新)\b", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|publié|veröffentlicht|publicado|опубликован\w*|입력|등록|发布|first published|created|date)\b",
    re.IGNORECASE,
)
_LATER_BY = re.compile(r"\b[Bb]y\s+(?=[^\W\d_a-z])")
# "ByJane Doe", "Jane DoeJuly 3, 2024": spans that a style sheet keeps apart.
_GLUED = re.compile(
    r"(?<=^By)(?=[A-Z])|(?<=[a-zà-ÿ])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d|\d{1,2}[ /.]|Updated|Published|Posted)"
)
_LABELS = frozenset(("by", "written by", "author", "authors", "writer", "text", "posted by", "autor", "автор"))
_FAR = 14
# How many blocks below the text still belong to it.
_BELOW = 13


def claims(
    pieces: Sequence[Piece], taken: Sequence[bool], title: str, summary: str, pictured: frozenset[str]
) -> tuple[Claim, ...]:
    """What the lines around the article say of its authors, dates and standfirst.

    ``summary`` is the page's description; ``pictured`` are the texts of its images, folded.
    """
    inside = [at for at, yes in enumerate(taken) if yes and pieces[at].kind != "heading"]
    if not inside:
        return ()
    around = _above(pieces[inside[0]].place)
    head, foot = _head(pieces, inside[0], title), list(range(inside[-1] + 1, min(inside[-1] + _BELOW, len(pieces))))
    head = [at for at in head if not _is_aside(pieces[at].place, around)]
    foot = [at for at in foot if not _is_aside(pieces[at].place, around)]
    found = [*_authors(pieces, head, pictured), *_dates(pieces, head, "above the text")]
    if not any(c.field == "authors" for c in found):
        found += _authors(pieces, foot, frozenset())
    if not any(c.field == "published" for c in found):
        found += _dates(pieces, foot, "below the text")
    if not any(c.field in ("published", "modified") for c in found):
        found += _labelled(pieces, around)
    found += _standfirst(pieces, [at for at in head if at <= inside[0]], summary)
    return tuple(found)


def _standfirst(pieces: Sequence[Piece], above: Iterable[int], summary: str) -> Iterator[Claim]:
    """The sentence between headline and text: by its name, or because it is what the page gives as its description."""
    described = words.fold(summary)
    for at in above:
        piece = pieces[at]
        folded = words.fold(piece.text)
        named = piece.place.said.deck or (piece.place.up is not None and piece.place.up.said.deck)
        same = len(folded) > 30 and (folded in described or (len(described) > 30 and described.rstrip(". …") in folded))
        if (named or same) and 25 <= len(piece.text) <= 400 and piece.link_chars * 2 < len(piece.text):
            yield Claim(field="subtitle", value=piece.text, by="line under the headline")
            return


def _head(pieces: Sequence[Piece], first: int, title: str) -> list[int]:
    """From the headline to the second block of the text, then a few lines above the headline."""
    folded = words.fold(title)
    headlines = [
        at
        for at in range(max(0, first - 40), min(first + 2, len(pieces)))
        if pieces[at].place.tag == "h1" or (folded and words.fold(pieces[at].text) == folded)
    ]
    start = headlines[-1] if headlines else max(0, first - _FAR)
    return [*range(start, min(first + 3, len(pieces))), *range(max(0, start - 6), start)]


def _authors(pieces: Sequence[Piece], where: Iterable[int], pictured: frozenset[str]) -> Iterator[Claim]:
    for at in where:
        piece = pieces[at]
        if len(piece.text) <= 220 and not _NOT_BY.search(piece.text[:40]):
            line = _undated(piece.text)
            found = (
                _in_words(pieces, at, line)
                or _linked(piece)
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


def _linked(piece: Piece) -> tuple[Claim, ...]:
    """A name that leads to its owner's page."""
    signed = [said for said, href in piece.links if said and _PAGE.search(href)]
    return tuple(Claim(field="authors", value=_END.sub("", s), by="link to the author's page") for s in signed)


def _marked(piece: Piece, line: str) -> tuple[Claim, ...]:
    """A line in an element called byline, author, writer."""
    if len(piece.text) >= 120 or not _words_around(piece.place) & _NAMED:
        return ()
    return (Claim(field="authors", value=_END.sub("", _PARTS.split(line)[0]), by="line marked as a byline"),)


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
    text = _GLUED.sub(" ", text)
    span = dates.find(text)
    return f"{text[: span[0]]} | {text[span[1] :]}".strip("| ") if span else text


def _dates(pieces: Sequence[Piece], where: Iterable[int], place: str) -> Iterator[Claim]:
    for at in where:
        piece = pieces[at]
        span = dates.find(piece.text)
        if (len(piece.text) > 160 or not span) and not piece.stamp:
            continue
        start, end = span or (len(piece.text), len(piece.text))
        value = piece.stamp or piece.text[start : end + 24]
        before = piece.text[:start]
        if not before.strip() and at and len(pieces[at - 1].text) < 24:
            before = pieces[at - 1].text
        if _UPDATED.search(before) and not _PUBLISHED.search(before):
            yield Claim(field="modified", value=value, by=f"date {place}")
        elif (
            piece.stamp
            or _PUBLISHED.search(before)
            or len(piece.text) - (end - start) < 60
            or _words_around(piece.place) & _DATED
        ):
            yield Claim(field="published", value=value, by=f"date {place}")
            rest = piece.text[end:]
            if _UPDATED.search(rest[:40]) and (again := dates.find(rest)):
                yield Claim(field="modified", value=rest[again[0] : again[1] + 24], by=f"date {place}")


def _labelled(pieces: Sequence[Piece], around: frozenset[int]) -> Iterator[Claim]:
    """A date that is called the date of publication or of the last change in so many words, wherever it stands."""
    for at, piece in enumerate(pieces):
        if len(piece.text) > 80 or not (span := dates.find(piece.text)) or _is_aside(piece.place, around):
            continue
        label = piece.text[: span[0]].strip() or (pieces[at - 1].text if at and len(pieces[at - 1].text) < 24 else "")
        field = "modified" if _UPDATED.search(label) else "published" if _PUBLISHED.search(label) else ""
        if field:
            yield Claim(field=field, value=piece.stamp or piece.text[span[0] :], by="labelled date on the page")
            return


def _above(place: Place) -> frozenset[int]:
    """An element and all that it stands in."""
    found = set()
    here: Place | None = place
    while here is not None:
        found.add(here.at)
        here = here.up
    return frozenset(found)


def _is_aside(place: Place, around: frozenset[int]) -> bool:
    """Whether one of the three elements around a block, up to those that also hold the article, is called an aside."""
    here: Place | None = place
    for _ in range(3):
        if here is None or here.at in around:
            return False
        if here.tag in ("footer", "nav") or _ASIDE.search(here.name.lower()):
            return True
        here = here.up
    return False


def _words_around(place: Place) -> set[str]:
    """The words of the names of an element and the two around it."""
    found: set[str] = set()
    here: Place | None = place
    for _ in range(3):
        if here is None:
            break
        found.update(w.lower() for w in _WORD.findall(here.name))
        here = here.up
    return found
