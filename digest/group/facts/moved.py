"""What a retold copy states otherwise in another place than its original: known by what stands near it. Read :func:`moved`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from digest.group.facts.beside import ENOUGH, Beside
from digest.group.facts.lexicon import CONTRAST
from digest.group.facts.mention import Mention, Pair
from digest.group.facts.placing import Place
from digest.group.facts.rivals import is_strange
from digest.group.facts.said import Said

_GROUPS = ("number", "place", "date", "name")
_KINDS = frozenset(["number", "place", "nationality", "person", "organisation", "date", "comparison", "term"])  # fmt: skip
# A table has more figures than a story.
_MOST = 200


def moved(said: Said, told: Said, found: Collection[Pair]) -> Iterator[tuple[int, Pair]]:
    """With its sentence, what only the copy says with what only the original says, among the same words, each once; ``found`` is known."""
    new = _strange(told, said, [pair[1] for pair in found])
    gone = _strange(said, told, [pair[0] for pair in found]) if new else []
    pairs = sorted(
        (-near, n, m)
        for n, one in enumerate(new)
        for m, old in enumerate(gone)
        if old.group == one.group
        for at in [_at(said, told, old, one)]
        if (near := at.near(old, one)) >= ENOUGH and at.can_stand(old, one)
    )
    taken: set[tuple[str, int]] = set()
    for _, n, m in pairs:
        if taken.isdisjoint((("new", n), ("gone", m))):
            taken.update((("new", n), ("gone", m)))
            yield told.sentence_of(new[n]), (gone[m], new[n])


def _strange(here: Said, there: Said, known: Collection[Mention]) -> list[Mention]:
    """What misinforms if it is wrong, is said here and nowhere there, and is not known to be."""
    spans = [(m.start, m.end) for m in known]
    every = (m for n in range(len(here)) for m in here.of((n,), None, ()))
    found = (
        m
        for m in every
        if m.value
        and m.severity == 1
        and m.kind in _KINDS
        and (m.group in _GROUPS or m.group.startswith(CONTRAST))
        and all(m.end <= start or end <= m.start for start, end in spans)
        and (is_strange(m, there) if m.group == "name" else not there.has(m))
    )
    return list(islice(found, _MOST))


def _at(said: Said, told: Said, old: Mention, new: Mention) -> Beside:
    place = Place((said.sentence_of(old),), 0.0, framed=False, retold=True)
    return Beside(said, told, told.sentence_of(new), place)
