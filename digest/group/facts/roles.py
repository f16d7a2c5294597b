"""Who does something to whom, and what goes from where to where: two that have changed places. Read :func:`swapped`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from digest.group.facts.mention import Mention
from digest.group.facts.mentions import LISTED
from digest.group.facts.stated import Stated
from digest.group.facts.tokens import Tokens
from digest.model import AlterationKind

_PREPOSITIONS = frozenset(
    ["to", "from", "against", "by", "with", "of", "for", "over", "into", "on", "at", "in", "than", "between", "through", "via", "toward", "towards"]
)  # fmt: skip
# "Talks of Russia with India" are talks of India with Russia.
ARTICLES = ("the", "a", "an")
"""What stands before the name of a thing."""
MUTUAL = frozenset(["with", "between"])
"""Before one of two of which either may be named first."""
TOGETHER = frozenset(
    ["met", "meet", "meets", "join", "joins", "joined", "married", "marries", "face", "faces", "faced", "fought", "rival", "rivals", "border", "borders"]
)  # fmt: skip
"""What two do together, whoever is named first."""
_MOST_ACTORS = 12
_JOINED = 3
JOINING = frozenset(["and", "or", "as", "nor", "but"])
"""What joins the parts of a list."""
ACTOR: AlterationKind = "actor"
"""The kind of what is done by one instead of another."""
_ACTORS = ("place", "name")


def may_be_swapped(original: Sequence[str], copy: Sequence[str]) -> bool:
    """Whether of the words with a capital letter, as two sentences have them, some that both have once stand in another order."""
    both = once(original) & once(copy)
    return len(both) > 1 and [w for w in original if w in both] != [w for w in copy if w in both]


def swapped(original: Stated, copy: Stated, *, framed: bool) -> tuple[Mention, Mention] | None:
    """The stretch from the one to the other, in both, of two that the copy has in each other's place.

    "Russia sold it to India" and "India sold it to Russia", but not "India bought it from Russia"; "from war to peace" and "from
    peace to war". Where more than two seem to have changed places, it is a list in another order. Where the frame of the sentence is lost, who did it may be said in another way.
    """
    actors = framed and may_be_swapped(original.capitals, copy.capitals)
    said, told = _named_once(original), _named_once(copy)
    both = sorted(what for what in said.keys() & told.keys() if actors or what[0] != ACTOR)
    if len(both) > _MOST_ACTORS:
        return None
    found = [
        (a, b)
        for a, b in combinations(both, 2)
        if a[0] == b[0] and _changed(original.tokens, [said[a], said[b]], copy.tokens, [told[a], told[b]])
    ]
    if len(found) != 1:
        return None
    a, b = found[0]
    return stretch(original.tokens, said[a], said[b]), stretch(copy.tokens, told[a], told[b])


def _named_once(of: Stated) -> dict[tuple[str, str], Mention]:
    """What is named once, by what may change places with it, and by what tells one from others."""
    every = [((ACTOR if m.group in _ACTORS else m.group, m.value), m) for m in of.mentions(LISTED)]
    alone = once(what for what, _ in every)
    return {what: m for what, m in every if what in alone}


def once(values: Iterable[Any]) -> set[Any]:
    """The values that are there once."""
    return {v for v, times in Counter(values).items() if times == 1}


def _changed(original: Tokens, said: Sequence[Mention], copy: Tokens, told: Sequence[Mention]) -> bool:
    if any(_are_of_a_list(of, *pair) for of, pair in ((original, said), (copy, told))):
        return False
    before, after = [_role(original, m) for m in said], [_role(copy, m) for m in told]
    if not MUTUAL.isdisjoint(before):
        return False
    if before[0] != before[1]:
        return before == after[::-1]
    if any((*before, *after)):
        return False
    between = [_between(original, *said), _between(copy, *told)]
    turned = (said[0].start < said[1].start) != (told[0].start < told[1].start)
    return turned and between[0] == between[1] != () and (JOINING | TOGETHER).isdisjoint(between[0])


def _are_of_a_list(of: Tokens, a: Mention, b: Mention) -> bool:
    """Whether what stands between two only joins them: "Norway and the ports of Iceland", "Norway, the neighbour, and Iceland"."""
    between = words_between(of, a, b)
    if JOINING.issuperset(between) or ("and" in between and len(between) <= _JOINED):
        return True
    first = min(a, b, key=lambda m: m.start)
    return of.sentence.startswith(",", first.end) and between[-1] in JOINING


def _role(of: Tokens, one: Mention) -> str:
    """The preposition before a name, if there is one."""
    at = next(n for n, start in enumerate(of.starts) if start >= one.start)
    before = [w for w in of.lower[max(0, at - 2) : at] if w not in ARTICLES][-1:]
    return before[0] if before and before[0] in _PREPOSITIONS else ""


def _between(of: Tokens, a: Mention, b: Mention) -> tuple[str, ...]:
    first, last = sorted((a, b), key=lambda m: m.start)
    return () if "," in of.sentence[first.end : last.start] else words_between(of, a, b)


def words_between(of: Tokens, a: Mention, b: Mention) -> tuple[str, ...]:
    """The words between two mentions, in lower case, whichever comes first."""
    first, last = sorted((a, b), key=lambda m: m.start)
    return tuple(w for w, start in zip(of.lower, of.starts, strict=True) if first.end <= start < last.start)


def stretch(of: Tokens, a: Mention, b: Mention) -> Mention:
    """From the first of two mentions to the end of the other."""
    start, end = min(a.start, b.start), max(a.end, b.end)
    return Mention(ACTOR, 1, "roles", "", of.sentence[start:end], start, end)
