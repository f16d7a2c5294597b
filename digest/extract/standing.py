"""Byline, dates and standfirst as they stand on the page, near the headline or under the text. Read :func:`claims`.

Markup names an author for one page in two and is sometimes wrong; readers see "By Jane Doe | July 3, 2024" between the
headline and the first paragraph. What stands in a sidebar or among comments belongs to something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from digest import names, words
from digest.extract import byline, dateline
from digest.extract.place import INSIDE, Place, around
from digest.extract.segment import Piece
from digest.model import Claim, Hints

_ASIDE = re.compile(
    r"related|comment|recommend|footer(?!-meta)|popular|trending|latest|\bnav|menu|newsletter|recirc|teaser|also-?(?:read|like)"
)
_FAR = 14
# How many blocks below the text still belong to it.
_BELOW = 13
_BESIDES_BELOW = 20


def claims(
    pieces: Sequence[Piece], taken: Sequence[bool], page: Hints, pictured: frozenset[str], host: str
) -> tuple[Claim, ...]:
    """What the lines around the article say of its authors, dates and standfirst.

    ``page`` is what the markup says; ``pictured`` are the texts of the page's images, folded; ``host`` is the site.
    """
    inside = [at for at, yes in enumerate(taken) if yes and pieces[at].kind != "heading"]
    if not inside:
        return ()
    article = around(pieces[inside[0]].place)
    head, foot = _head(pieces, inside[0], page.title), list(range(inside[-1], min(inside[-1] + _BELOW, len(pieces))))
    head = [at for at in head if not _is_aside(pieces[at].place, article)]
    foot = [at for at in foot if not _is_aside(pieces[at].place, article)]
    found = [*byline.authors(pieces, head, pictured, host), *dateline.stamps(pieces, head, "above the text")]
    if not any(names.names_somebody(c.value) for c in found if c.field == "authors"):
        found += byline.authors(pieces, foot, frozenset(), host)
    if not any(c.field == "published" for c in found):
        # Below a text stand notes, events and other stories with dates of their own.
        plain = [at for at in foot if not pieces[at].link_chars]
        found += dateline.stamps(pieces, plain, "below the text", besides=_BESIDES_BELOW)
    if not any(c.field in ("published", "modified") for c in found):
        beside = [at for at, p in enumerate(pieces) if not _is_aside(p.place, article)]
        found += dateline.labelled(pieces, beside)
    found += _standfirst(pieces, [at for at in head if at <= inside[0]], page.summary)
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


def _is_aside(place: Place, article: frozenset[int]) -> bool:
    """Whether one of the three elements around a block, up to those that also hold the article, is called an aside."""
    here: Place | None = place
    for _ in range(3):
        if here is None or here.at in article:
            return False
        of_article = here.inside & INSIDE["article"]
        if here.tag == "nav" or (here.tag == "footer" and not of_article) or _ASIDE.search(here.name.lower()):
            return True
        here = here.up
    return False
