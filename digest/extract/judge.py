"""Which blocks of a page are the article. Read :func:`judge`.

Two logistic regressions, one after the other: the first looks at a block and its place on the page, the second also at
what the first thought of its neighbours, of its container, and of its branch of the page (stacking: Wolpert 1992,
"Stacked generalization"; the neighbours' part follows Vogels, Ganea and Eickhoff 2018, "Web2Text"). The weights are a
few kilobytes of JSON, trained by ``benchmarks/train_reading.py``; each has the name of its feature.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import numpy as np

from digest.extract.features import Column
from digest.extract.place import Place
from digest.extract.segment import Piece

_LIKELY = 0.48
# What comes nearest must still be likelier than this; where nothing at all was taken, than the other.
_DOUBTFUL, _HOPELESS = 0.08, 0.01
_ENOUGH_CHARS = 450
_SIBLINGS, _MOST = 4, 0.7
_FAR = 12


def judge(pieces: Sequence[Piece], columns: dict[str, Column], member: Column | None = None) -> Column:
    """The probability of each block to be part of the article.

    ``member`` says how much of each block another reader has in its text (0…1); with it other weights are used.
    """
    suffix = ""
    if member is not None:
        suffix, columns = "_with", columns | {"member": member}
    weights = _weights()
    first = sigmoid(weigh(columns, weights[f"first{suffix}"]))
    return sigmoid(weigh(columns | context(pieces, first), weights[f"second{suffix}"]))


def weigh(columns: Mapping[str, Column], weights: Mapping[str, float]) -> Column:
    """The weighted sum of each block's numbers, with the constant."""
    names = [n for n in weights if n != "constant"]
    matrix = np.stack([columns[n] for n in names])
    return np.asarray(np.array([weights[n] for n in names]) @ matrix + weights["constant"])


def keep(pieces: Sequence[Piece], judged: Column) -> list[bool]:
    """Which blocks to take: the probable ones; on a page where hardly any is, those that come nearest."""
    taken = sum(len(p.text) for p, q in zip(pieces, judged, strict=True) if q > _LIKELY)
    if taken >= _ENOUGH_CHARS or not len(judged):
        return _with_siblings(pieces, [bool(q > _LIKELY) for q in judged])
    limit = min(_LIKELY, max(_DOUBTFUL if taken else _HOPELESS, judged.max() / 2))
    return [bool(q > limit) for q in judged]


def _with_siblings(pieces: Sequence[Piece], kept: list[bool]) -> list[bool]:
    """A paragraph among paragraphs of one make, most of which are kept, is kept: the judge looks at each alone."""
    groups: dict[tuple[int, str, str], list[int]] = {}
    for at, piece in enumerate(pieces):
        if piece.prose and piece.place.up is not None:
            groups.setdefault((piece.place.up.at, piece.tag, piece.place.name), []).append(at)
    for members in groups.values():
        inside = sum(len(pieces[at].text) for at in members if kept[at])
        if len(members) >= _SIBLINGS and inside >= _MOST * sum(len(pieces[at].text) for at in members):
            last = next(at for at in reversed(members) if kept[at])
            for at in members:
                kept[at] = kept[at] or at <= last
    return kept


def context(pieces: Sequence[Piece], first: Column) -> dict[str, Column]:
    """What the first judgement says of each block's surroundings."""
    sizes = np.log1p([len(p.text) for p in pieces])
    logits = np.log((first + 0.01) / (1.01 - first))
    padded = np.pad(logits, 3, constant_values=-4.6)
    count = len(pieces)
    columns = {"own": logits}
    columns |= {f"before_{n}": padded[3 - n : 3 - n + count] for n in (1, 2, 3)}
    columns |= {f"after_{n}": padded[3 + n : 3 + n + count] for n in (1, 2, 3)}
    places = [p.place for p in pieces]
    for name, steps in (("place", 0), ("up", 1), ("upper", 2)):
        columns[f"{name}_mean"] = _means(np.array([_above(p, steps).at for p in places]), first, sizes)[0]
    columns["branch_mean"], columns["branch_share"] = _means(_branches(places, first, sizes), first, sizes)
    weighed = np.cumsum(first * sizes)
    near = np.pad(first, 2)
    return columns | {
        "smooth": sum(w * near[n : n + count] for n, w in enumerate((1, 2, 3, 2, 1))) / 9,
        "done": weighed / (weighed[-1] + 1e-9),
        "best_before": np.maximum.accumulate(first),
        "best_after": np.maximum.accumulate(first[::-1])[::-1],
        "gap_before": _gaps(first),
        "gap_after": _gaps(first[::-1])[::-1],
    }


def _means(keys: Column, first: Column, sizes: Column) -> tuple[Column, Column]:
    """For each block the mean judgement of those with its key, weighed by size, and their share of everything taken."""
    _, group = np.unique(keys, return_inverse=True)
    totals = np.bincount(group, first * sizes)
    weights = np.bincount(group, sizes)
    return (totals / weights)[group], (totals / (totals.sum() + 1e-9))[group]


def _above(place: Place, steps: int) -> Place:
    for _ in range(steps):
        if place.up is None:
            return place
        place = place.up
    return place


def _branches(places: Sequence[Place], first: Column, sizes: Column) -> Column:
    """For each block its branch: a child of the element that holds two thirds of what is taken for the article."""
    mass: dict[int, float] = {}
    known: dict[int, Place] = {}
    for place, amount in zip(places, (first * sizes).tolist(), strict=True):
        mass[place.at] = mass.get(place.at, 0.0) + amount
        here: Place | None = place
        while here is not None and here.at not in known:
            known[here.at] = here
            here = here.up
    total = sum(mass.values())
    for at in sorted(known, reverse=True):  # an element always comes after the one around it
        if (up := known[at].up) is not None:
            mass[up.at] = mass.get(up.at, 0.0) + mass.get(at, 0.0)
    branch: dict[int, int] = {}
    for place in places:
        if place.at not in branch:
            here, below = place, place
            while here.up is not None and mass[here.at] * 3 < total * 2:
                here, below = here.up, here
            branch[place.at] = below.at
    return np.array([branch[p.at] for p in places])


def _gaps(first: Column) -> Column:
    """For each block how many blocks ago (up to 12, in twelfths) one was probably article."""
    gaps, since = [], _FAR
    for p in first.tolist():
        gaps.append(min(since, _FAR) / _FAR)
        since = 0 if p > 0.6 else since + 1
    return np.array(gaps)


def certainty(pieces: Sequence[Piece], judged: Column) -> float:
    """How sure the judgement of a page is, 0…1: the mean distance from one half, weighed by size where it may count."""
    weights = np.array([len(p.text) for p in pieces]) * (judged > 0.02)
    total = weights.sum()
    return float((np.abs(2 * judged - 1) * weights).sum() / total) if total else 0.0


def sigmoid(x: Column) -> Column:
    """Return 1 / (1 + e^-x), without overflow."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -60, 60))))


@cache
def _weights() -> dict[str, dict[str, float]]:
    stored = json.loads((resources.files("digest.extract") / "weights.json").read_text(encoding="utf-8"))
    return {str(name): dict(part) for name, part in stored["weights"].items()}
