"""What negates a word, and where in its sentence that stands. Read :func:`negator`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.group.facts.tokens import Tokens
from digest.group.rarity import key, weight

_NEGATORS = frozenset(["not", "no", "never", "nobody", "none", "neither", "nor", "without", "nothing", "cannot"])
NOT_ONLY = frozenset(["only", "just", "least"])
"""Behind "not" these words make it say more, not less."""
COMPARING = frozenset(["longer", "doubt", "fewer", "less", "more", "other", "later", "sooner", "better", "worse"])
"""Behind "no" these say how much it is."""
AUXILIARIES = frozenset(
    ["will", "would", "can", "could", "may", "might", "must", "should", "has", "have", "had", "is", "are", "was", "were", "does", "do", "did", "be", "been", "still"]
)  # fmt: skip
NO_ONE = ("no", "one")
# "Failed to reach" is not reached.
_TO_DO = ("fail", "refus", "declin", "unable", "inability", "neglect", "omit")
# "It stopped covering them."
_NO_LONGER = ("stop", "ceas", "quit", "halt", "discontinu")
# "It withdrew its support", "it will end its support".
_WITHDRAWING, _POSSESSIVE = ("withdr", "ended", "dropped"), ("its", "their", "his", "her", "our", "my")
_ENDING = frozenset(
    ["end", "ends", "ending", "stop", "stops", "stopped", "stopping", "cease", "ceases", "ceased", "halt", "halts", "halted"]
)  # fmt: skip
LACK = frozenset(["lack", "absence"])
_OF_NOUNS = LACK.union(["no", "none", "nobody", "nothing", "without"])
_NOBODY = frozenset(["nobody", "nothing", "none", "neither", "nor"])
_PRONOUNS = ("nobody", "nothing")
_SUBJECTS = _NOBODY | frozenset(["no", "never"])
# What begins a clause whose subject may follow.
_OPENING = frozenset(
    ["that", "although", "though", "because", "while", "and", "but", "as", "if", "when", "since", "where", "yet"]
)
_INVERTING, _OF_INVERTING = ("never", "nor", "neither"), ("time", "point", "stage", "circumstances", "way", "case")
_SLIGHT = frozenset(
    ["be", "been", "being", "a", "an", "the", "any", "really", "very", "particularly", "necessarily", "yet", "ever", "also", "to", "longer"]
)  # fmt: skip
_THINKING = frozenset(["think", "believe", "expect", "suppose", "imagine"])
# "They kept him from leaving."
_KEEPING = re.compile(
    r"ban(?:s|ned|ning)?|bar(?:s|red|ring)?|prohibit\w*|prevent\w*|forb[ai]d\w*|stop(?:s|ped|ping)?|keep(?:s|ing)?|kept|block(?:s|ed|ing)?|discourag\w*"
)
# "No year was hotter".
_NOTHING = frozenset(["no", "none", "nobody", "nothing", "never"])
_COMPARATIVES = frozenset(
    ["more", "less", "better", "worse", "older", "younger", "higher", "lower", "larger", "bigger", "greater", "smaller", "longer", "shorter", "closer", "further", "farther", "sooner", "later", "faster", "slower", "stronger", "weaker", "deadlier", "hotter", "warmer", "colder", "cooler", "wetter", "drier", "harder", "easier", "richer", "poorer", "cheaper", "heavier", "lighter", "deeper", "wider", "narrower", "taller", "earlier", "clearer", "graver", "busier", "happier", "safer"]
)  # fmt: skip
# "As long as he rules" and "as of May" compare nothing.
_NOT_COMPARED = frozenset(
    ["long", "soon", "far", "well", "of", "yet", "to", "part", "a", "an", "the", "if", "though", "he", "she", "it", "they", "we", "you", "i"]
)  # fmt: skip
_IF_NOT = ("if", "not")
_REACH, _SUBJECT, _FAR, _SMALL = 3, 8, 12, 0.5


def is_negator(word: str) -> bool:
    """Whether a word, in lower case, negates others."""
    return word in _NEGATORS or word.endswith("n't")


def may_deny(word: str) -> bool:
    """Whether a word, in lower case, negates others or is one of two that do: "failed to"."""
    return is_negator(word) or word.startswith(_TO_DO) or word.startswith(_NO_LONGER)


def may_have_two(lower: str) -> bool:
    """Whether a sentence, in lower case, may have two words that negate others together."""
    return (" to " in lower and any(begins in lower for begins in _TO_DO)) or any(b in lower for b in _NO_LONGER)


def negator(said: Tokens, at: int) -> int | None:
    """Where the word stands that negates the one at ``at``: before it in the same clause, with no word of weight between."""
    found = (find(said, at) for find in (_ended, _nobody, _lacking, _right_before))
    by = next((n for n in found if n is not None), None)
    return None if by is None or (said.lower[by] in _NOTHING and excels(said, by)) else by


def _ended(said: Tokens, at: int) -> int | None:
    """Where it is said that something is no longer done: "withdrew its support"."""
    if at > 1 and said.lower[at - 1] in _POSSESSIVE:
        verb = said.lower[at - 2]
        return at - 2 if verb in _ENDING or verb.startswith(_WITHDRAWING) else None
    return None


def _nobody(said: Tokens, at: int) -> int | None:
    """Where the subject stands of which nothing is so, or the word that turns the sentence round: "none of them was", "never will he"."""
    lower = said.lower
    if _SUBJECTS.isdisjoint(lower[max(0, at - _SUBJECT) : at]):
        return None
    subject = next(
        (n for n in range(at - 1, max(-1, at - _SUBJECT), -1) if _is_nobody(lower, n) or _inverts(lower, n)), None
    )
    if subject is None:
        return None
    done = (
        lower[at].endswith("ed")
        or lower[at - 1] in AUXILIARIES
        or lower[at - 1] == "to"
        or (_inverts(lower, subject) and not _goes_on(said, at))
    )
    in_one_clause = "that" not in lower[subject:at] and all(
        said.starts[n + 1] - said.ends[n] == 1 for n in range(subject, at)
    )
    return subject if done and in_one_clause and not _does_something_else(said, subject, at) else None


def _does_something_else(said: Tokens, subject: int, at: int) -> bool:
    """Whether nobody does what another verb says: "what no one claims is kept" is kept."""
    if said.lower[subject : subject + 2] == NO_ONE:
        behind = subject + len(NO_ONE)
    elif said.lower[subject] in _PRONOUNS:
        behind = subject + 1
    else:
        return False
    verb = said.lower[behind]
    return behind < at and verb not in AUXILIARIES and verb.endswith("s")


def _goes_on(said: Tokens, at: int) -> bool:
    """Whether a word belongs to the next one, "their peace policy", and not "is he able to"."""
    return at + 1 < len(said) and said.beside(at) and weight(key(said.lower[at + 1])) >= _SMALL


def _lacking(said: Tokens, at: int) -> int | None:
    """Where a lack is told of: "a lack of political consensus"."""
    return next(
        (
            n - 1
            for n in range(at - 1, max(0, at - 1 - _REACH), -1)
            if said.lower[n - 1] in LACK and said.lower[n] == "of"
        ),
        None,
    )


def _right_before(said: Tokens, at: int) -> int | None:
    lower = said.lower
    for n in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if said.starts[n + 1] - said.ends[n] > 1 or lower[n + 1] in NOT_ONLY:
            return None
        if lower[n - 1 : n + 1] == NO_ONE == tuple(map(str.lower, said.written[n - 1 : n + 1])):
            return n - 1
        if (is_negator(lower[n]) and not _is_conceded(lower, n)) or (
            lower[n + 1] == "to" and lower[n].startswith(_TO_DO)
        ):
            return n
        if n + 1 == at and lower[n].startswith(_NO_LONGER) and lower[at].endswith("ing"):
            return n
        if lower[n] not in AUXILIARIES and lower[n] not in _SLIGHT:
            return None
    return None


def _is_conceded(lower: Sequence[str], at: int) -> bool:
    """Whether "not" leaves open whether it is so: "a quarter, if not a third"."""
    return at > 0 and lower[at - 1 : at + 1] == _IF_NOT


def excels(said: Tokens, by: int) -> bool:
    """Whether nothing is more so, so that what is said is so: "no year was hotter", "never before have so many come"."""
    for n in range(by + 1, min(len(said), by + _SUBJECT)):
        if said.starts[n] - said.ends[n - 1] > 1:
            return False
        if said.lower[n] in _COMPARATIVES and (n > by + 1 or said.lower[n] not in COMPARING):
            return True
        if said.lower[n] == "as":
            return _NOT_COMPARED.isdisjoint(said.lower[n + 1 : n + 2])
    return False


def is_doubted(said: Tokens, at: int) -> bool:
    """Whether somebody says that he does not think so, or that nobody does it: "does not think one can", "nobody could"."""
    for n in range(max(1, at - _FAR), at):
        if said.lower[n] in _THINKING and is_negator(said.lower[n - 1]):
            return True
    return any(_is_nobody(said.lower, n) for n in range(max(0, at - _REACH), at))


def does_nothing(said: Tokens, at: int) -> bool:
    """Whether what a verb does is done to nothing: "signed no autographs", "pays no taxes"."""
    behind = said.lower[at + 1 : at + 3]
    return behind[:1] == ("no",) and said.beside(at) and COMPARING.isdisjoint(behind)


def _is_nobody(lower: Sequence[str], n: int) -> bool:
    """Whether a word says that nobody does what follows: "none", the "no" of "no one", and of a subject: "although no visit was planned"."""
    return (
        lower[n] in _NOBODY
        or lower[n : n + 2] == NO_ONE
        or (lower[n] == "no" and (n == 0 or lower[n - 1] in _OPENING) and lower[n + 1] not in COMPARING)
    )


def is_kept_from(said: Tokens, at: int) -> bool:
    """Whether somebody is to be kept from what a word says: "banned from ever buying"."""
    before = at - 1 - (said.lower[at - 1] == "ever")
    if before < 0 or not said.lower[at].endswith("ing") or said.lower[before] != "from":
        return False
    return any(map(_KEEPING.fullmatch, said.lower[max(0, before - _FAR) : before]))


def _inverts(lower: Sequence[str], n: int) -> bool:
    """Whether a word negates the verb behind the subject: "never will he be able", "at no time was he"."""
    inverting = lower[n] in _INVERTING or (lower[n] in _OF_INVERTING and n > 0 and lower[n - 1] == "no")
    return inverting and lower[n + 1] in AUXILIARIES


def from_auxiliaries(lower: Sequence[str], at: int) -> int:
    """The first of the auxiliary verbs right before a word."""
    while at and lower[at - 1] in AUXILIARIES:
        at -= 1
    return at


def of_verbs(said: Tokens, by: int) -> bool:
    """Whether a negator negates what is done: "not", "no longer", but not the "no" of "no request"."""
    return said.lower[by] not in _OF_NOUNS or said.lower[by : by + 2] == ("no", "longer")
