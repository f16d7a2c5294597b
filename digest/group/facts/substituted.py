"""One word for another in a sentence that is otherwise the same. Read :func:`substituted`."""

from __future__ import annotations

from collections.abc import Iterator

from digest.group.facts.mention import Mention, Pair
from digest.group.facts.negation import AUXILIARIES
from digest.group.facts.senses import may_stand_for
from digest.group.facts.tokens import Tokens

# Of a sentence of so many words so many are others; whoever exchanges more exchanges them for what a thesaurus has.
_FEWEST_WORDS, _MOST = 8, 3
_SHORT, _SAME = 4, 4
# What two words say that end so depends on more than the words.
_OF_VERBS = ("ing", "ed")


def substituted(said: Tokens, told: Tokens) -> Iterator[Pair]:
    """The words that stand where the original has others, which they cannot mean: "the evacuation", "the demolition" of a theatre."""
    if len(said) != len(told) or len(said) < _FEWEST_WORDS:
        return
    changed = [n for n, (old, new) in enumerate(zip(said.lower, told.lower, strict=True)) if old != new]
    if len(changed) > _MOST or len(changed) * _MOST > len(said):
        return
    for n in changed:
        # A phrase that is exchanged as a whole has no word that stands for one.
        alone = {n - 1, n + 1}.isdisjoint(changed)
        if (
            alone
            and _are_of_one_form(said.written[n], told.written[n])
            and not may_stand_for(said.lower[n], told.lower[n])
        ):
            yield _word(said, n), _word(told, n)


def _are_of_one_form(old: str, new: str) -> bool:
    """Whether both are words of weight, and end as two words do of which one stands in the other's place."""
    if not all(w.isalpha() and w.islower() and len(w) >= _SHORT and w not in AUXILIARIES for w in (old, new)):
        return False
    if old[:_SAME] == new[:_SAME] or old.endswith(_OF_VERBS) or new.endswith(_OF_VERBS):
        return False
    return old.endswith("s") == new.endswith("s")


def _word(of: Tokens, n: int) -> Mention:
    return Mention("term", 1, "substituted", of.lower[n], of.written[n], of.starts[n], of.ends[n])
