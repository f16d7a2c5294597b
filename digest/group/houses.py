"""Which house a text says it stood in first. Read :func:`names` and :func:`credited_by`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from digest import urls, words
from digest.model import Article

# What stands before the name of a house, and what an inflected name has in common with itself at least.
_THE = ("the ", "der ", "die ", "das ", "le ", "la ", "el ")
_INFLECTED, _STEM = 3, 4
# Of a story that ran everywhere, so many lines are looked at.
_LINES = 200


def names(version: Article, other: Article) -> bool:
    """Whether ``version`` says it stood first at the publisher, or at the address, of ``other``."""
    first = version.first_published_in
    if first is None:
        return False
    if first.url and other.url and urls.canonical(first.url) == urls.canonical(other.url):
        return True
    said, own, host = words.fold(first.publisher), words.fold(other.publisher), urls.host(other.url)
    if said and host and (said == host or _plain(said) in host.split(".")[:-1]):
        return True
    return bool(said and own) and (said in own or own in said or _are_inflected(said, own))


def _plain(name: str) -> str:
    """A folded name as it may stand in an address: "The Korea Times" as "koreatimes"."""
    return re.sub(r"\W", "", next((name[len(the) :] for the in _THE if name.startswith(the)), name))


def _are_inflected(one: str, other: str) -> bool:
    """Whether each word of one name begins as that of the other: "Gazecie Portowej", "Gazeta Portowa"."""
    pairs = list(zip(one.split(), other.split(), strict=False))
    return len(one.split()) == len(other.split()) and all(
        a[:length] == b[:length] for a, b in pairs for length in [max(_STEM, max(len(a), len(b)) - _INFLECTED)]
    )


def crediting(articles: Iterable[Article]) -> dict[tuple[str, str], Article]:
    """Bylines and copyright lines, folded, with the folded name of the publisher who carries them, and an article that does."""
    lines = ((a, n.text) for a in articles for n in a.notes if n.role in ("byline", "copyright"))
    return {(words.fold(a.publisher), words.fold(text)): a for a, text in islice(lines, _LINES)}


def credited_by(article: Article, lines: Mapping[tuple[str, str], Article]) -> Article | None:
    """A version whose byline or copyright line names the publisher of an article, and not its own."""
    house = words.fold(article.publisher)
    others = (
        a for (own, line), a in lines.items() if house and own != house and house in line and not (own and own in line)
    )
    return next(others, None)
