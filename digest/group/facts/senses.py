"""Which words may stand for each other. Read :func:`may_stand_for` and :func:`share_a_sense`.

``senses.txt.gz`` is made of WordNet 3.0 by ``benchmarks/train_senses.py``: Miller (1995), "WordNet: a lexical database for English".
It excuses and does not accuse: two words that share no sense, not even one two steps broader, may say different things.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

_OTHERS = frozenset(["a", "r"])
# An ending, and what stands in its place in the form that the table has.
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"))


def may_stand_for(one: str, other: str) -> bool:
    """Whether of two words, in lower case, one may say what the other does; also where the table does not know.

    It knows of nouns and verbs; what may also be an adjective or adverb stands for too much.
    """
    theirs, ours = _senses(one), _senses(other)
    if not theirs.isdisjoint(ours) or not _OTHERS.isdisjoint(theirs | ours):
        return True
    return {s[0] for s in theirs}.isdisjoint(s[0] for s in ours)


def share_a_sense(one: str, other: str) -> bool:
    """Whether of two nouns or verbs, in lower case, one is known to say what the other does: "combat", "fight"."""
    return not (_senses(one) & _senses(other)) <= _OTHERS


@lru_cache(maxsize=8192)
def _senses(word: str) -> frozenset[str]:
    return frozenset(sense for form in _forms(word) for sense in _table().get(form, "").split())


def _forms(word: str) -> Iterator[str]:
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            yield stem + instead
            # "dropped", "planning"
            if not instead and stem[-2:-1] == stem[-1:] != "":
                yield stem[:-1]


@cache
def _table() -> dict[str, str]:
    """Word → its senses, as they are written: few of them are ever looked up."""
    packed = (resources.files("digest.group.facts") / "senses.txt.gz").read_bytes()
    return dict(line.split(" ", 1) for line in gzip.decompress(packed).decode().splitlines())
