"""How likely two items tell of one event. Read :func:`likelihoods`.

A logistic regression on some twenty numbers of each two items; ``benchmarks/train_events.py`` learns its weights.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from digest.group.happening import TITLE, Happening
from digest.group.rarity import share

Matrix = NDArray[np.float64]
Numbers = NDArray[np.float32]
DAY = 24.0
"""The hours of a day."""
# Beyond this distance in time items are not compared.
_WINDOW_DAYS = 4.0
_OTHERS = 100


def likelihoods(items: Sequence[Happening]) -> Matrix:
    """How likely each two items tell of one event, 0…1."""
    weigh = weights()
    total = np.full((len(items), len(items)), weigh["constant"], np.float32)
    for name, numbers in features(items):
        total += np.float32(weigh[name]) * numbers
    likely = 1 / (1 + np.exp(-total))
    likely[_days_apart(items) > _WINDOW_DAYS] = 0.0
    return np.asarray(likely, dtype=np.float64)


def features(items: Sequence[Happening]) -> Iterator[tuple[str, Numbers]]:
    """The numbers of each two items by what they tell, one after the other, as all at once would take much memory."""
    english = np.array([i.language == "en" for i in items])
    same = (english[:, None] == english[None, :]).astype(np.float32)
    yield "one_language", same
    words = _cosine([dict(i.words) for i in items])
    yield "words", words
    yield "words_squared", words**2
    yield "words_of_one_language", words * same
    yield "crowded", _crowded(words * same)
    actions = _cosine([dict(i.actions) for i in items])
    yield "actions", actions
    yield "actions_and_words", actions * words
    del words, actions
    every = [frozenset(w for w, _ in i.words) for i in items]
    yield "contained", _shared(every, np.minimum)
    titles = [frozenset(w for w, v in i.words if v == TITLE) for i in items]
    yield from _of_titles(titles, [i.told for i in items])
    yield "titles_contained", _contained(titles, every)
    called = [frozenset(n for n, _ in i.names if not n.startswith("#")) for i in items]
    for name, shared in (("names", _shared(called, np.add)), ("named", _shared(called, np.minimum))):
        yield name, shared
        yield f"{name}_across_languages", shared * (1 - same)
    yield "named_together", _cosine([dict.fromkeys(i.together, 1.0) for i in items])
    apart = np.nan_to_num(_days_apart(items), nan=1.0).astype(np.float32)
    yield "days", np.minimum(apart, 3.0)
    yield "hours", np.minimum(apart, 0.5)
    loose = np.array([i.loose for i in items], np.float32)
    yield "loose", loose[:, None] + loose[None, :]
    yield "one_loose", np.abs(loose[:, None] - loose[None, :])
    rolling = np.array([i.rolling for i in items], np.float32)
    yield "rolling", np.maximum(rolling[:, None], rolling[None, :])
    houses = {h: n for n, h in enumerate(sorted({i.house for i in items if i.house}), 1)}
    house = np.array([houses.get(i.house, -n) for n, i in enumerate(items)])
    yield "one_house", (house[:, None] == house[None, :]).astype(np.float32)


def _crowded(alike: Numbers) -> Numbers:
    """How much like all others the one of each two items is that is more so: in dense days everybody names the same."""
    others = alike.sum(axis=1) - alike.diagonal()
    each = others / max(len(alike), _OTHERS)
    return np.asarray(np.maximum(each[:, None], each[None, :]))


def _cosine(bags: Sequence[Mapping[str, float]]) -> Numbers:
    """The cosine of each two bags of words, weighted by how few items have a word (Spärck Jones 1972)."""
    rows = _weighed(bags)
    return _products(rows, rows)


def _weighed(bags: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    idf = rarity(bags)
    lengths = [sqrt(sum((v * idf[w]) ** 2 for w, v in bag.items())) or 1.0 for bag in bags]
    return [{w: v * idf[w] / n for w, v in bag.items()} for bag, n in zip(bags, lengths, strict=True)]


def _days_apart(items: Sequence[Happening]) -> Matrix:
    """The days between each two items; not a number where one has no date."""
    times = np.array([i.when if i.when is not None else np.nan for i in items], np.float64)
    return np.asarray(np.abs(times[:, None] - times[None, :]) / DAY)


def _of_titles(titles: Sequence[frozenset[str]], told: Sequence[frozenset[str]]) -> Iterator[tuple[str, Numbers]]:
    """The cosine of each two titles; and of the title of the one and the text of the other, whichever way it is greater."""
    bags = _weighed([dict.fromkeys(words, 1.0) for words in (*titles, *told)])
    of_titles, of_texts = bags[: len(titles)], bags[len(titles) :]
    yield "titles", _products(of_titles, of_titles)
    across = _products(of_titles, of_texts)
    yield "titles_told", np.maximum(across, across.T)


def _shared(sets: Sequence[frozenset[str]], over: np.ufunc) -> Numbers:
    """What each two sets share, weighted likewise: over the smaller (``minimum``), or over both (``add``: Jaccard)."""
    idf = rarity(sets)
    rows = [{n: sqrt(idf[n]) for n in s} for s in sets]
    shared = _products(rows, rows)
    sizes = np.array([sum(idf[n] for n in sorted(s)) for s in sets], np.float32)
    whole = over(sizes[:, None], sizes[None, :]) - (shared if over is np.add else 0.0)
    return np.asarray(shared / np.maximum(whole, np.float32(1e-9)))


def _contained(parts: Sequence[frozenset[str]], wholes: Sequence[frozenset[str]]) -> Numbers:
    """How much of the weight of a part of each stands in the whole of the other, whichever way it is less."""
    idf = rarity(wholes)
    these, those = ([{w: sqrt(idf[w]) for w in s} for s in sets] for sets in (parts, wholes))
    sizes = np.array([sum(idf[w] for w in sorted(s)) for s in parts], np.float32)
    found = _products(these, those) / np.maximum(sizes, np.float32(1e-9))[:, None]
    return np.minimum(found, found.T)


def rarity(bags: Sequence[Iterable[str]]) -> dict[str, float]:
    """How rare each word is: among the bags, and among as many others (a hundred at most) as the table of commonness has.

    In a handful of items every word is in one or two; what is common elsewhere would look as telling as a name.
    """
    held = Counter(w for bag in bags for w in bag)
    others = min(len(bags), _OTHERS)
    return {w: log((len(bags) + others + 1) / (n + 0.5 + others * share(w))) for w, n in held.items()}


def _products(rows: Sequence[Mapping[str, float]], columns: Sequence[Mapping[str, float]]) -> Numbers:
    """The scalar product of each row and each column."""
    held = Counter(w for row in rows for w in row)
    if rows is columns:
        known = sorted(w for w, count in held.items() if count > 1)
    else:
        known = sorted(held.keys() & {w for column in columns for w in column})
    places = {w: n for n, w in enumerate(known)}
    left = _dense(rows, places)
    right = left if rows is columns else _dense(columns, places)
    return np.asarray(left @ right.T)


def _dense(rows: Sequence[Mapping[str, float]], places: Mapping[str, int]) -> NDArray[np.float32]:
    matrix = np.zeros((len(rows), len(places)), np.float32)
    for n, row in enumerate(rows):
        for w in row.keys() & places.keys():
            matrix[n, places[w]] = row[w]
    return matrix


@cache
def weights() -> dict[str, float]:
    """What each number weighs, by its name, and the constant."""
    text = (resources.files("digest.group") / "event_weights.json").read_text(encoding="utf-8")
    return {str(k): float(v) for k, v in json.loads(text).items()}
