"""Which house a text says it stood in first. Read :func:`names`, :func:`declared` and :func:`credited_by`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice

from digest import urls, words
from digest.group.facts.named import initials
from digest.model import Article

# What stands before the name of a house, and what an inflected name has in common with itself at least.
_THE = ("the ", "der ", "die ", "das ", "le ", "la ", "el ")
_INFLECTED, _STEM = 3, 4
# Of a story that ran everywhere, so many lines are looked at.
_LINES = 200
# The agency that a report begins with: "CHISINAU, Sept 26 (Reuters) – Two parties …".
_DATELINE = re.compile(r"[^\n(]{2,60}\((?P<agency>[A-Z][^\n()]{1,40})\)\s?(?:[-–—]|--)\s")
# A translation appears within so long of its original.
_TRANSLATED_WITHIN = timedelta(days=45)


def names(version: Article, other: Article) -> bool:
    """Whether ``version`` says it stood first at the publisher, or at the address, of ``other``."""
    first = version.first_published_in
    if first is None:
        return False
    if names_page(version, other):
        return True
    said, own, host = words.fold(first.publisher), words.fold(other.publisher), urls.host(other.url)
    if said and host and (said == host or _plain(said) in host.split(".")[:-1]):
        return True
    return bool(said and own) and (_has(own, said) or _has(said, own) or _are_inflected(said, own))


def _has(name: str, part: str) -> bool:
    """Whether a folded name has another as whole words of it."""
    # Most have not, of which the words need not be told.
    return part in name and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", name) is not None


def names_page(version: Article, other: Article) -> bool:
    """Whether ``version`` says it stood first at the address of ``other``."""
    first = version.first_published_in
    return (
        first is not None and bool(first.url and other.url) and urls.same_page(first.url) == urls.same_page(other.url)
    )


def declared(articles: Sequence[Article]) -> Iterator[tuple[str, str]]:
    """Ids of two articles of which one says that it stood first at the address of the other, or, in another language, in its house.

    Texts in two languages may have no word in common that could tell it.
    """
    stating = [(a, a.first_published_in) for a in articles if a.first_published_in]
    if not stating:
        return
    by_page: dict[str, list[Article]] = {}
    by_house: dict[str, list[Article]] = {}
    for a in articles:
        by_page.setdefault(urls.same_page(a.url), []).append(a)
        by_house.setdefault(a.publisher, []).append(a)
    for version, first in stating:
        named = by_page.get(urls.same_page(first.url), []) if first.url else []
        houses = (of for house, of in by_house.items() if house != version.publisher and names(version, of[0]))
        abroad = (a for of in houses for a in of if _may_be_translated(version, a))
        yield from ((version.id, a.id) for a in (*named, *abroad) if a is not version)


def _may_be_translated(version: Article, other: Article) -> bool:
    """Whether two articles are in two languages, and not known to be of different times."""
    if not in_two_languages(version, other):
        return False
    then, now = other.published, version.published
    return not (then and now) or abs(now - then) <= _TRANSLATED_WITHIN


def in_two_languages(a: Article, b: Article) -> bool:
    """Whether both languages are known, and not the same."""
    return bool(a.language and b.language) and a.language != b.language


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
    """Bylines, copyright lines and datelines, folded, with the folded name of the publisher who carries them, and an article that does.

    Whose copyright it is is also there by its first letters: "© Agence France-Presse" has "afp".
    """
    lines = ((a, line) for a in articles for line in _lines(a))
    return {(words.fold(a.publisher), line): a for a, line in islice(lines, _LINES)}


def _lines(article: Article) -> Iterator[str]:
    for note in article.notes:
        if note.role == "byline":
            yield words.fold(note.text)
        elif note.role == "copyright":
            yield " ".join([words.fold(note.text), *sorted(initials(note.text))])
    if found := _DATELINE.match(article.text):
        yield words.fold(found["agency"])


def credited_by(article: Article, lines: Mapping[tuple[str, str], Article]) -> Article | None:
    """A version whose byline or copyright line names the publisher of an article, and not its own."""
    house = words.fold(article.publisher)
    if not house:
        return None
    called = (house, *sorted(initials(article.publisher)))
    others = (
        a
        for (own, line), a in lines.items()
        if own != house and any(_has(line, name) for name in called) and not (own and _has(line, own))
    )
    return next(others, None)
