"""A sentence of a copy beside its place in the original. Read :class:`Beside`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from digest.group.facts import figures
from digest.group.facts.lexicon import CLOSE, CONTRAST
from digest.group.facts.mention import Mention
from digest.group.facts.mentions import SPEAKERS
from digest.group.facts.negation import denies
from digest.group.facts.placing import Place
from digest.group.facts.questions import asked
from digest.group.facts.rivals import comparable, of_one_length
from digest.group.facts.said import Said
from digest.group.rarity import weight

# Where the frame is lost, one of these is compared with what stands among the same words.
_IN_CONTEXT = ("number", "negation", "comparison", "actor")
# What may be said of many things in one text.
_OF_MANY = ("comparison", "actor")
# What may be known by the word it stands beside; of the countries in a list many stand beside the same.
_BESIDE_A_WORD = ("number", "place", "negation", "comparison", "actor")
# Of these, one word of a line of the table is enough to say the opposite.
_EXCLUDING = ("number", "negation", "comparison")
ENOUGH = 4.0
"""So much weighs what stands near two mentions of one thing: two words that are not common, or a rare one."""
# Said of two things, of which either may be named first.
_RELATING = frozenset(["before", "after", "following", "above", "below", "exceed", "than", "double", "half"])
# "More expensive" is not "less often": what is so counts.
_MORE = frozenset(["more", "less", "fewer", "greater"])
# A sentence of a retold copy that shares more than this with its place tells it and nothing else.
_CLOSE = 0.5


@dataclass(frozen=True)
class Beside:
    """A sentence of the copy, by its number, beside its place in the original."""

    said: Said
    told: Said
    n: int
    place: Place

    def can_stand(self, old: Mention, new: Mention) -> bool:
        """Whether what is new stands for what is gone."""
        if (
            not comparable(old, new, framed=self.place.framed)
            or self._is_retold(old, new)
            or self._is_converse(old, new)
        ):
            return False
        if old.group in SPEAKERS and (
            self._say_both(old, new) or not (self._is_somebody(old) and self._is_somebody(new))
        ):
            return False
        if not self._between_the_same(old, new):
            return False
        if old.group == "name" and not of_one_length(old, new):
            return self.place.retold
        if new.kind == "office" and not self.place.framed:
            return not self.told.has(old) and self.near(old, new) > 0
        if self.place.framed or new.kind not in _IN_CONTEXT:
            # What rises in one clause may fall in another.
            compared = new.kind == "comparison" and new.group.startswith(CONTRAST)
            return not compared or self.near(old, new) > 0
        return self._in_context(old, new)

    def near(self, old: Mention, new: Mention) -> float:
        """The weight of the words that stand near both."""
        return _weight(self.told.context(new) & self.said.context(old))

    def _between_the_same(self, old: Mention, new: Mention) -> bool:
        """Whether both stand between the same words, or behind both the same follows, where they have to."""
        if old.text.lower() in _MORE:
            return self.said.between(old)[1] == self.told.between(new)[1]
        # Things of one sort: the one may be another word for the other.
        if new.form == CLOSE and new.kind not in _EXCLUDING:
            return self.said.between(old) == self.told.between(new)
        return True

    def _in_context(self, old: Mention, new: Mention) -> bool:
        """Whether what is new stands for what is gone in a sentence that has lost its frame."""
        if old.group == "number" and (figures.mistaken(old, new) or self._is_of_one_measure(old, new)):
            return True
        # A question states nothing.
        if (
            new.kind != "number"
            and asked(self.told[self.n].tokens)
            and not asked(self.said[self.said.sentence_of(old)].tokens)
        ):
            return False
        return self.near(old, new) > 0 or self._are_plain_opposites(old, new)

    def is_exchanged(self, old: Mention, new: Mention, word: str) -> bool:
        """Whether one of two that stand beside a word stands for the other: neither text has beside it what the other has."""
        if new.kind not in _BESIDE_A_WORD or new.group == "place" or not old.value or not new.value:
            return False
        if (
            old.value == new.value
            or new.form == CLOSE
            or self.said.has_beside(new, word)
            or self.told.has_beside(old, word)
        ):
            return False
        if new.group == "number" and (old.form != new.form or self.said.has(new) or self._is_worked_out(old, new)):
            return False
        return comparable(old, new, framed=True) and not self._is_converse(old, new)

    def _are_plain_opposites(self, old: Mention, new: Mention) -> bool:
        """Whether two words exclude each other, neither is negated, and each text has its own alone."""
        if new.kind not in _EXCLUDING or not new.group.startswith(CONTRAST) or self.said.has(new) or self.told.has(old):
            return False
        return not (denies(old) or denies(new))

    def _is_converse(self, old: Mention, new: Mention) -> bool:
        """Whether the copy says it the other way round: "the dam is older than the bridge", "the bridge is younger than the dam"."""
        # A figure has its bound wherever it stands.
        if new.group == "bound" or not (new.kind == "actor" or _relates(self.said, old) or _relates(self.told, new)):
            return False
        (old_before, old_behind), (before, behind) = self.said.sides(old), self.told.sides(new)
        turned = _weight(old_before & behind) + _weight(old_behind & before)
        return turned > _weight(old_before & before) + _weight(old_behind & behind)

    def _is_retold(self, old: Mention, new: Mention) -> bool:
        """Whether a copy that tells it in other words and another order only says it elsewhere, or has worked it out."""
        if not self.place.retold:
            return False
        if old.group == old.kind == "number" and not figures.mistaken(old, new) and self._is_worked_out(old, new):
            return True
        moving = self.place.share < _CLOSE and new.kind not in _OF_MANY
        return moving and self.said.has(new) and self.told.has(old)

    def _is_somebody(self, one: Mention) -> bool:
        """Whether who says it is named in full, or by the last name of somebody who is."""
        return " " in one.text or one.value in self.said.last_names or one.value in self.told.last_names

    def _say_both(self, old: Mention, new: Mention) -> bool:
        """Whether the sentence and its place have both speakers: one by name and one by office, or as what is said of the other."""
        there = " ".join(self.said[k].sentence for k in self.place.core).lower()
        return new.value in there and old.value in self.told[self.n].sentence.lower()

    def _is_worked_out(self, old: Mention, new: Mention) -> bool:
        """Whether one figure is the other in round numbers, or what two others come to."""
        there, here = self._worked_out
        closely = figures.rounded(old, new, bounded=self.told.is_bounded(new))
        return closely or figures.is_among(new, there) or figures.is_among(old, here)

    @cached_property
    def _worked_out(self) -> tuple[frozenset[tuple[str, float]], frozenset[tuple[str, float]]]:
        """What can be worked out from the figures around the place, and from those of the sentence."""
        near = neighbours(self.place.core, len(self.said))
        return figures.results(self.said.numbers(near)), figures.results(self.told.numbers((self.n,)))

    def _is_of_one_measure(self, old: Mention, new: Mention) -> bool:
        """Whether both figures count the same, and the copy has the old one nowhere."""
        return old.form == new.form != "" and not self.told.has(old)


def _relates(of: Said, one: Mention) -> bool:
    return not _RELATING.isdisjoint(one.text.lower().split()) or (
        one.kind in ("comparison", "negation") and of.is_before(one, "than")
    )


def _weight(keys: Iterable[str]) -> float:
    return sum(map(weight, keys))


def neighbours(sentences: Iterable[int], count: int) -> list[int]:
    """Some sentences, of ``count``, with those before and after each."""
    return sorted({j for n in sentences for j in (n - 1, n, n + 1) if 0 <= j < count})
