"""What is read: sources, documents, drafts, articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Literal

BlockKind = Literal["title", "meta", "heading", "paragraph", "quote", "item", "caption", "table", "post", "footnote"]
# What somebody may pay for without paying for a text.
_AROUND_A_TEXT = ("website", "podcast", "episode", "newsletter", "event", "project", "page is", "affiliate", "referral")
Role = Literal[
    "noise", "byline", "notice", "bio", "prompt", "promo", "related", "share", "newsletter", "house",
    "disclosure", "copyright", "credit", "correction", "provenance", "repeat", "caption",
]  # fmt: skip
Kind = Literal[
    "news", "commentary", "op-ed", "report", "interview", "statement", "podcast", "video", "liveblog", "roundup"
]
Completeness = Literal["complete", "teaser", "walled"]
DisclosureKind = Literal["foreign agent", "sponsorship", "affiliate links", "views"]
Confidence = Literal["high", "medium", "low"]
Verdict = Literal["counted", "keep", "drop"]
TextQuality = Literal["clean", "ocr"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How a source wants to be treated. ``disclosure`` is what must be printed with its items, as by a foreign agent."""

    excerpt_paragraphs: int = 3
    fetch_pages: bool = True
    images: bool = False
    disclosure: str = ""
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

    @property
    def says_it_was_paid_for(self) -> bool:
        """Whether somebody paid for the text, not only for the site or the podcast around it."""
        said = self.statement.casefold()
        return self.kind == "sponsorship" and not any(around in said for around in _AROUND_A_TEXT)


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
