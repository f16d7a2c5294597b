"""Words that a retold copy has put into a quotation in place of others. Read :func:`misquoted`.

Who writes anew words what is told, but leaves what is quoted as it was said: a quotation that follows the original word by word, and
has other words at one place, states otherwise what was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from digest.group.facts.lexicon import Member
from digest.group.facts.mention import Pair, mention
from digest.group.facts.named import quoting
from digest.group.rarity import key, weight
from digest.group.wording import Wording, tokens

_QUOTED_CHARS = (12, 600)
_MEMBER = Member("quote", 1, "quote", 0)
# So many words that follow each other tell where it is from, and so much of it must be as it was.
_RUN, _AS_IT_WAS = 3, 0.6
# What is left out at one place, and put there, is a word or a few; words that say something.
_FEW, _TELLING, _STEM = 3, 0.75, 4
_AROUND = 4

Word = tuple[int, int, str]


def misquoted(original: Wording, copy: Wording) -> list[Pair]:
    """What the original has within a passage that the copy quotes, with what the copy has there.

    A machine exchanges words in quotations as well: where few are left as they were, that is garbled, and no quotation tells more of it.
    """
    theirs = original.tokens
    found: list[Pair] = []
    kept = 0
    for quotation in quoting(*_QUOTED_CHARS).finditer(copy.text):
        group = quotation.lastindex or 0
        begin = quotation.start(group)
        ours = [(begin + start, begin + end, word) for start, end, word in tokens(quotation[group])]
        exchanged = _exchanged(theirs, ours)
        kept += exchanged == []
        for these, those in exchanged or ():
            old, new = (_text(of, some) for of, some in ((original, these), (copy, those)))
            found.append(
                (mention(_MEMBER, old.lower(), old, these[0][0]), mention(_MEMBER, new.lower(), new, those[0][0]))
            )
    return found if len(found) <= kept + 1 else []


def _exchanged(theirs: Sequence[Word], ours: Sequence[Word]) -> list[tuple[Sequence[Word], Sequence[Word]]] | None:
    """The words of a quotation that stand in place of others in the passage it is from; None where it is from none."""
    run = SequenceMatcher(None, _words(theirs), _words(ours), autojunk=False).find_longest_match()
    if run.size < _RUN:
        return None
    first = max(0, run.a - run.b - _AROUND)
    passage = theirs[first : run.a + len(ours) - run.b + _AROUND]
    matcher = SequenceMatcher(None, _words(passage), _words(ours), autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < _AS_IT_WAS * len(ours):
        return None
    return [
        (passage[a:b], ours[c:d])
        for what, a, b, c, d in matcher.get_opcodes()
        if what == "replace" and max(b - a, d - c) <= _FEW and _say_another(passage[a:b], ours[c:d])
    ]


def _say_another(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether both have words that say something, none of which begins as one of the other does."""
    telling = [{w[:_STEM] for _, _, w in some if weight(key(w)) >= _TELLING} for some in (old, new)]
    return all(telling) and telling[0].isdisjoint(telling[1])


def _words(of: Sequence[Word]) -> list[str]:
    return [word for _, _, word in of]


def _text(of: Wording, some: Sequence[Word]) -> str:
    return of.text[some[0][0] : some[-1][1]]
