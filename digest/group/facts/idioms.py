"""Where a word of the tables does not say what it says elsewhere: "once a teacher", "before a court". Read :func:`says_nothing`."""

from __future__ import annotations

from digest.group.facts.negators import excels, is_doubted, is_kept_from
from digest.group.facts.quantities import OF_TIME
from digest.group.facts.tokens import Tokens
from digest.model import AlterationKind

_HARDLY = frozenset(["hardly", "few", "none", "little"])
_RELATING = frozenset(["before", "after", "above", "below"])
_BEING = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_AGENT, _SEAT = 8, 6
_SITTING = frozenset(
    ["court", "judge", "judges", "tribunal", "committee", "parliament", "congress", "panel", "council", "commission", "senate", "magistrate", "magistrates", "jury", "cameras"]
)  # fmt: skip
_SUBJECTS = frozenset(
    ["i", "you", "he", "she", "it", "we", "they", "the", "a", "an", "this", "that", "either", "any", "anyone", "there"]
)
_BEFORE_SUPERLATIVES = frozenset(["the", "its", "their", "his", "her", "our", "my", "your", "a", "an"])
_GENITIVES = ("'s", "’s", "s'", "s’")


def says_nothing(said: Tokens, at: int, last: int, kind: AlterationKind) -> bool:
    """Whether a phrase of the tables, given by its first and its last word, excludes nothing where it stands."""
    return (
        is_kept_from(said, at)
        or _compares_nothing(said, last)
        or _is_formerly(said, last)
        or _is_superlative(said, at)
        or _is_a_condition(said, last)
        or (kind == "comparison" and said.lower[at] in _HARDLY and excels(said, last))
        or (kind == "certainty" and is_doubted(said, at))
        or (kind == "actor" and _is_passive(said, at))
    )


def _is_a_condition(said: Tokens, at: int) -> bool:
    """Whether "should" says "if": "should they wish to leave", "Should Sudan not do so"."""
    return said.lower[at] == "should" and at + 1 < len(said) and (at == 0 or said.lower[at + 1] in _SUBJECTS)


def _compares_nothing(said: Tokens, at: int) -> bool:
    """Whether a word does not tell what comes before what: "it had left days before", "before a court"."""
    if said.lower[at] not in _RELATING:
        return False
    return not (at + 1 < len(said) and said.beside(at)) or not _SITTING.isdisjoint(said.lower[at + 1 : at + _SEAT])


def _is_formerly(said: Tokens, at: int) -> bool:
    """Whether "once" says that something was so: "once a teacher", but not "once a week"."""
    behind = said.lower[at + 1 : at + 3]
    return said.lower[at] == "once" and behind[:1] in (("a",), ("an",), ("the",)) and behind[-1] not in OF_TIME


def _is_superlative(said: Tokens, at: int) -> bool:
    """Whether "most" compares, and counts nothing: "the most opaque", "the country's most important"."""
    if said.lower[at] != "most" or not at:
        return False
    return said.lower[at - 1] in _BEFORE_SUPERLATIVES or said.written[at - 1].endswith(_GENITIVES)


def _is_passive(said: Tokens, at: int) -> bool:
    """Whether a verb tells what is done to its subject, by nobody who is named: "two were sold" says that two were bought."""
    return at > 0 and said.lower[at - 1] in _BEING and "by" not in said.lower[at + 1 : at + _AGENT]
