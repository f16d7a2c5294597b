"""Which articles are one story, and which of them is the original. Read :func:`group`.

    articles → sketches → candidates → likeness → stories, each with its original and what its copies altered

Chrome has been taken off before; what is compared is what the texts say, sentence by sentence (``align``,
``likeness``). The result does not depend on the order in which the articles arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from digest import words
from digest.group import candidates, original
from digest.group.facts.alter import alterations, faithfulness
from digest.group.likeness import FEWEST_WORDS, Likeness, likeness
from digest.group.relation import evidence, relation
from digest.group.sketch import sketch
from digest.group.translation import translated
from digest.group.wording import wording
from digest.model import Alteration, Article, Story, Version

_TAKEN_APART = 512


def group(articles: Iterable[Article]) -> tuple[Story, ...]:
    """Fold the copies, teasers and rewrites of one text into one story; the stories are in the order of their ids."""
    ordered = sorted(articles, key=lambda a: a.id)
    first, same = _distinct(ordered)
    near = candidates.pairs([sketch(compared(a)) for a in first])
    return fold(ordered, [*same, *((first[i].id, first[j].id) for i, j in near)])


def packed(article: Article) -> bytes:
    """The sketch of an article, to be stored with it."""
    return sketch(compared(article)).astype("<u4").tobytes()


def placed(articles: Iterable[Article], stored: Sequence[tuple[str, bytes]]) -> frozenset[str]:
    """Ids of stored articles, given with their packed sketches, that some of the articles may be versions of."""
    sizes = np.array([len(of) // 4 for _, of in stored], dtype=np.int64)
    features = np.frombuffer(b"".join(of for _, of in stored), "<u4")
    near = candidates.nearest((sketch(compared(a)) for a in articles), features, sizes)
    return frozenset(stored[n][0] for those in near for n in those)


def fold(articles: Iterable[Article], near: Iterable[tuple[str, str]]) -> tuple[Story, ...]:
    """Compare the pairs given by their ids, and fold those that are versions of one text into one story."""
    by_id = {a.id: a for a in articles}
    comparison = Comparison()
    copies = [(a, b) for a, b in near if comparison.are_versions(by_id[a], by_id[b])]
    texts = [[by_id[i] for i in members] for members in _components(sorted(by_id), copies)]
    decided = [original.choose(t, comparison.strength) for t in texts]
    copiers = original.copiers((first, t) for t, (first, _) in zip(texts, decided, strict=True) if len(t) > 1)
    for n, t in enumerate(texts):
        if len(t) > 1 and not copiers.isdisjoint(a.publisher for a in t):
            decided[n] = original.choose(t, comparison.strength, copiers)
    return tuple(_story(t, *decision, comparison) for t, decision in zip(texts, decided, strict=True))


def compared(article: Article) -> str:
    """What of an article is compared."""
    return with_title(article.title, article.text)


def with_title(title: str, text: str) -> str:
    """A text, together with its title where it has so few words that they may be the whole text of many: "– cartoon"."""
    return text if len(text.split(None, FEWEST_WORDS)) >= FEWEST_WORDS else f"{title}\n{text}".strip()


class Comparison:
    """Likenesses of articles; those of versions are kept, and the texts last taken apart."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Likeness] = {}
        self.wording = lru_cache(maxsize=_TAKEN_APART)(wording)

    def of(self, a: Article, b: Article) -> Likeness:
        """How alike two articles are; the order does not matter."""
        left, right = sorted((compared(a), compared(b)))
        found = self._found.get((left, right)) or likeness(self.wording(left), self.wording(right))
        if a.language and b.language and a.language != b.language and not found.is_copy():
            strength, kept = translated(left, right)
            found = replace(found, strength=strength, translated=kept) if strength >= 1 else found
        if found.is_copy(stated=True):
            self._found[left, right] = found
        return found

    def are_versions(self, a: Article, b: Article) -> bool:
        """Whether two articles are versions of one text."""
        if a.text and words.fold(compared(a)) == words.fold(compared(b)):
            return True
        return self.of(a, b).is_copy(stated=original.names(a, b) or original.names(b, a))

    def strength(self, a: Article, b: Article) -> float:
        """How alike two articles are, as a number."""
        return self.of(a, b).strength


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


def _story(articles: list[Article], first: Article, why: str, comparison: Comparison) -> Story:
    versions = tuple(_version(first, a, comparison) for a in articles if a is not first)
    stated = first.first_published_in
    return Story(
        original=first,
        versions=versions,
        why_original=why if versions else "",
        elsewhere=stated if stated and not original.names(first, first) else None,
    )


def _version(first: Article, article: Article, comparison: Comparison) -> Version:
    like = comparison.of(first, article)
    how = relation(first, article, like)
    changed: tuple[Alteration, ...] = ()
    if how not in ("identical", "translation"):
        changed = alterations(comparison.wording(compared(first)), comparison.wording(compared(article)))
    return Version(
        article=article,
        relation=how,
        similarity=1.0 if how == "identical" else round(like.score, 3),
        evidence=evidence(first, article, like),
        alterations=changed,
        faithfulness="" if how == "translation" else faithfulness(changed, comparison.wording(compared(article))),
    )
