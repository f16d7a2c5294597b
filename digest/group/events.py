"""Which articles tell of the same event. Read :func:`events`.

Other than copies, these are different texts: what they share is who is named, what is done, and the time. The likelihood
that two items tell of one event is learned (``same_event``), and events are built by average linkage (Sokal and Michener
1958): an item joins where it is like most of what is there, so that in dense days a chain of neighbours does not become one
event. Clusters of two languages are joined by what marks them in both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from digest.group.happening import Happening
from digest.group.same_event import DAY, Matrix, likelihoods, rarity

Indices = NDArray[np.intp]
_LIKELY = 0.25
# Clusters in two languages are joined from here on; a day between them costs so much, and more than so many are too many.
_ACROSS, _A_DAY_LATER, _ACROSS_DAYS, _RARE = 0.2, 0.25, 1.5, 9.0
# More items than fit are taken in stretches of time.
_ONE_STRETCH, _STRETCH, _OVERLAP = 2500, 500, 100


def events(items: Sequence[Happening], story_of: Mapping[int, int]) -> dict[int, int]:
    """The event of each item, as the number (``at``) of its first item; the versions of one story share its event.

    ``story_of`` gives for each item the number of its story's original. Items without a date are compared only where
    there are few enough to compare all.
    """
    by_at = {i.at: i for i in items}
    when = {i.at: i.when for i in items}
    clustered = (clusters([by_at[n] for n in stretch]) for stretch in stretches(when, story_of))
    return named(when, story_of, chain.from_iterable(clustered))


def stretches(when: Mapping[int, float | None], story_of: Mapping[int, int]) -> Iterator[list[int]]:
    """The originals in runs in order of time, few enough each to compare all with all; the end of one begins the next."""
    leads = sorted({story_of.get(n, n) for n in when} & when.keys())
    undated = [n for n in leads if when[n] is None]
    dated = sorted(set(leads).difference(undated), key=lambda n: (when[n], n))
    if len(leads) <= _ONE_STRETCH:
        yield [*dated, *undated]
        return
    for start in range(0, max(1, len(dated) - _OVERLAP), _STRETCH - _OVERLAP):
        yield dated[start : start + _STRETCH]


def named(
    when: Mapping[int, float | None], story_of: Mapping[int, int], found: Iterable[Sequence[int]]
) -> dict[int, int]:
    """The event of each item, from the originals that tell of each event, stretch by stretch.

    An event that goes on from one stretch to the next is the one in which most of its originals were found before.
    """
    event_of: dict[int, int] = {}
    for members in found:
        before = Counter(event_of[n] for n in members if n in event_of)
        new = [n for n in members if n not in event_of]
        event, times = before.most_common(1)[0] if before else (0, 0)
        if not 2 * times > before.total():
            event = min(new, key=lambda n: (when[n] is None, when[n], n), default=0)
        event_of.update(dict.fromkeys(new, event))
    return {n: event_of.get(lead, lead) for n in when for lead in [story_of.get(n, n)]}


def clusters(items: Sequence[Happening]) -> list[list[int]]:
    """Which items, by their numbers, tell of one event each.

    Average linkage within a language, then the clusters of two languages that name the same, one to one.
    """
    if not items:
        return []
    likely = likelihoods(items)
    english = np.array([i.language == "en" for i in items])
    likely[english[:, None] != english[None, :]] = 0.0
    language = np.array([i.language for i in items])
    known = language != ""
    likely[(language[:, None] != language[None, :]) & known[:, None] & known[None, :]] = 0.0
    found = [
        [items[part[m]] for m in members]
        for part in _connected(likely)
        for members in _average(likely[np.ix_(part, part)])
    ]
    return [[i.at for i in members] for members in _across(found, items)]


def _across(clusters: Sequence[list[Happening]], items: Sequence[Happening]) -> Iterable[list[Happening]]:
    """Join clusters of two languages where each is what the other is most like.

    All reports of an event together name much more surely what it is about than one headline does: the names, the figures,
    words that sound alike ("satelita", "satellite"), and words for the same thing ("stocznia", "shipyard").
    """
    language = np.array([Counter(i.language for i in c).most_common(1)[0][0] for c in clusters])
    every = sorted(set(language.tolist()))
    if len(every) == 1:
        yield from clusters
        return
    times = np.array([np.median([i.when for i in c if i.when is not None] or [np.nan]) for c in clusters])
    centres = _Centres.of(clusters, language.tolist(), {of: [i for i in items if i.language == of] for of in every})
    whole = list(range(len(clusters)))
    for one, other in combinations(every, 2):
        rows, columns = (np.flatnonzero(language == of) for of in (one, other))
        # What was joined before does not matter here, nor does the order of the languages.
        for a, b in _mutual(centres.alike(rows, columns, one, other), times[rows], times[columns]):
            joined = {whole[rows[a]], whole[columns[b]]}
            whole = [min(joined) if w in joined else w for w in whole]
    for n in sorted(set(whole)):
        yield [i for m, cluster in enumerate(clusters) if whole[m] == n for i in cluster]


def _mutual(alike: Matrix, rows: Matrix, columns: Matrix) -> Iterator[tuple[int, int]]:
    """The pairs each of which is what the other is most like, and enough so; ``rows`` and ``columns`` are their times."""
    apart = np.nan_to_num(np.abs(rows[:, None] - columns[None, :]) / DAY, nan=1.0)
    alike = (alike - _A_DAY_LATER * apart).round(9)
    alike[apart > _ACROSS_DAYS] = -1.0
    theirs, ours = alike.argmax(axis=1), alike.argmax(axis=0)
    yield from ((a, int(b)) for a, b in enumerate(theirs) if ours[b] == a and alike[a, b] >= _ACROSS)


@dataclass(frozen=True, slots=True)
class _Centres:
    """What marks each cluster: each mark by how often it has it, and by how rare it is in the language where it is less so.

    ``often`` has a row for each cluster and a column for each mark that two languages have; ``alone`` is what all other marks
    add to the square of its length. ``rare`` tells for each language how rare each mark of a column is.
    """

    often: Matrix
    alone: Matrix
    rare: Mapping[str, Matrix]

    @classmethod
    def of(
        cls, clusters: Sequence[list[Happening]], language: Sequence[str], items: Mapping[str, Sequence[Happening]]
    ) -> _Centres:
        rare_in = {of: rarity([dict(i.marks) for i in some]) for of, some in items.items()}
        marks: list[dict[str, float]] = []
        holders: dict[str, set[str]] = {}
        for cluster, of in zip(clusters, language, strict=True):
            found: dict[str, float] = {}
            for item in cluster:
                for name, value in item.marks:
                    found[name] = found.get(name, 0.0) + value / len(cluster)
                    holders.setdefault(name, set()).update((of, item.language))
            marks.append(found)
        columns = {m: n for n, m in enumerate(sorted(m for m, held in holders.items() if len(held) > 1))}
        often, alone = np.zeros((len(clusters), len(columns))), np.zeros(len(clusters))
        for n, (found, of) in enumerate(zip(marks, language, strict=True)):
            for name, value in found.items():
                if name in columns:
                    often[n, columns[name]] = value
                else:
                    alone[n] += (value * min(rare_in[of].get(name, _RARE), _RARE)) ** 2
        rare = {of: np.array([known.get(m, _RARE) for m in columns]) for of, known in rare_in.items()}
        return cls(often, alone, rare)

    def alike(self, rows: Indices, columns: Indices, one: str, other: str) -> Matrix:
        """The cosine of each cluster of one language and each of another."""
        rare = np.minimum(self.rare[one], self.rare[other])
        sides = []
        for some in (rows, columns):
            weights = self.often[some] * rare
            length = np.sqrt((weights**2).sum(axis=1) + self.alone[some])
            sides.append(weights / np.where(length > 0, length, 1.0)[:, None])
        return np.asarray(sides[0] @ sides[1].T)


def _connected(likely: Matrix) -> list[list[int]]:
    """Items joined by likely pairs; only within such a group can an average be likely."""
    left, groups = set(range(len(likely))), []
    while left:
        group, todo = [], [min(left)]
        left.discard(todo[0])
        while todo:
            n = todo.pop()
            group.append(n)
            near = [m for m in np.flatnonzero(likely[n] >= _LIKELY).tolist() if m in left]
            left.difference_update(near)
            todo.extend(near)
        groups.append(sorted(group))
    return groups


def _average(likely: Matrix) -> list[list[int]]:
    count = len(likely)
    means = likely.copy()
    np.fill_diagonal(means, -1.0)
    members: dict[int, list[int]] = {n: [n] for n in range(count)}
    while len(members) > 1:
        a, b = divmod(int(means.argmax()), count)
        if means[a, b] < _LIKELY:
            break
        a, b = min(a, b), max(a, b)
        size_a, size_b = len(members[a]), len(members[b])
        row = (size_a * means[a] + size_b * means[b]) / (size_a + size_b)
        means[a], means[:, a] = row, row
        means[a, a] = -1.0
        means[b], means[:, b] = -1.0, -1.0
        members[a] += members.pop(b)
    return [sorted(m) for m in members.values()]
