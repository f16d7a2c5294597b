"""Which version is the original, and why. Read :func:`choose`.

No single sign decides: a copy may carry the earlier date (or none), a rewrite may be the longest. What the texts say of
themselves comes first, then what contains what, the author's own house, and the dates as far as they can be trusted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest import words
from digest.group.houses import credited_by, crediting, in_two_languages, names
from digest.model import Article, Confidence

Alike = Callable[[Article, Article], float]
_NAMED, _NOT_ITS_OWN, _PARTIAL, _OWN_HOUSE, _CENTRAL, _AUTHOR, _WHOLE = 4.0, -4.0, -3.0, 1.5, 4.0, 0.5, 0.1
_EARLIEST: Mapping[Confidence, float] = {"high": 2.0, "medium": 1.6, "low": 1.2}
# Among more texts than this the centre is not looked for: it would cost the square of their number.
_FEWEST_TEXTS, _MOST_TEXTS, _ALIKE = 3, 24, 4.0
_COPIER, _STORIES, _MOSTLY = -2.5, 3, 0.7
_CREDITED = 2.0
# Two versions nearer to each other than this are undecided.
_CLOSE = 0.25
_SHORTER = 0.75
_TRANSLATED = re.compile(
    r"\b(?:translat(?:ed|ion)|traduit|traduction|traducid[oa]|tradott[oa]|traduzid[oa]|übersetz|aus dem \w+ischen|перевод|przekład|tłumacz)",
    re.IGNORECASE,
)
# The last second of a day.
_DAY = 86_399


@dataclass(frozen=True, slots=True)
class _Sign:
    value: float
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What is known of all the versions: from how many characters on one is whole, whether one is partial, …

    ``begins`` is when each may have been published at the earliest, in order; ``ended`` when one was at the latest.
    """

    languages: Collection[str]
    stating: Sequence[Article]
    crediting: Mapping[tuple[str, str], Article]
    employers: Collection[str]
    whole: float
    partial: bool
    unsigned: bool
    copiers: Collection[str]
    begins: Sequence[float]
    ended: float


def choose(articles: Sequence[Article], alike: Alike, copiers: Collection[str] = ()) -> tuple[Article, str]:
    """Return the original among versions of one text, and why in words.

    ``alike`` tells how alike two of them are; ``copiers`` are publishers that other stories have shown to copy.
    """
    central = _centrality(articles, alike)
    whole = _SHORTER * max(len(a.text) for a in articles)
    dated = sorted(_span(a) for a in articles if a.published)
    context = _Context(
        languages={a.language for a in articles} - {""},
        stating=_stating(articles),
        crediting=crediting(articles),
        employers={words.fold(f.organisation) for a in articles for f in a.affiliations if f.organisation},
        whole=whole,
        partial=any(a.completeness != "complete" for a in articles),
        unsigned=not all(a.authors for a in articles),
        copiers={a.publisher for a in articles} & set(copiers),
        begins=[first for first, _ in dated],
        ended=min((last for _, last in dated), default=0.0),
    )
    signs = {a.id: tuple(_signs(a, context, central[a.id])) for a in articles}
    ranked = sorted(articles, key=lambda a: (-sum(s.value for s in signs[a.id]), _span(a)[1], -len(a.text), a.id))
    best = ranked[0]
    why = "; ".join(s.says for s in signs[best.id] if s.value > 0 and s.says)
    if len(ranked) > 1 and sum(s.value for s in signs[best.id]) - sum(s.value for s in signs[ranked[1].id]) < _CLOSE:
        return best, f"cannot tell for certain{': ' + why if why else ''}; the earliest, then the longest, was taken"
    return best, why or "no other version has as few signs of being a copy"


def _signs(article: Article, among: _Context, central: float) -> list[_Sign]:
    found = [*_of_houses(article, among)]
    if article.completeness != "complete" or len(article.text) < among.whole:
        found.append(_Sign(_PARTIAL, ""))
    elif among.partial:
        found.append(_Sign(_WHOLE, "it is complete where another version is a teaser"))
    if article.published:
        found.append(_earliest(article, among))
    found.append(_Sign(_CENTRAL * central, ""))
    if article.authors and among.unsigned:
        found.append(_Sign(_AUTHOR, "it names its author"))
    return found


def _of_houses(article: Article, among: _Context) -> Iterator[_Sign]:
    """What the texts say of who published it first, what is known of the publishers, and where the author works."""
    named = next((o for o in among.stating if o is not article and names(o, article)), None)
    credited = credited_by(article, among.crediting)
    if named and named.first_published_in:
        yield _Sign(_NAMED, f"another version says so: “{named.first_published_in.statement}”")
    elif credited:
        yield _Sign(_CREDITED, f"another version, at {credited.publisher}, credits its publisher")
    if (article.first_published_in and not names(article, article)) or _is_translated(article, among):
        yield _Sign(_NOT_ITS_OWN, "")
    if article.publisher in among.copiers:
        yield _Sign(_COPIER, "")
    elif among.copiers:
        yield _Sign(_WHOLE, "other versions stand at publishers that mostly copy")
    # The bio may stand in another version only.
    if any(of in words.fold(article.publisher) for of in among.employers):
        yield _Sign(_OWN_HOUSE, "it stands in the house its author works for")


def _is_translated(article: Article, among: _Context) -> bool:
    """Whether a text says that it is a translation, and a version in another language is there."""
    said = any(n.role == "provenance" and _TRANSLATED.search(n.text) for n in article.notes)
    return said and any(article.language and of != article.language for of in among.languages)


def _stating(articles: Sequence[Article]) -> list[Article]:
    """Of those that state a source, two of each source: enough for any article to find another than itself."""
    by_source: dict[tuple[str, str], list[Article]] = {}
    for article in articles:
        if first := article.first_published_in:
            by_source.setdefault((first.publisher, first.url), []).append(article)
    return [a for some in by_source.values() for a in some[:2]]


def _earliest(article: Article, among: _Context) -> _Sign:
    """What its date says for an article, as far as the date can be trusted."""
    weight = _EARLIEST[article.date_confidence]
    if len(among.begins) == 1:
        return _Sign(weight / 2, "it alone is dated")
    begins, ends = _span(article)
    if among.ended < begins:
        return _Sign(0.0, "")
    # Its own date is one of them.
    if bisect_right(among.begins, ends) == 1:
        return _Sign(weight, "it is the earliest")
    return _Sign(weight / 2, "it is as early as any")


def _centrality(articles: Sequence[Article], alike: Alike) -> dict[str, float]:
    """How near all others are to each, beside the nearest, 0…1: two rewrites are less alike than each and its source."""
    texts = {a.text: a for a in articles}
    count = Counter(a.text for a in articles)
    if len(articles) < _FEWEST_TEXTS or not 1 < len(texts) <= _MOST_TEXTS:
        return dict.fromkeys((a.id for a in articles), 0.0)
    near = {
        t: sum(count[o.text] * _nearness(a, o, alike) for o in texts.values() if o is not a) + (count[t] - 1) * _ALIKE
        for t, a in texts.items()
    }
    most = max(near.values()) or 1.0
    return {a.id: near[a.text] / most for a in articles}


def _nearness(a: Article, b: Article, alike: Alike) -> float:
    """How near two texts are, within bounds; what a translation has in common with its original is not in its words."""
    return _ALIKE if in_two_languages(a, b) else min(alike(a, b), _ALIKE)


def _span(article: Article) -> tuple[float, float]:
    """From when to when, in seconds since 1970, it may have been published; an undated version counts as later than any dated one."""
    if not article.published:
        return float("inf"), float("inf")
    at = article.published.timestamp()
    return at, at + _DAY if article.day_only else at


def is_later(version: Article, original: Article) -> bool:
    """Whether a version was certainly published later; a day without a time says nothing of the hours of that day."""
    return bool(version.published and original.published) and _span(version)[0] > _span(original)[1]


def copiers(decided: Iterable[tuple[Article, Sequence[Article]]]) -> frozenset[str]:
    """Publishers that have shown to copy: in three stories and more, and in most of theirs, they had a version only.

    ``decided`` are stories as their original and all their versions.
    """
    copied: Counter[str] = Counter()
    ran: Counter[str] = Counter()
    for first, articles in decided:
        there = {a.publisher for a in articles if a.publisher}
        ran.update(there)
        copied.update(there - {first.publisher})
    return frozenset(p for p, n in ran.items() if n >= _STORIES and copied[p] >= _MOSTLY * n)
