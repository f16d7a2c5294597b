"""Two that stand in each other's place in a sentence that is otherwise kept. Read :func:`exchanged_figures` and :func:`exchanged_words`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations, product

from digest.group.facts.mention import Mention
from digest.group.facts.mentions import FIGURES
from digest.group.facts.negators import AUXILIARIES, is_negator
from digest.group.facts.quantities import is_measure
from digest.group.facts.roles import (
    ACTOR,
    ARTICLES,
    JOINING,
    MUTUAL,
    TOGETHER,
    may_be_swapped,
    once,
    stretch,
    words_between,
)
from digest.group.facts.stated import Stated
from digest.group.facts.tokens import Tokens
from digest.group.rarity import key, weight

# What stands between two that are the same, or of which either may be named first.
_RELATING_NOTHING = MUTUAL | frozenset(["is", "are", "was", "were", "be", "remains", "like", "of"])
_FEW, _SHORT = 5, 2


def exchanged_figures(original: Stated, copy: Stated) -> tuple[Mention, Mention] | None:
    """The stretch from the one to the other, in both, of two figures that the copy has in each other's place: "31 votes to 12", "12 votes to 31".

    Each stands among the words among which the other stood.
    """
    if original.sentence == copy.sentence or "number" not in original.groups & copy.groups:
        return None
    theirs, ours = ([m for m in of.mentions(FIGURES) if m.group == "number"] for of in (original, copy))
    if Counter(m.value for m in theirs) != Counter(m.value for m in ours):
        return None
    said, told = original.tokens, copy.tokens
    before, after = _once_by_value(theirs), _once_by_value(ours)
    beside = {v: _neighbours(said, m) for v, m in before.items()}
    found = [
        (a, b)
        for a, b in combinations(sorted(before.keys() & after.keys()), 2)
        if beside[a] != beside[b]
        and not _are_listed(said, before[a], before[b])
        and (_neighbours(told, after[a]), _neighbours(told, after[b])) == (beside[b], beside[a])
    ]
    if len(found) != 1:
        return None
    a, b = found[0]
    return (
        stretch(said, before[a], before[b])._replace(kind="number", group="figures"),
        stretch(told, after[a], after[b])._replace(kind="number", group="figures"),
    )


def exchanged_words(original: Stated, copy: Stated) -> tuple[Mention, Mention] | None:
    """The stretch from the one to the other, in both, of two that stand in each other's place: "the mayor sued the paper", "the paper sued the mayor".

    Whatever they are: what stands between them is kept, and does more than join them.
    """
    said, told = original.tokens, copy.tokens
    if not may_be_swapped(_long(said), _long(told)):
        return None
    parts = SequenceMatcher(None, said.lower, told.lower, autojunk=False).get_opcodes()
    for before, (kept, *_), behind in zip(parts, parts[1:], parts[2:], strict=False):
        old, new = range(before[1], behind[2]), range(before[3], behind[4])
        if kept == "equal" and _are_turned(said, _no_articles(said, old), told, _no_articles(told, new)):
            return _words(said, old), _words(told, new)
    return None


def _are_turned(said: Tokens, old: Sequence[int], told: Tokens, new: Sequence[int]) -> bool:
    """Whether of some words the last are the first, and the first the last, of others; and those between them are the same."""
    theirs, ours = [said.lower[n] for n in old], [told.lower[n] for n in new]
    for n, m in product(range(1, min(_FEW, len(old))), repeat=2):
        between = theirs[n:-m]
        if between and theirs[:n] == ours[-n:] and theirs[-m:] == ours[:m] and between == ours[m:-n]:
            enumerated = _enumerates(said, old[n - 1], old[-m]) or _enumerates(told, new[m - 1], new[-n])
            relates = not _RELATING_NOTHING.issuperset(between) and (JOINING | TOGETHER).isdisjoint(between)
            return relates and not enumerated and _names_something(theirs[:n]) and _names_something(theirs[-m:])
    return False


def _names_something(some: Sequence[str]) -> bool:
    """Whether words name who or what it is, and neither how much of it nor how it is done."""
    figures = any(w[0].isdigit() or w in AUXILIARIES or is_negator(w) for w in some)
    return not figures and any(weight(key(w)) >= 1 and not w.endswith("ly") for w in some)


def _no_articles(of: Tokens, words: range) -> list[int]:
    return [n for n in words if of.lower[n] not in ARTICLES]


def _enumerates(of: Tokens, last: int, first: int) -> bool:
    """Whether two, the one by its last word and the other by its first, are of a list: "Norway, Iceland, Sweden"."""
    return not of.beside(last) and not of.beside(first - 1)


def _long(of: Tokens) -> list[str]:
    """The words that may name something, roughly: to look up what each weighs takes longer than all that follows."""
    return [w for w in of.lower if len(w) > _SHORT]


def _words(of: Tokens, words: range) -> Mention:
    start, end = of.starts[words[0]], of.ends[words[-1]]
    return Mention(ACTOR, 1, "roles", "", of.sentence[start:end], start, end)


def _are_listed(of: Tokens, a: Mention, b: Mention) -> bool:
    """Whether only what they measure and a conjunction stand between two figures: "152 mm and 122 mm"."""
    behind = {_neighbours(of, m)[1] for m in (a, b)}
    measure = behind if len(behind) == 1 else frozenset[str]()
    return all(w in JOINING or is_measure(w) or w in measure for w in words_between(of, a, b))


def _once_by_value(figures: Sequence[Mention]) -> dict[str, Mention]:
    alone = once(m.value for m in figures)
    return {m.value: m for m in figures if m.value in alone}


def _neighbours(of: Tokens, one: Mention) -> tuple[str, str]:
    """The word before a figure and the one behind it."""
    begin = next((n for n, start in enumerate(of.starts) if start >= one.start), 0)
    end = next((n for n, start in enumerate(of.starts) if start >= one.end), len(of))
    return " ".join(of.lower[begin - 1 : begin]), " ".join(of.lower[end : end + 1])
