"""Which blocks of a page are the article. Read :func:`judge`.

Two logistic regressions, one after the other: the first looks at a block and its place on the page, the second also at
what the first thought of its neighbours, of its container, and of its branch of the page (stacking: Wolpert 1992,
"Stacked generalization"; the neighbours' part follows Vogels, Ganea and Eickhoff 2018, "Web2Text"). The weights are a
few kilobytes of JSON, trained by ``benchmarks/train_reading.py``; each has the name of its feature.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import accumulate

from digest.extract.segment import Piece, Place

_LIKELY = 0.48
_ENOUGH_CHARS = 450
CONTEXT_NAMES = [
    "own",
    "before_1",
    "before_2",
    "before_3",
    "after_1",
    "after_2",
    "after_3",
    "place_mean",
    "up_mean",
    "upper_mean",
    "branch_mean",
    "branch_share",
    "smooth",
    "done",
    "ahead",
    "best_before",
    "best_after",
    "gap_before",
    "gap_after",
]


def judge(
    pieces: Sequence[Piece], rows: Sequence[Sequence[float]], member: Sequence[float] | None = None
) -> list[float]:
    """The probability of each block to be part of the article.

    ``member`` says how much of each block another reader has in its text (0…1); with it other weights are used.
    """
    if not pieces:
        return []
    weights, suffix = _weights(), ""
    if member is not None:
        rows, suffix = [[*row, m] for row, m in zip(rows, member, strict=True)], "_with"
    first = [_sigmoid(_dot(weights[f"first{suffix}"], row)) for row in rows]
    joined = [[*row, *around] for row, around in zip(rows, context(pieces, first), strict=True)]
    return [_sigmoid(_dot(weights[f"second{suffix}"], row)) for row in joined]


def keep(pieces: Sequence[Piece], judged: Sequence[float]) -> list[bool]:
    """Which blocks to take: the probable ones; on a page where hardly any is, those that come nearest."""
    taken = sum(len(p.text) for p, q in zip(pieces, judged, strict=True) if q > _LIKELY)
    if taken >= _ENOUGH_CHARS or not judged:
        return [q > _LIKELY for q in judged]
    limit = min(_LIKELY, max(0.08, max(judged) / 2))
    return [q > limit for q in judged]


def context(pieces: Sequence[Piece], first: Sequence[float]) -> list[list[float]]:
    """What the first judgement says of each block's surroundings; the names are in :data:`CONTEXT_NAMES`."""
    count = len(pieces)
    sizes = [math.log1p(len(p.text)) for p in pieces]
    logits = [math.log((p + 0.01) / (1.01 - p)) for p in first]
    places = _means(pieces, first, sizes, 0)
    ups = _means(pieces, first, sizes, 1)
    uppers = _means(pieces, first, sizes, 2)
    branches, shares = _branches(pieces, first, sizes)
    weighed = list(accumulate(p * s for p, s in zip(first, sizes, strict=True)))
    total = weighed[-1] + 1e-9
    best_before = list(accumulate(first, max))
    best_after = list(accumulate(reversed(first), max))[::-1]
    padded = [-4.6] * 3 + logits + [-4.6] * 3
    around = [0.0] * 2 + list(first) + [0.0] * 2
    gap_before, gap_after = _gaps(first), _gaps(first[::-1])[::-1]
    return [
        [
            logits[n], padded[n + 2], padded[n + 1], padded[n], padded[n + 4], padded[n + 5], padded[n + 6], places[n], ups[n], uppers[n],
            branches[n], shares[n], (around[n] + 2 * around[n + 1] + 3 * around[n + 2] + 2 * around[n + 3] + around[n + 4]) / 9,
            weighed[n] / total, 1 - weighed[n] / total, best_before[n], best_after[n], gap_before[n], gap_after[n],
        ]
        for n in range(count)
    ]  # fmt: skip


def _means(pieces: Sequence[Piece], first: Sequence[float], sizes: Sequence[float], steps: int) -> list[float]:
    """The mean judgement, weighed by size, of the blocks under each block's ancestor ``steps`` above its own place."""
    keys = [id(_above(p.place, steps)) for p in pieces]
    totals, weights = _sums(keys, first, sizes)
    return [totals[k] / weights[k] for k in keys]


def _sums(
    keys: Sequence[int], first: Sequence[float], sizes: Sequence[float]
) -> tuple[dict[int, float], dict[int, float]]:
    """For each key the sum of judgement times size, and the sum of sizes."""
    totals: dict[int, float] = {}
    weights: dict[int, float] = {}
    for key, p, s in zip(keys, first, sizes, strict=True):
        totals[key] = totals.get(key, 0.0) + p * s
        weights[key] = weights.get(key, 0.0) + s
    return totals, weights


def _above(place: Place, steps: int) -> Place:
    for _ in range(steps):
        if place.up is None:
            return place
        place = place.up
    return place


def _branches(
    pieces: Sequence[Piece], first: Sequence[float], sizes: Sequence[float]
) -> tuple[list[float], list[float]]:
    """For each block the mean judgement of its branch, and the branch's share of everything judged to be article.

    A branch is a child of the element that holds two thirds of what the first judgement takes for the article.
    """
    mass: dict[int, float] = {}
    total = 0.0
    for piece, p, s in zip(pieces, first, sizes, strict=True):
        here: Place | None = piece.place
        total += p * s
        while here is not None:
            mass[id(here)] = mass.get(id(here), 0.0) + p * s
            here = here.up
    keys = []
    for piece in pieces:
        here, below = piece.place, piece.place
        while here.up is not None and mass[id(here)] * 3 < total * 2:
            here, below = here.up, here
        keys.append(id(below))
    totals, weights = _sums(keys, first, sizes)
    return [totals[k] / weights[k] for k in keys], [totals[k] / (total + 1e-9) for k in keys]


def _gaps(first: Sequence[float]) -> list[float]:
    """For each block how many blocks ago (up to 12, in twelfths) one was probably article."""
    gaps, since = [], 12
    for p in first:
        gaps.append(min(since, 12) / 12)
        since = 0 if p > 0.6 else since + 1
    return gaps


def certainty(pieces: Sequence[Piece], judged: Sequence[float]) -> float:
    """How sure the judgement of a page is, 0…1: the mean distance from one half, weighed by size where it may count."""
    weights = [len(p.text) if q > 0.02 else 0 for p, q in zip(pieces, judged, strict=True)]
    total = sum(weights)
    return sum(abs(2 * q - 1) * w for q, w in zip(judged, weights, strict=True)) / total if total else 0.0


def _dot(weights: Sequence[float], row: Sequence[float]) -> float:
    return sum(map(float.__mul__, weights, row))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -60 else 0.0


@cache
def _weights() -> dict[str, list[float]]:
    stored = json.loads((resources.files("digest.extract") / "weights.json").read_text(encoding="utf-8"))
    return {name: list(map(float, part.values())) for name, part in stored["weights"].items()}
