"""Which articles are one story, and which of them is the original. Read :func:`group`.

Chrome has been taken off before; what is compared is the wording alone, by shared word pairs (see ``compare``). The
result does not depend on the order in which the articles arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digest.group import candidates, compare, original
from digest.group.fingerprint import fingerprint
from digest.model import Article, Story, Version


def group(articles: Iterable[Article]) -> tuple[Story, ...]:
    """Fold the copies, teasers and rewrites of one text into one story; the stories are in the order of their ids."""
    by_id = {a.id: a for a in sorted(articles, key=lambda a: a.id)}
    prints = {i: fingerprint(a) for i, a in by_id.items()}
    likeness: dict[tuple[str, str], compare.Likeness] = {}
    for a, b in candidates.pairs(prints.values()):
        likeness[a, b] = compare.likeness(prints[a], prints[b])
    copies = [pair for pair, like in likeness.items() if compare.is_copy(by_id[pair[0]], by_id[pair[1]], like)]
    return tuple(_story([by_id[i] for i in members], likeness) for members in _components(by_id, copies))


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


def _story(articles: list[Article], likeness: Mapping[tuple[str, str], compare.Likeness]) -> Story:
    first, why = original.choose(articles)
    versions = []
    for article in articles:
        if article is first:
            continue
        key = (min(first.id, article.id), max(first.id, article.id))
        like = likeness.get(key) or compare.likeness(fingerprint(first), fingerprint(article))
        versions.append(
            Version(
                article=article,
                relation=original.relation(first, article, like),
                similarity=round(like.similarity, 3),
                evidence=original.evidence(first, article, like),
            )
        )
    return Story(original=first, versions=tuple(versions), why_original=why if versions else "")
