"""What is made and sent: editions, e-mails, receipts, reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from digest.model.documents import Article, Image, Kind, Link, Source
from digest.model.stories import Ranked

NoteKind = Literal["updated", "first published", "also at", "altered copies", "edited"]
DeliveryStatus = Literal["pending", "claimed", "dot_sent", "accepted", "deferred", "failed", "uncertain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionItem:
    """One item as it stands in the edition.

    ``excerpt`` and ``blurb`` are verbatim sentences of the source, unless ``edited`` names them. ``also_at`` are places
    that carry the same text, ``note`` what a reader should know besides.
    """

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
    image: Image | None = None
    also_at: tuple[Link, ...] = ()
    edited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part of the edition; a brief one lists its items without blurbs."""

    title: str
    items: tuple[EditionItem, ...]
    brief: bool = False


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
    archive: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan:
    """A section of the layout: which kinds and languages it takes; none named means all that no other section takes."""

    title: str
    kinds: tuple[Kind, ...] = ()
    languages: tuple[str, ...] = ()
    max_items: int = 12
    brief: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The layout of an edition, from the configuration. ``per_event`` is 0 where events are not capped, ``max_age_days`` where no article is too old."""

    digest_id: str
    title: str
    language: str
    house: House
    sections: tuple[SectionPlan, ...]
    lead_paragraphs: int = 3
    max_items: int = 12
    min_items: int = 1
    per_host: int = 3
    per_kind: Mapping[str, int] = field(default_factory=dict)
    per_language: Mapping[str, int] = field(default_factory=dict)
    per_event: int = 0
    min_score: float = 0.0
    max_age_days: int = 0
    diversity: float = 0.0
    blurb_sentences: int = 2
    button: str = "Read the full article"
    notes: tuple[NoteKind, ...] = ("updated", "first published", "edited")
    charts: Literal["auto", "always", "never"] = "auto"
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Why a story is in the edition or not.

    ``section`` counts the sections of the layout, -1 is the lead; ``updates`` is the edition that had an earlier wording.
    """

    ranked: Ranked
    chosen: bool
    why: str
    section: int = 0
    updates: str = ""


def choice_on(choices: Iterable[Choice], article_id: str) -> Choice | None:
    """What was decided on the story that an article belongs to."""
    return next((c for c in choices if article_id in c.ranked.story.ids), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """An item of an earlier edition, and the article it stood for: as it is, or, where that is said, as it was."""

    edition_id: str
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One story on a timeline."""

    at: datetime | None
    title: str
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The stories on one event, the earliest first."""

    label: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surge:
    """Far more on the topic than usual: how many stories, how many there usually are, and on which events."""

    on_topic: int
    usual: float
    timelines: tuple[Timeline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """How many items on the topic each kind of source brought in the week that begins on a day."""

    begins: date
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Coverage per week by kind of source, the earliest first; ``kinds`` in the order they are drawn.

    ``since`` and ``until`` bound the window of the edition.
    """

    title: str
    kinds: tuple[str, ...]
    weeks: tuple[Week, ...]
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One number of the digest. ``subject`` is empty where it is the title."""

    id: str
    digest_id: str
    date: date
    title: str
    language: str
    preheader: str
    lead: EditionItem
    sections: tuple[Section, ...] = ()
    timelines: tuple[Timeline, ...] = ()
    chart: Chart | None = None
    disclosures: tuple[str, ...] = ()
    house: House
    button: str = "Read the full article"
    subject: str = ""
    intro: str = ""
    edited: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where it stands in the public archive; empty where there is none."""
        return f"{self.house.archive.rstrip('/')}/editions/{self.id}.html" if self.house.archive else ""

    @property
    def items(self) -> tuple[EditionItem, ...]:
        """All items, the lead first."""
        return (self.lead, *(i for s in self.sections for i in s.items))


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineImage:
    """A picture that travels with the e-mail; the HTML shows it as ``cid:`` and its id (RFC 2392)."""

    cid: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """An edition ready to send."""

    edition_id: str
    subject: str
    preheader: str
    html: str
    text: str
    images: tuple[InlineImage, ...] = ()


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
    """What one run did. ``notices`` are sentences for the editor: what was held, marked, found out too late."""

    digest_id: str
    edition_id: str = ""
    status: Literal["made", "already", "nothing"] = "nothing"
    funnel: Funnel = Funnel()
    failures: tuple[Failure, ...] = ()
    outcomes: tuple[Outcome, ...] = field(default=())
    files: tuple[str, ...] = ()
    message: str = ""
    notices: tuple[str, ...] = ()
    surge: Surge | None = None
