"""Whether a sentence asks, or states what it says. Read :func:`asked` and :func:`stated`."""

from __future__ import annotations

from digest.group.facts.tokens import Tokens

_ASKING = frozenset(
    ["whether", "if", "ask", "asks", "asked", "asking", "wonder", "wonders", "wondered", "question", "questions", "unclear", "doubt", "doubts"]
)  # fmt: skip
_CLOSING = "\"'”’»)]} "


def asked(said: Tokens) -> bool:
    """Whether a sentence is a question."""
    return said.sentence.rstrip(_CLOSING).endswith("?")


def stated(said: Tokens) -> bool:
    """Whether a sentence states what it says, and neither asks nor tells that it is asked."""
    return not asked(said) and _ASKING.isdisjoint(said.lower)
