"""What a whole sentence states otherwise: who did it to whom, and whether it is stated at all. Read :func:`swapped` and :func:`stated`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import combinations, product
from typing import Any

from digest.group.facts.mention import Mention
from digest.group.facts.mentions import FIGURES, LISTED
from digest.group.facts.negation import AUXILIARIES, is_negator
from digest.group.facts.quantities import is_measure
from digest.group.facts.stated import Stated
from digest.group.facts.tokens import Tokens
from digest.group.rarity import key, weight
from digest.model import AlterationKind

_PREPOSITIONS = frozenset(
    ["to", "from", "against", "by", "with", "of", "for", "over", "into", "on", "at", "in", "than", "between", "through", "via", "toward", "towards"]
)  # fmt: skip
# "Talks of Russia with India" are talks of India with Russia.
_ARTICLES = ("the", "a", "an")
_MUTUAL = frozenset(["with", "between"])
# What two do together, whoever is named first.
_TOGETHER = frozenset(
    ["met", "meet", "meets", "join", "joins", "joined", "married", "marries", "face", "faces", "faced", "fought", "rival", "rivals", "border", "borders"]
)  # fmt: skip
_ASKING = frozenset(
    ["whether", "if", "ask", "asks", "asked", "asking", "wonder", "wonders", "wondered", "question", "questions", "unclear", "doubt", "doubts"]
)  # fmt: skip
_MOST_ACTORS = 12
_JOINED = 3
_JOINING = frozenset(["and", "or", "as", "nor", "but"])
# What stands between two that are the same, or of which either may be named first.
_RELATING_NOTHING = _MUTUAL | frozenset(["is", "are", "was", "were", "be", "remains", "like", "of"])
_FEW, _SHORT = 5, 2
_CLOSING = "\"'”’»)]} "
_ACTOR: AlterationKind = "actor"
_ACTORS = ("place", "name")


def asked(said: Tokens) -> bool:
    """Whether a sentence is a question."""
    return said.sentence.rstrip(_CLOSING).endswith("?")


def stated(said: Tokens) -> bool:
    """Whether a sentence states what it says, and neither asks nor tells that it is asked."""
    return not asked(said) and _ASKING.isdisjoint(said.lower)


def _may_be_swapped(original: Sequence[str], copy: Sequence[str]) -> bool:
    """Whether of the words with a capital letter, as two sentences have them, some that both have once stand in another order."""
    both = _once(original) & _once(copy)
    return len(both) > 1 and [w for w in original if w in both] != [w for w in copy if w in both]


def swapped(original: Stated, copy: Stated, *, framed: bool) -> tuple[Mention, Mention] | None:
    """The stretch from the one to the other, in both, of two that the copy has in each other's place.

    "Russia sold it to India" and "India sold it to Russia", but not "India bought it from Russia"; "from war to peace" and "from
    peace to war". Where more than two seem to have changed places, it is a list in another order. Where the frame of the sentence is lost, who did it may be said in another way.
    """
    actors = framed and _may_be_swapped(original.capitals, copy.capitals)
    said, told = _named_once(original), _named_once(copy)
    both = sorted(what for what in said.keys() & told.keys() if actors or what[0] != _ACTOR)
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
    return _stretch(original.tokens, said[a], said[b]), _stretch(copy.tokens, told[a], told[b])


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
        _stretch(said, before[a], before[b])._replace(kind="number", group="figures"),
        _stretch(told, after[a], after[b])._replace(kind="number", group="figures"),
    )


def exchanged_words(original: Stated, copy: Stated) -> tuple[Mention, Mention] | None:
    """The stretch from the one to the other, in both, of two that stand in each other's place: "the mayor sued the paper", "the paper sued the mayor".

    Whatever they are: what stands between them is kept, and does more than join them.
    """
    said, told = original.tokens, copy.tokens
    if not _may_be_swapped(_long(said), _long(told)):
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
            relates = not _RELATING_NOTHING.issuperset(between) and (_JOINING | _TOGETHER).isdisjoint(between)
            return relates and not enumerated and _names_something(theirs[:n]) and _names_something(theirs[-m:])
    return False


def _names_something(some: Sequence[str]) -> bool:
    """Whether words name who or what it is, and neither how much of it nor how it is done."""
    figures = any(w[0].isdigit() or w in AUXILIARIES or is_negator(w) for w in some)
    return not figures and any(weight(key(w)) >= 1 and not w.endswith("ly") for w in some)


def _no_articles(of: Tokens, words: range) -> list[int]:
    return [n for n in words if of.lower[n] not in _ARTICLES]


def _enumerates(of: Tokens, last: int, first: int) -> bool:
    """Whether two, the one by its last word and the other by its first, are of a list: "Norway, Iceland, Sweden"."""
    return not of.beside(last) and not of.beside(first - 1)


def _long(of: Tokens) -> list[str]:
    """The words that may name something, roughly: to look up what each weighs takes longer than all that follows."""
    return [w for w in of.lower if len(w) > _SHORT]


def _words(of: Tokens, words: range) -> Mention:
    start, end = of.starts[words[0]], of.ends[words[-1]]
    return Mention(_ACTOR, 1, "roles", "", of.sentence[start:end], start, end)


def _are_listed(of: Tokens, a: Mention, b: Mention) -> bool:
    """Whether only what they measure and a conjunction stand between two figures: "152 mm and 122 mm"."""
    behind = {_neighbours(of, m)[1] for m in (a, b)}
    measure = behind if len(behind) == 1 else frozenset[str]()
    return all(w in _JOINING or is_measure(w) or w in measure for w in _words_between(of, a, b))


def _once_by_value(figures: Sequence[Mention]) -> dict[str, Mention]:
    once = _once(m.value for m in figures)
    return {m.value: m for m in figures if m.value in once}


def _neighbours(of: Tokens, one: Mention) -> tuple[str, str]:
    """The word before a figure and the one behind it."""
    begin = next((n for n, start in enumerate(of.starts) if start >= one.start), 0)
    end = next((n for n, start in enumerate(of.starts) if start >= one.end), len(of))
    return " ".join(of.lower[begin - 1 : begin]), " ".join(of.lower[end : end + 1])


def _named_once(of: Stated) -> dict[tuple[str, str], Mention]:
    """What is named once, by what may change places with it, and by what tells one from others."""
    every = [((_ACTOR if m.group in _ACTORS else m.group, m.value), m) for m in of.mentions(LISTED)]
    once = _once(what for what, _ in every)
    return {what: m for what, m in every if what in once}


def _once(values: Iterable[Any]) -> set[Any]:
    return {v for v, times in Counter(values).items() if times == 1}


def _changed(original: Tokens, said: Sequence[Mention], copy: Tokens, told: Sequence[Mention]) -> bool:
    if any(_are_of_a_list(of, *pair) for of, pair in ((original, said), (copy, told))):
        return False
    before, after = [_role(original, m) for m in said], [_role(copy, m) for m in told]
    if not _MUTUAL.isdisjoint(before):
        return False
    if before[0] != before[1]:
        return before == after[::-1]
    if any((*before, *after)):
        return False
    between = [_between(original, *said), _between(copy, *told)]
    turned = (said[0].start < said[1].start) != (told[0].start < told[1].start)
    return turned and between[0] == between[1] != () and (_JOINING | _TOGETHER).isdisjoint(between[0])


def _are_of_a_list(of: Tokens, a: Mention, b: Mention) -> bool:
    """Whether what stands between two only joins them: "Norway and the ports of Iceland", "Norway, the neighbour, and Iceland"."""
    between = _words_between(of, a, b)
    if _JOINING.issuperset(between) or ("and" in between and len(between) <= _JOINED):
        return True
    first = min(a, b, key=lambda m: m.start)
    return of.sentence.startswith(",", first.end) and between[-1] in _JOINING


def _role(of: Tokens, one: Mention) -> str:
    """The preposition before a name, if there is one."""
    at = next(n for n, start in enumerate(of.starts) if start >= one.start)
    before = [w for w in of.lower[max(0, at - 2) : at] if w not in _ARTICLES][-1:]
    return before[0] if before and before[0] in _PREPOSITIONS else ""


def _between(of: Tokens, a: Mention, b: Mention) -> tuple[str, ...]:
    first, last = sorted((a, b), key=lambda m: m.start)
    return () if "," in of.sentence[first.end : last.start] else _words_between(of, a, b)


def _words_between(of: Tokens, a: Mention, b: Mention) -> tuple[str, ...]:
    first, last = sorted((a, b), key=lambda m: m.start)
    return tuple(w for w, start in zip(of.lower, of.starts, strict=True) if first.end <= start < last.start)


def _stretch(of: Tokens, a: Mention, b: Mention) -> Mention:
    start, end = min(a.start, b.start), max(a.end, b.end)
    return Mention("actor", 1, "roles", "", of.sentence[start:end], start, end)
