"""The values that pass between the stages, one type for each stage of an item's life.

    Source → Document → Draft → Article → Story → Ranked → Edition → Email → Receipt

All are frozen, keyword-only, and built of tuples, so that nobody edits what somebody else may hold. Instants are
aware datetimes in UTC; a date whose time of day is unknown is stored as midnight UTC with ``day_only`` true.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any, Literal

BlockKind = Literal["title", "meta", "heading", "paragraph", "quote", "item", "caption", "table", "post", "footnote"]
Role = Literal[
    "noise", "byline", "notice", "bio", "prompt", "promo", "related", "share", "newsletter", "house",
    "disclosure", "copyright", "credit", "correction", "provenance", "repeat", "caption",
]  # fmt: skip
Kind = Literal[
    "news", "commentary", "op-ed", "report", "interview", "statement", "podcast", "video", "liveblog", "roundup"
]
Completeness = Literal["complete", "teaser", "walled"]
Relation = Literal["identical", "republication", "excerpt", "update", "rewrite"]
EvidenceKind = Literal["wording", "passage", "statement", "title", "date"]
AlterationKind = Literal[
    "person",
    "organisation",
    "office",
    "nationality",
    "place",
    "date",
    "number",
    "quote",
    "negation",
    "modality",
    "actor",
    "term",
    "comparison",
    "attribution",
    "certainty",
]
Faithfulness = Literal["", "faithful", "altered", "garbled"]
DisclosureKind = Literal["foreign agent", "sponsorship", "affiliate links", "views"]
Confidence = Literal["high", "medium", "low"]
Verdict = Literal["counted", "keep", "drop"]
TextQuality = Literal["clean", "ocr"]
DeliveryStatus = Literal["pending", "claimed", "dot_sent", "accepted", "deferred", "failed", "uncertain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How a source wants to be treated."""

    excerpt_paragraphs: int = 3
    fetch_pages: bool = True
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An entry in sources.yaml."""

    id: str
    name: str
    kind: str
    url: str = ""
    publisher: str = ""
    language: str = ""
    genre: Kind | None = None
    authority: float = 0.5
    on_topic: bool = False
    policy: Policy = Policy()
    options: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one place says about a document: which field, the raw string, and where it stands ("JSON-LD", "byline")."""

    field: str
    value: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is said *about* a document: by its feed, its markup or its first lines. Raw strings, not yet judged.

    Where several places speak of one field, all of them are in ``claims``, the most careful first.
    """

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    publisher: str = ""
    series: str = ""
    section: str = ""
    language: str = ""
    kind: str = ""
    canonical: str = ""
    summary: str = ""
    context: str = ""
    image: str = ""
    image_alt: str = ""
    licence: str = ""
    free: str = ""
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page or feed entry as it arrived.

    ``origin`` is the feed, listing page or file that gave it, ``asked`` the address that was asked for where a redirect
    led elsewhere, ``carried`` what the feed carried of the article, as HTML, where ``body`` is the page.
    """

    source_id: str
    url: str
    fetched_at: datetime
    media_type: str
    body: bytes
    charset: str = ""
    hints: Hints = Hints()
    origin: str = ""
    asked: str = ""
    carried: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link and the words that carry it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph-sized piece of a page."""

    kind: BlockKind
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a rule points: a block, or (start, end) characters of it."""

    at: int
    role: Role
    rule: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something set aside, and by which rule. ``at`` counts the kept blocks that stand before it."""

    role: Role
    rule: str
    text: str
    at: int = 0
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A block that stands on several pages of one source. ``verdict`` is the editor's, or "counted" where there is none."""

    source_id: str
    key: str
    text: str
    pages: int
    verdict: Verdict = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A block of a page that was judged to be outside the article; ``at`` counts the blocks inside it before this one.

    ``is_link`` says that all of it is a link, as of a menu entry.
    """

    at: int
    block: Block
    is_link: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A page read but not yet cleaned. Nothing visible is thrown away: it is in ``blocks``, ``outside`` or ``notes``."""

    source_id: str
    url: str
    hints: Hints
    blocks: tuple[Block, ...]
    outside: tuple[Outside, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a text says it stood first."""

    publisher: str
    published: datetime | None = None
    url: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What a publisher had to say about itself or this text: who says it, for whom, and in which words."""

    kind: DisclosureKind
    statement: str
    by: str = ""
    on_behalf_of: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """Where an author works, by the bio: "senior fellow" of "the Port Institute"."""

    author: str
    organisation: str
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The lead image of a page. It is not ours: whether an edition may show it is the source's policy."""

    url: str
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A clean item. Unknown fields stay empty: an author or a date is never invented.

    ``paragraph_kinds`` says of each paragraph what it is. ``said_by`` says where the title, the authors and the
    date are told, ``date_confidence`` whether several places agree on the date.
    ``utc_offset`` is the page's own distance from UTC in minutes, so that the day its readers saw can be told.
    """

    id: str
    source_id: str
    url: str
    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: datetime | None = None
    day_only: bool = False
    utc_offset: int = 0
    modified: datetime | None = None
    language: str = ""
    kind: Kind = "news"
    section: str = ""
    paragraphs: tuple[str, ...] = ()
    completeness: Completeness = "complete"
    full_text_at: str = ""
    first_published_in: Provenance | None = None
    context: str = ""
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    said_by: tuple[tuple[str, str], ...] = ()
    date_confidence: Confidence = "low"
    paragraph_kinds: tuple[BlockKind, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    image: Image | None = None
    licence: str = ""
    text_quality: TextQuality = "clean"

    @property
    def published_there(self) -> datetime | None:
        """The instant of publication in the page's own zone."""
        return self.published.astimezone(timezone(timedelta(minutes=self.utc_offset))) if self.published else None

    @property
    def text(self) -> str:
        """The paragraphs, a blank line between them."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading one document gave: the article, and the items in it if it is a roundup."""

    article: Article
    items: tuple[Article, ...] = ()

    @property
    def found(self) -> tuple[Article, ...]:
        """The items that go on to the next stage."""
        return self.items or (self.article,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a text: ``text[start:end]``, counted in characters."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why one text is held to be a version of another: in words, and where it can be seen in both."""

    kind: EvidenceKind
    says: str
    original: Span | None = None
    copy: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """A fact that a copy states otherwise than its original.

    ``severity`` is 1 where it misinforms, 2 where it shifts the meaning, 3 where it garbles; ``confidence`` is 0…1.
    """

    original: Span
    copy: Span
    copy_sentence: str
    kind: AlterationKind
    severity: int
    confidence: float
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One text of a story, and how it stands to the original.

    ``similarity`` is 0…1, a half just enough to be a version. ``faithfulness`` is a hedged verdict on all of it, empty
    where facts were not compared.
    """

    article: Article
    relation: Relation
    similarity: float
    evidence: tuple[Evidence, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    faithfulness: Faithfulness = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One original and its other versions. ``elsewhere`` tells where the original is that was not collected."""

    original: Article
    versions: tuple[Version, ...] = ()
    why_original: str = ""
    elsewhere: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One line of a score's receipt: value (0…1) times weight, and why in words."""

    signal: str
    value: float
    weight: float
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A story with its score and the receipt for it."""

    story: Story
    score: float
    on_topic: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of a thing, and the language whose endings it takes (ISO 639-1; empty where none are known)."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a topic. ``hints`` are names that others have as well: they count only beside better ones."""

    name: str
    aliases: tuple[Alias, ...]
    hints: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a digest is about: sides that must all be named, words for the tie between them, and what misleads.

    ``others`` are parties a text may be about instead, ``exclusions`` look-alikes, ``penalties`` what the title of a
    piece about many things says.
    """

    id: str
    name: str
    sides: tuple[Side, ...]
    ties: tuple[Alias, ...] = ()
    others: tuple[Alias, ...] = ()
    exclusions: tuple[Alias, ...] = ()
    penalties: tuple[Alias, ...] = ()
    threshold: float = 0.5


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
