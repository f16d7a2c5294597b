"""What is made and sent: editions, e-mails, receipts, reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from digest.model.documents import Kind

DeliveryStatus = Literal["pending", "claimed", "dot_sent", "accepted", "deferred", "failed", "uncertain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionItem:
    """One item as it stands in the edition. ``excerpt`` and ``blurb`` are verbatim sentences of the source."""

    article_id: str
    title: str
    url: str
    kind: Kind
    emoji: str
    label: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: datetime | None = None
    language: str = ""
    excerpt: tuple[str, ...] = ()
    blurb: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part of the edition."""

    title: str
    items: tuple[EditionItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The publisher's own words, from the configuration."""

    publisher: str
    home: str = ""
    about_title: str = ""
    about: str = ""
    contact: str = ""
    postal_address: str = ""
    unsubscribe: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One number of the digest."""

    id: str
    digest_id: str
    date: date
    title: str
    language: str
    preheader: str
    lead: EditionItem
    sections: tuple[Section, ...] = ()
    disclosures: tuple[str, ...] = ()
    house: House
    button: str = "Read the full article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """An edition ready to send."""

    edition_id: str
    subject: str
    preheader: str
    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of one recipient."""

    edition_id: str
    recipient: str
    status: DeliveryStatus
    at: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that went wrong with one thing while the run went on; ``lasting`` if trying again would not help."""

    stage: str
    subject: str
    reason: str
    lasting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one article at one stage, for ``digest explain``."""

    article_id: str
    url: str
    title: str
    stage: str
    outcome: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """How many came in and how many went on, stage by stage."""

    documents: int = 0
    items: int = 0
    copies: int = 0
    stories: int = 0
    on_topic: int = 0
    chosen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one run did. ``notices`` are for the editor: what an earlier edition would have done otherwise."""

    digest_id: str
    edition_id: str = ""
    status: Literal["made", "already", "nothing"] = "nothing"
    funnel: Funnel = Funnel()
    failures: tuple[Failure, ...] = ()
    outcomes: tuple[Outcome, ...] = field(default=())
    files: tuple[str, ...] = ()
    message: str = ""
    notices: tuple[str, ...] = ()
