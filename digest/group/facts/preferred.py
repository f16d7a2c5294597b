"""Of two of which the one is set over the other, which it is: "quality over quantity", "quantity over quality". Read :func:`preferred`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from digest.group.facts.mention import Mention
from digest.group.facts.roles import ACTOR
from digest.group.facts.tokens import Tokens
from digest.group.rarity import key, weight

# By what the one is set over the other; those of one value say the same.
_SETTING = {
    ("over",): "over", ("rather", "than"): "not", ("instead", "of"): "not", ("not",): "not", ("than",): "than",
}  # fmt: skip
_COMPARED = ("more", "less")
_WORDS, _FAR, _TELLING = 3, 8, 1.0


class _Setting(NamedTuple):
    """Two sides, by the keys of their words, and the first and the last word of both."""

    how: str
    over: frozenset[str]
    under: frozenset[str]
    first: int
    last: int


def preferred(said: Tokens, told: Tokens) -> tuple[Mention, Mention] | None:
    """The stretch from the one to the other, in both, of two of which the copy sets the other over the one."""
    theirs = list(_settings(said))
    for one in _settings(told) if theirs else ():
        for old in theirs:
            turned = old.over & one.under and old.under & one.over
            if old.how == one.how and turned and old.over.isdisjoint(one.over) and old.under.isdisjoint(one.under):
                return _stretch(said, old), _stretch(told, one)
    return None


def _settings(of: Tokens) -> Iterator[_Setting]:
    for at in range(1, len(of) - 1):
        for words, sets in _SETTING.items():
            behind = at + len(words)
            how = _how(of, at, sets) if of.lower[at:behind] == words and behind < len(of) else ""
            if how:
                before, after = _side(of, at - 1, -1), _side(of, behind, 1)
                yield _Setting(how, _keys(of, before), _keys(of, after), before[-1], after[-1])


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


def _keys(of: Tokens, words: list[int]) -> frozenset[str]:
    return frozenset(k for n in words if weight(k := key(of.lower[n])) >= _TELLING)


def _stretch(of: Tokens, one: _Setting) -> Mention:
    start, end = of.starts[one.first], of.ends[one.last]
    return Mention(ACTOR, 1, "preferred", "", of.sentence[start:end], start, end)
