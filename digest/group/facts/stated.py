"""What one sentence says, wherever it stands. Read :class:`Stated` and :func:`stated`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import chain

from digest.group.facts.mention import Mention
from digest.group.facts.mentions import groups, mentions, together
from digest.group.facts.negation import may_negate, negated
from digest.group.facts.tokens import Tokens

_MARKS = frozenset('“”"«»‘')
_PUNCTUATION = ".,;:!?()[]“”‘’\"'"
# The sentences of a story's original are read again for each of its copies, and what a copy left as it was with them.
_KEPT = 256


class Stated:
    """What a sentence says; worked out where it is asked for."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self._mentions: dict[int, list[Mention]] = {}

    @cached_property
    def tokens(self) -> Tokens:
        """Its words."""
        return Tokens.of(self.sentence)

    @cached_property
    def written(self) -> Counter[str]:
        """What it has between spaces, and how often; words that say something together also as one."""
        every = self.sentence.split()
        return Counter(chain(every, together(every)))

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups of which it may say something."""
        return groups_of(self.written)[0]

    @cached_property
    def negated(self) -> frozenset[str]:
        """The stems of what it negates."""
        return negated(self.tokens) if may_negate(self.sentence) else frozenset()

    @cached_property
    def capitals(self) -> list[str]:
        """Its words that are written with a capital letter, in order."""
        return [w.strip(_PUNCTUATION) for w in self.sentence.split() if w[0].isupper()]

    @cached_property
    def quotes(self) -> bool:
        """Whether there are quotation marks in it."""
        return not _MARKS.isdisjoint(self.sentence)

    def mentions(self, sort: int) -> list[Mention]:
        """Everything of one sort of which it says something, in order."""
        if sort not in self._mentions:
            self._mentions[sort] = sorted(mentions(self.tokens, sort), key=in_order)
        return self._mentions[sort]


@lru_cache(maxsize=_KEPT)
def stated(sentence: str) -> Stated:
    """What a sentence says; the sentences last asked for are kept."""
    return Stated(sentence)


def in_order(one: Mention) -> tuple[int, str]:
    """What mentions are sorted by."""
    return one.start, one.group


def groups_of(written: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The groups that words may be part of, as they stand between spaces; and those in which they may be one of several words."""
    each = [found for w in written if (found := groups(w))[0]]
    return frozenset().union(*(every for every, _ in each)), frozenset().union(*(several for _, several in each))
