"""How much it says that two texts share a word. Read :func:`weight`.

``commonness.txt`` gives, for the keys of the words met most often in news and web pages, the negative logarithm of the
share of sixty-word stretches they stand in (``benchmarks/train_reuse.py`` counts them). A fixed table, and not the
texts at hand, makes the result independent of what else was collected and of the order of arrival.
"""

from __future__ import annotations

import math
from functools import cache
from importlib import resources

# Words in more than e^-3 (5 %) of stretches say nothing; a word not in the table weighs as the rarest in it.
_NOTHING = 3.0
UNKNOWN = 6.5
# McNamee and Mayfield (2004), "Character n-gram tokenization for European language text retrieval": cutting words is
# as good a stemmer as any, and needs no language.
LETTERS = 6


def key(word: str) -> str:
    """What stands for a word and its inflected forms."""
    return word[:LETTERS]


def weight(of: str) -> float:
    """The weight of a key, from 0 (an article, a preposition) to 6.5 (a word hardly ever met)."""
    return weights().get(of, UNKNOWN)


def share(of: str) -> float:
    """The share of sixty-word stretches, which is the length of a feed item, that hold a key; 0 where it is not counted."""
    return math.exp(-_levels()[of]) if of in _levels() else 0.0


@cache
def weights() -> dict[str, float]:
    """The weight of every key that is counted."""
    return {of: max(0.0, min(UNKNOWN, level - _NOTHING)) for of, level in _levels().items()}


@cache
def _levels() -> dict[str, float]:
    """Key: the negative logarithm of its share."""
    found = {}
    for line in (resources.files("digest.group") / "commonness.txt").read_text(encoding="utf-8").splitlines():
        level, *keys = line.split()
        found.update(dict.fromkeys(keys, float(level)))
    return found
