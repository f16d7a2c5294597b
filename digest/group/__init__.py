"""Which articles are one story, and which of them is the original. Read :func:`group`.

    articles → sketches → candidates → likeness → stories, each with its original and what its copies altered

Chrome has been taken off before; what is compared is what the texts say, sentence by sentence (``align``,
``likeness``). The result does not depend on the order in which the articles arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np

from digest import words
from digest.group import candidates, original
from digest.group.facts.alter import alterations, faithfulness
from digest.group.houses import declared, names
from digest.group.relation import evidence, relation
from digest.group.sketch import sketch, sketches
from digest.group.versions import Tie, alignment, alike, compared, strength, text_apart, tie
from digest.model import Alteration, Article, Story, Version

Work = Callable[[Callable[[list[Any]], list[Any]], Iterable[list[Any]]], Iterable[list[Any]]]
"""Calls a function for each piece of work and gives what it returns, in order: ``map``, or one that uses more processes."""
# Two texts less alike than this tell different things. So many longer versions of a text are looked at.
_NOTHING_IN_COMMON, _LOOKED_AT = 0.25, 16
# The languages whose words are in the tables of facts, and a text too short to tell.
_READ = ("en", "")
# So many pairs, or stories, are one piece.
_PIECE = 4
# A summary is one of the text that it fits so many times as well as the next.
_CLEARLY = 1.25


def group(articles: Iterable[Article]) -> tuple[Story, ...]:
    """Fold the copies, teasers and rewrites of one text into one story; the stories are in the order of their ids."""
    ordered = sorted(articles, key=lambda a: a.id)
    first, same = _distinct(ordered)
    near = candidates.pairs(sketches(compared(a) for a in first))
    return fold(ordered, dict.fromkeys([*same, *((first[i].id, first[j].id) for i, j in near), *declared(ordered)]))


def packed(article: Article) -> bytes:
    """The sketch of an article, to be stored with it."""
    return sketch(compared(article)).astype("<u4").tobytes()


def placed(articles: Iterable[Article], stored: Sequence[tuple[str, bytes]]) -> frozenset[str]:
    """Ids of stored articles, given with their packed sketches, that some of the articles may be versions of."""
    sizes = np.array([len(of) // 4 for _, of in stored], dtype=np.int64)
    features = np.frombuffer(b"".join(of for _, of in stored), "<u4")
    near = candidates.nearest(sketches(compared(a) for a in articles), features, sizes)
    return frozenset(stored[n][0] for those in near for n in those)


def fold(articles: Iterable[Article], near: Iterable[tuple[str, str]], work: Work = map) -> tuple[Story, ...]:
    """Compare the pairs given by their ids, and fold those that are versions of one text into one story."""
    by_id = {a.id: a for a in articles}
    pairs = [(by_id[a], by_id[b]) for a, b in near]
    ties = list(zip(pairs, chain.from_iterable(work(_compare, _pieces(pairs))), strict=True))
    versions = _without_compilations([p for p, (of, _) in ties if of == "versions"])
    summaries = [(a.id, b.id, strong) for (a, b), (of, strong) in ties if of == "summary"]
    texts = [[by_id[i] for i in members] for members in _texts(sorted(by_id), versions, summaries)]
    many = [t for t in texts if len(t) > 1]
    decided = list(chain.from_iterable(work(_originals, _pieces((t, frozenset()) for t in many))))
    copiers = original.copiers((t[first], t) for t, (first, _) in zip(many, decided, strict=True))
    for n, t in enumerate(many):
        if not copiers.isdisjoint(a.publisher for a in t):
            decided[n] = _originals([(t, copiers)])[0]
    told = chain.from_iterable(work(_stories, _pieces((t, *of) for t, of in zip(many, decided, strict=True))))
    return tuple(next(told) if len(t) > 1 else _story(t, t[0], "") for t in texts)


def _without_compilations(ties: Sequence[tuple[Article, Article]]) -> list[tuple[str, str]]:
    """The ties, by the ids, but for those of a text that has the openings of several which have nothing in common.

    Such a text, a newsletter whose items are not told apart, would make one story of them.
    """
    longer: dict[str, list[Article]] = {}
    for pair in ties:
        short, long = sorted(pair, key=lambda a: (len(a.text), a.id))
        longer.setdefault(short.id, []).append(long)
    compiled = {
        i
        for i, those in longer.items()
        for first, *others in [sorted(those, key=lambda a: (-len(a.text), a.id))[:_LOOKED_AT]]
        if any(strength(first, other) < _NOTHING_IN_COMMON for other in others)
    }
    return [(a.id, b.id) for a, b in ties if compiled.isdisjoint((a.id, b.id))]


def _pieces(items: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(items)
    while piece := list(islice(waiting, _PIECE)):
        yield piece


def _compare(pairs: Sequence[tuple[Article, Article]]) -> list[tuple[Tie, float]]:
    """What each two are to each other, and how surely a summary is one of the other."""
    found = ((a, b, tie(a, b)) for a, b in pairs)
    return [(of, strength(a, b) if of == "summary" else 0.0) for a, b, of in found]


def _originals(texts: Sequence[tuple[Sequence[Article], frozenset[str]]]) -> list[tuple[int, str]]:
    """Which of the versions of each text is the original, and why."""
    chosen = [(versions, *original.choose(versions, strength, copiers)) for versions, copiers in texts]
    return [(next(n for n, a in enumerate(of) if a is first), why) for of, first, why in chosen]


def _distinct(articles: Sequence[Article]) -> tuple[list[Article], list[tuple[str, str]]]:
    """One article of each text, and the pairs that tie the others to it: a story that ran everywhere is compared once."""
    by_text: dict[str, Article] = {}
    same = []
    for article in articles:
        text = words.fold(compared(article))
        standing = by_text.setdefault(text or article.id, article)
        if standing is not article:
            same.append((standing.id, article.id))
    return list(by_text.values()), same


def _texts(
    ids: Sequence[str], versions: Sequence[tuple[str, str]], summaries: Sequence[tuple[str, str, float]]
) -> list[list[str]]:
    """The ids of the versions of each text. A summary is one of the text that it fits clearly better than any other.

    Where it fits two about as well, or two summaries that are worded differently fit the text, they are more likely to be reports
    of the same event.
    """
    text_of = {i: n for n, members in enumerate(_components(ids, versions)) for i in members}
    fits: dict[int, dict[int, float]] = {}
    for a, b, strong in summaries:
        for one, other in ((text_of[a], text_of[b]), (text_of[b], text_of[a])):
            if one != other:
                near = fits.setdefault(one, {})
                near[other] = max(near.get(other, 0.0), strong)
    best = {n: _clearly_best(near) for n, near in fits.items()}
    sure = [
        (a, b) for a, b, _ in summaries if best.get(text_of[a]) == text_of[b] and best.get(text_of[b]) == text_of[a]
    ]
    return _components(ids, [*versions, *sure])


def _clearly_best(near: Mapping[int, float]) -> int | None:
    """What fits best, if nothing else fits nearly as well."""
    first, *others = sorted(near, key=lambda n: (-near[n], n))
    return first if not others or near[first] >= _CLEARLY * near[others[0]] else None


def _components(ids: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Connected components (union-find), each sorted, in the order of their first member."""
    parent = {i: i for i in ids}

    def root(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in edges:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    members: dict[str, list[str]] = {}
    for i in parent:
        members.setdefault(root(i), []).append(i)
    return list(members.values())


def _stories(texts: Sequence[tuple[Sequence[Article], int, str]]) -> list[Story]:
    """The story of each text, given as its versions, which of them is the original, and why."""
    return [_story(versions, versions[first], why) for versions, first, why in texts]


def _story(articles: Sequence[Article], first: Article, why: str) -> Story:
    versions = tuple(_version(first, a) for a in articles if a is not first)
    # What a version that has the text word for word says of where it stood holds for the text.
    same = (first, *(v.article for v in versions if v.relation in ("identical", "republication")))
    stating = (a for a in same if a.first_published_in and not any(names(a, o) for o in articles))
    return Story(
        original=first,
        versions=versions,
        why_original=why if versions else "",
        elsewhere=next((a.first_published_in for a in stating), None),
    )


def _version(first: Article, article: Article) -> Version:
    like, where = alike(first, article), alignment(first, article)
    how = relation(first, article, like, where)
    changed: tuple[Alteration, ...] = ()
    if how not in ("identical", "translation"):
        changed = alterations(text_apart(first), text_apart(article))
    return Version(
        article=article,
        relation=how,
        similarity=1.0 if how == "identical" else round(like.score, 3),
        evidence=evidence(first, article, like, where, how),
        alterations=changed,
        # Where nothing is found in a language of which little is read, nothing is said.
        faithfulness=""
        if how == "translation" or (not changed and how != "identical" and article.language not in _READ)
        else faithfulness(changed, text_apart(article)),
    )
