"""One thing that a sentence says. Read :class:`Mention`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from digest.group.facts.lexicon import Member
from digest.model import AlterationKind


class Mention(NamedTuple):
    """What it is (``group`` and ``value`` make it comparable), and where it stands in the text."""

    kind: AlterationKind
    severity: int
    group: str
    value: str
    text: str
    start: int
    end: int
    form: str = ""

    def moved(self, by: int) -> Mention:
        """The same, in a text in which its sentence starts later."""
        return Mention(
            self.kind, self.severity, self.group, self.value, self.text, self.start + by, self.end + by, self.form
        )


Pair = tuple[Mention, Mention]
"""What the original says, and what the copy says instead."""


def mention(member: Member, value: str, text: str, start: int) -> Mention:
    """What a member of a group stands for, written as ``text`` at ``start``."""
    return Mention(member.kind, member.severity, member.group, value, text, start, start + len(text), member.form)


def outermost(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that lie within no other, in order."""
    reach = -1
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if end > reach:
            yield start, end
            reach = end
