"""What a sentence says of who, where, when and how many: as values that can be compared. Read :func:`mentions`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from digest.group.facts import named, quantities
from digest.group.facts.lexicon import of_words, tokens
from digest.group.facts.listed import RANKS, listed
from digest.group.facts.mention import Mention
from digest.group.facts.negation import is_negator
from digest.group.facts.tokens import Tokens, lower

_NONE: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
# What has groups of its own; all other groups are those of the tables, and "name".
_NUMBERS, QUOTES, _RELATIVE = frozenset(["number", "date", "measure"]), "quote", "relative date"
SPEAKERS = frozenset(["speaker"])
"""The groups of what is quoted, and of those who say something."""
_APART = _NUMBERS | SPEAKERS | {QUOTES, _RELATIVE}


def mentions(said: Tokens, groups: Collection[str] | None = None) -> list[Mention]:
    """Everything of which a sentence says something, in order of its place; of some groups, if they are given."""
    return sorted(_mentions(said, groups), key=lambda m: (m.start, m.group))


def _mentions(said: Tokens, groups: Collection[str] | None) -> Iterator[Mention]:
    every = groups is None
    wanted = groups or ()
    if every or not _NUMBERS.isdisjoint(wanted):
        yield from quantities.quantities(said)
    lists = every or any(g not in _APART for g in wanted)
    runs = named.runs(said) if lists or not SPEAKERS.isdisjoint(wanted) else []
    if lists:
        found, used = listed(said)
        yield from found
        yield from named.names(said, runs, used)
    if every or QUOTES in wanted:
        yield from named.quotes(said)
    if every or _RELATIVE in wanted:
        yield from quantities.relative(said)
    if every or not SPEAKERS.isdisjoint(wanted):
        yield from named.speakers(said, runs)


@lru_cache(maxsize=65_536)
def groups(written: str) -> tuple[frozenset[str], frozenset[str]]:
    """The groups of mentions that a word may be part of, as it stands between spaces; "" if it may change any.

    Any word may be part of a quotation, which is not told here.
    And those of them in which it may be one of several words, so that with it another mention comes or goes.
    """
    found: set[str] = set()
    of_several: set[str] = set()
    each = [m.group() for m in tokens(written)]
    looked_up = [lower(w) for w in each]
    for word, known in zip(each, looked_up, strict=True):
        every, several = of_words().get(known, _NONE)
        found |= every
        of_several |= several
        if quantities.is_measure(known):
            found.add("measure")
        if is_negator(known) or known in RANKS:
            found.add("")
        if named.is_saying(known):
            of_several |= SPEAKERS
        if word[0].isupper():
            found.add("name")
        if quantities.is_month(word):
            of_several |= _NUMBERS
    if quantities.counts(written, looked_up):
        of_several |= _NUMBERS
    if quantities.is_period(looked_up):
        of_several.add(_RELATIVE)
    return frozenset(found | of_several), frozenset(of_several)
