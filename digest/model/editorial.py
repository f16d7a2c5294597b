"""What the editor says of an edition: wishes, changes, findings to look at, an approval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

WishKind = Literal["pin", "lead", "drop"]
ChangeField = Literal[
    "verdict",
    "reason",
    "section",
    "title",
    "blurb",
    "excerpt",
    "emoji",
    "restored",
    "order",
    "intro",
    "subject",
    "preheader",
]
Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the editor wants of an article: in it whatever its score (pin), at the head (lead), or out (drop)."""

    article_id: str
    kind: WishKind
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing the editor set, of an item or, where ``article_id`` is empty, of the edition.

    ``value`` is text, empty for "as digest made it": paragraphs of an excerpt and lines restored stand a blank line apart, the
    ids of an order a space; a section is named by its title. ``before`` is the value it replaces.
    """

    field: ChangeField
    value: str
    article_id: str = ""
    before: str = ""

    @property
    def about(self) -> tuple[str, ChangeField]:
        """What it sets: of two changes about the same, the later one counts."""
        return self.article_id, self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Changes made in one go, by whom and when; ``undoes`` is the number of the revision it takes back."""

    number: int
    at: datetime
    editor: str
    changes: tuple[Change, ...]
    undoes: int = 0


Standing = Mapping[tuple[str, ChangeField], str]
"""What stands of all changes: (article id, field) to value; what was set back to empty is not in it."""


def standing(changes: Iterable[Change]) -> Standing:
    """The last value of each field; one of a space alone says that there is to be nothing."""
    values = {change.about: change.value for change in changes}
    return {about: value for about, value in values.items() if value}


def undoable(revisions: Sequence[Revision]) -> Revision | None:
    """The latest revision that has not been taken back; None where all have been."""
    undone = {r.undoes for r in revisions}
    return next((r for r in reversed(revisions) if not r.undoes and r.number not in undone), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to look at before an edition goes out; an error must be mended first."""

    check: str
    severity: Severity
    place: str
    says: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What was found at a link: where it led in the end, or why it could not be reached; ``dead`` if it is gone for good."""

    url: str
    lands_at: str = ""
    problem: str = ""
    dead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """That an edition may go out: exactly this content (``seal``, a SHA-256), to these recipients."""

    edition_id: str
    seal: str
    recipients: tuple[str, ...]
    at: datetime
    by: str = ""
