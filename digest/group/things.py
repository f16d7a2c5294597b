"""Words and word pairs of a text by the sentences they stand in, and where another text has them. Read :class:`Things`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from digest.group.numbers import Hashes, Integers, Weights, begins

# What stands in more sentences than this is topical and tells no place; it also bounds the work.
EVERYWHERE = 64
# So many cells are counted in a table; of more, only those that are taken.
_TABLE = 1_000_000
# Of more meetings than this, those of what stands in more sentences are left out.
_MEETINGS = 1_000_000


@dataclass(frozen=True, slots=True)
class Things:
    """Words or word pairs as numbers, once for each sentence they stand in: in order, and for each those of its sentences.

    ``often`` is how often the text has it, ``weights`` how much it says that another text has it as well.
    """

    numbers: Hashes
    sentences: Integers
    often: Integers
    weights: Weights


@dataclass(frozen=True, slots=True)
class Met:
    """For each thing of one text, in how many sentences another has it and how often; and every such meeting.

    ``rows`` are places among the things of the one, ``sentences`` those of the other. What stands in more than 64
    sentences meets none.
    """

    many: Integers
    often: Integers
    rows: Integers
    sentences: Integers


def things(numbers: Hashes, sentences: Integers) -> Things:
    """Of words in order, each with its sentence, those of each sentence once; one says as much as another."""
    order = np.argsort(numbers, kind="stable")
    numbers, sentences = numbers[order], sentences[order]
    new = begins(numbers)
    which = np.cumsum(new) - 1
    once = new | begins(sentences)
    often = np.bincount(which)[which[once]]
    return Things(numbers[once], sentences[once], often, np.ones(len(often)))


def meet(these: Things, those: Things) -> Met:
    """Where the second text has the things of the first."""
    first = np.searchsorted(those.numbers, these.numbers)
    many = np.searchsorted(those.numbers, these.numbers, "right") - first
    some = many > 0
    often = np.zeros(len(many), np.int64)
    often[some] = those.often[first[some]]
    everywhere = EVERYWHERE
    while everywhere > 1 and many[many <= everywhere].sum() > _MEETINGS:
        everywhere //= 2
    chosen = np.flatnonzero(some & (many <= everywhere))
    times = many[chosen]
    rows = np.repeat(chosen, times)
    at = np.arange(len(rows)) + np.repeat(first[chosen] - (np.cumsum(times) - times), times)
    return Met(many, often, rows, those.sentences[at])


def summed(cells: Integers, values: Weights, count: int) -> tuple[Integers, Weights]:
    """The cells, of ``count``, that anything of value falls into, in order, and the value in each.

    It is rounded, because the sum of the same values depends on their order.
    """
    taken = np.arange(count, dtype=np.int64)
    if count > _TABLE:
        taken, cells = np.unique(cells, return_inverse=True)
    sums: Weights = np.bincount(cells, values, len(taken)).astype(np.float64).round(9)
    return taken[sums > 0], sums[sums > 0]
