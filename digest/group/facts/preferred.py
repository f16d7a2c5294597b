"""Of two of which the one is set over the other, or becomes the other, which it is: "quality over quantity". Read :func:`preferred`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from digest.group.facts.mention import Mention
from digest.group.facts.roles import ACTOR
from digest.group.facts.tokens import Tokens
from digest.group.rarity import key, weight

# By what the one is set over the other; those of one value say the same.
_SETTING = {
    ("over",): "over", ("into",): "into", ("rather", "than"): "not", ("instead", "of"): "not", ("not",): "not", ("than",): "than",
}  # fmt: skip
_COMPARED = ("more", "less")
_WORDS, _FAR, _TELLING = 3, 8, 0.25


class _Setting(NamedTuple):
    """Two sides: where the words of each stand, by their keys."""

    how: str
    over: dict[str, int]
    under: dict[str, int]


def preferred(said: Tokens, told: Tokens) -> tuple[Mention, Mention] | None:
    """The stretch from the one to the other, in both, of two of which the copy sets the other over the one."""
    theirs = list(_settings(said))
    for one in _settings(told) if theirs else ():
        for old in theirs:
            first, last = old.over.keys() & one.under.keys(), old.under.keys() & one.over.keys()
            kept = old.over.keys() & one.over.keys() or old.under.keys() & one.under.keys()
            if old.how == one.how and first and last and not kept:
                return _stretch(said, old, first, last), _stretch(told, one, last, first)
    return None


def _settings(of: Tokens) -> Iterator[_Setting]:
    for at in range(1, len(of) - 1):
        for words, sets in _SETTING.items():
            behind = at + len(words)
            how = _how(of, at, sets) if of.lower[at:behind] == words and behind < len(of) else ""
            if how:
                yield _Setting(how, _keys(of, _side(of, at - 1, -1)), _keys(of, _side(of, behind, 1)))


def _how(of: Tokens, at: int, sets: str) -> str:
    """How the word or words there set one over another; nothing where they do not: "not" behind a comma, "than" behind "more"."""
    if of.lower[at] == "not":
        return sets if not of.beside(at - 1) or of.lower[at - 1] in ("and", "but") else ""
    if sets != "than":
        return sets
    return next((w for w in reversed(of.lower[max(0, at - _FAR) : at]) if w in _COMPARED), "")


def _side(of: Tokens, start: int, step: int) -> list[int]:
    """The words on one side, up to the end of the clause."""
    found = [start]
    while len(found) < _WORDS and 0 <= found[-1] + step < len(of) and of.beside(min(found[-1], found[-1] + step)):
        found.append(found[-1] + step)
    return found


def _keys(of: Tokens, words: list[int]) -> dict[str, int]:
    return {k: n for n in words if weight(k := key(of.lower[n])) >= _TELLING}


def _stretch(of: Tokens, one: _Setting, first: Collection[str], last: Collection[str]) -> Mention:
    """From the first of some words on the one side to the last of some on the other."""
    start, end = of.starts[min(one.over[k] for k in first)], of.ends[max(one.under[k] for k in last)]
    return Mention(ACTOR, 1, "preferred", "", of.sentence[start:end], start, end)
