"""One word for another in a sentence that is otherwise the same. Read :func:`substituted`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from digest.group.facts.lexicon import places
from digest.group.facts.mention import Mention, Pair
from digest.group.facts.negation import negatives
from digest.group.facts.negators import AUXILIARIES, NOT_ONLY, is_negator
from digest.group.facts.rivals import comparable
from digest.group.facts.senses import may_stand_for, share_a_sense
from digest.group.facts.tokens import Tokens, without_genitive
from digest.model import AlterationKind

# Of a sentence of so many words so many are others; whoever exchanges more exchanges them for what a thesaurus has.
_FEWEST_WORDS, _MOST_WORDS, _MOST = 8, 200, 3
_SHORT, _SAME, _PHRASE = 4, 4, 3
# What two words say that end so depends on more than the words.
_OF_VERBS = ("ing", "ed")
_FEW = "few"
# "There is no doubt that" is also "certainly".
_OF_PHRASES = NOT_ONLY.union(["doubt", "matter"])


def substituted(said: Tokens, told: Tokens, original: str) -> Iterator[Pair]:
    """The words that stand where the original has others, which they cannot mean: "the evacuation", "the demolition" of a theatre.

    Also somebody's name for somebody else's, and a word that denies what the other sentence affirms. ``original`` is the whole text,
    and empty where names are not told by their capital letters.
    """
    if min(len(said), len(told)) < _FEWEST_WORDS or max(len(said), len(told)) > _MOST_WORDS:
        return
    # Most sentences differ in more, which is sooner counted than found out where.
    if any(len(set(a.lower).difference(b.lower)) > _MOST * _PHRASE for a, b in ((said, told), (told, said))):
        return
    every = SequenceMatcher(None, said.lower, told.lower, autojunk=False).get_opcodes()
    changes = [(slice(a, b), slice(c, d)) for what, a, b, c, d in every if what != "equal"]
    size = sum(max(a.stop - a.start, c.stop - c.start) for a, c in changes)
    if len(changes) > _MOST or size * _MOST > len(told):
        return
    # A clause that moved takes its negator along.
    denied_otherwise = _denials(said) != _denials(told)
    for old, new in changes:
        if _is_phrase_for_another(said.written[old], told.written[new]):
            yield _words(said, old, "term"), _words(told, new, "term")
        elif original and _is_name_for_another(said, old, told, new, original):
            yield _words(said, old, "person"), _words(told, new, "person")
        elif denied_otherwise and _denies(said.lower[old], told.lower[new]):
            yield _words(said, _with_next(said, old), "negation"), _words(told, _with_next(told, new), "negation")


def _is_phrase_for_another(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether a noun or verb, or a phrase that ends with one, stands for another, of which no word may mean what one of the first does."""
    if not (old and new and max(len(old), len(new)) <= _PHRASE):
        return False
    if any(share_a_sense(one, other) for one in old for other in new):
        return False
    return _are_of_one_form(old[-1], new[-1]) and not may_stand_for(old[-1], new[-1])


def _are_of_one_form(old: str, new: str) -> bool:
    """Whether both are words of weight, and end as two words do of which one stands in the other's place."""
    if not all(w.isalpha() and w.islower() and len(w) >= _SHORT and w not in AUXILIARIES for w in (old, new)):
        return False
    if old[:_SAME] == new[:_SAME] or old.endswith(_OF_VERBS) or new.endswith(_OF_VERBS):
        return False
    return old.endswith("s") == new.endswith("s")


def _is_name_for_another(said: Tokens, old: slice, told: Tokens, new: slice, original: str) -> bool:
    """Whether somebody or something is called by the name of another, and not by another name: "Hansen", "Lars Hansen", "LH"."""
    if old.start == old.stop or new.start == new.stop:
        return False
    names = [of.written[part] for of, part in ((said, old), (told, new))]
    if not all(w[0].isupper() and len(w) >= _SHORT for name in names for w in name):
        return False
    # What begins a sentence has a capital letter for that alone.
    if 0 in (old.start, new.start) and not all(f" {w}" in original for name in names for w in name):
        return False
    theirs, ours = (frozenset(without_genitive(w).lower() for w in name) for name in names)
    if not theirs.isdisjoint(told.lower) or not ours.isdisjoint(said.lower):
        return False
    if any((w,) in places() for w in theirs | ours):
        return False
    one, other = (_words(of, part, "person") for of, part in ((said, old), (told, new)))
    together = f"{one.text} {other.text}" in original or f"{other.text} {one.text}" in original
    return not together and comparable(one._replace(group="name"), other._replace(group="name"), framed=True)


def _denials(of: Tokens) -> int:
    return negatives(of) + of.lower.count(_FEW)


def _denies(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether one sentence denies what the other affirms with a word that the other leaves out: "no symptoms", "few of them"."""
    if old and new:
        return False
    some = [*old, *new]
    return any(is_negator(w) or w == _FEW for w in some) and _OF_PHRASES.isdisjoint(some)


def _with_next(of: Tokens, part: slice) -> slice:
    """Some words with the next, or at the end of a sentence with the one before: no words, where the other has "not", say nothing."""
    return slice(min(part.start, len(of) - 1), min(len(of), part.stop + 1))


def _words(of: Tokens, part: slice, kind: AlterationKind) -> Mention:
    start, end = of.starts[part.start], of.ends[part.stop - 1]
    return Mention(kind, 1, "substituted", " ".join(of.lower[part]), of.sentence[start:end], start, end)
