"""Words that a copy has put into a quotation in place of others. Read :func:`misquoted`.

Who writes anew words what is told, but leaves what is quoted as it was said: a quotation that follows the original word by word, and
has other words at one place, or denies what was affirmed, states otherwise what was said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import partial

from digest.group.facts.lexicon import Member
from digest.group.facts.mention import Pair, mention
from digest.group.facts.named import quoting
from digest.group.facts.negators import is_negator
from digest.group.facts.senses import may_stand_for, share_a_sense
from digest.group.rarity import key, weight
from digest.group.wording import Wording, tokens

_QUOTED_CHARS = (12, 600)
_MEMBER = Member("quote", 1, "quote", 0)
# So many words that follow each other tell where it is from, and so much of it must be as it was.
_RUN, _AS_IT_WAS = 3, 0.6
# What is left out at one place, and put there, is a word or a few; words that say something.
_FEW, _TELLING, _STEM = 3, 0.75, 4
# Of a text that quotes more that the original has not word for word, the first.
_MOST = 200
_AROUND = 4

Word = tuple[int, int, str]
Change = tuple[str, int, int, int, int]


def misquoted(original: Wording, copy: Wording, *, retold: bool, reworded: bool) -> list[Pair]:
    """What the original has within a passage that the copy quotes, with what the copy has there.

    Where the copy is not ``reworded``, somebody, or a machine, may have exchanged words for such as mean the same in quotations
    too: there a word counts that is known to mean something else. A machine exchanges words in quotations as well: where few are left as they were, that is garbled, and no quotation tells more of it.
    """
    theirs = original.tokens
    said = f" {' '.join(_words(theirs))} "
    found: list[Pair] = []
    kept = looked_at = 0
    for quotation in quoting(*_QUOTED_CHARS).finditer(copy.text):
        group = quotation.lastindex or 0
        begin = quotation.start(group)
        if quotation[group] != quotation[group].strip():
            continue  # between the end of one quotation and the beginning of the next
        ours = [(begin + start, begin + end, word) for start, end, word in tokens(quotation[group])]
        if f" {' '.join(_words(ours))} " in said:
            kept += len(ours) >= _RUN
            continue
        if looked_at == _MOST:
            break
        looked_at += 1
        exchanged = _exchanged(theirs, ours, share_a_sense if reworded else may_stand_for)
        kept += exchanged == []
        for these, those in exchanged or ():
            old, new = (_text(of, some) for of, some in ((original, these), (copy, those)))
            found.append(
                (mention(_MEMBER, old.lower(), old, these[0][0]), mention(_MEMBER, new.lower(), new, those[0][0]))
            )
    return found if len(found) <= kept + retold else []


def _exchanged(
    theirs: Sequence[Word], ours: Sequence[Word], alike: Callable[[str, str], bool]
) -> list[tuple[Sequence[Word], Sequence[Word]]] | None:
    """The words of a quotation that stand in place of others in the passage it is from; None where it is from none."""
    run = SequenceMatcher(None, _words(theirs), _words(ours), autojunk=False).find_longest_match()
    if run.size < _RUN:
        return None
    first = max(0, run.a - run.b - _AROUND)
    passage = theirs[first : run.a + len(ours) - run.b + _AROUND]
    matcher = SequenceMatcher(None, _words(passage), _words(ours), autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < _AS_IT_WAS * len(ours):
        return None
    changes = map(partial(_within, size=len(ours)), matcher.get_opcodes())
    return [_with_denied(passage, ours, change) for change in changes if _tells(change, passage, ours, alike)]


def _tells(change: Change, passage: Sequence[Word], ours: Sequence[Word], alike: Callable[[str, str], bool]) -> bool:
    """Whether a few words stand for others, or a word inside denies what the passage affirms, or the other way round."""
    what, a, b, c, d = change
    old, new = passage[a:b], ours[c:d]
    if max(len(old), len(new)) > _FEW:
        return False
    if what == "replace":
        return _say_another(old, new, alike)
    return what != "equal" and 0 < c <= d < len(ours) and _denies(old) != _denies(new)


def _within(change: Change, size: int) -> Change:
    """Of what stands in place of the first or the last words of a quotation of so many words, as many as those."""
    what, a, b, c, d = change
    if what != "replace":
        return change
    return what, (a if c else max(a, b - d)), (b if d < size else min(b, a + d - c)), c, d


def _denies(some: Iterable[Word]) -> bool:
    return any(is_negator(word) for _, _, word in some)


def _with_denied(
    passage: Sequence[Word], ours: Sequence[Word], change: Change
) -> tuple[Sequence[Word], Sequence[Word]]:
    """What stands on both sides; where one of them has nothing, with the next word: "our", "not our"."""
    _, a, b, c, d = change
    further = a == b or c == d
    return passage[a : b + further], ours[c : d + further]


def _say_another(old: Sequence[Word], new: Sequence[Word], alike: Callable[[str, str], bool]) -> bool:
    """Whether both have words that say something, none of which begins as one of the other does or is ``alike``."""
    telling = [[w for _, _, w in some if weight(key(w)) >= _TELLING] for some in (old, new)]
    if not all(telling) or not {w[:_STEM] for w in telling[0]}.isdisjoint(w[:_STEM] for w in telling[1]):
        return False
    return not any(alike(old, new) for old in telling[0] for new in telling[1])


def _words(of: Sequence[Word]) -> list[str]:
    return [word for _, _, word in of]


def _text(of: Wording, some: Sequence[Word]) -> str:
    return of.text[some[0][0] : some[-1][1]]
