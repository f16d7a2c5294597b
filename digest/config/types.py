"""What sources.yaml may say. The JSON Schema and docs/reference/sources-yaml.md are made from these types."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from digest import languages, words
from digest.model import Kind, NoteKind, Source, Topic

STRICT = ConfigDict(extra="forbid")
Weight = Annotated[float, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,62}$")]


ANY = "any"
"""Where a language code may stand: names that take no endings."""


def _language(code: str) -> str:
    if code != ANY and code not in languages.CODES:
        raise ValueError(f"no ISO 639-1 language code{words.suggestion(code, languages.CODES)}")
    return code


Language = Annotated[str, AfterValidator(_language)]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The digest itself."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Annotated[Identifier, Field(description="Short name; stands in edition ids and file names.")]
    title: Annotated[str, Field(min_length=1, description="Title and subject of every edition.")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$", description="Language of the edition, ISO 639-1.")] = "en"
    topic: Annotated[str, Field(min_length=1, description="A built-in topic or the path of a topic file.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """The publisher's own words in every edition."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    publisher: Annotated[str, Field(min_length=1, description="Your name, in the masthead and the footer.")]
    home: Annotated[str, Field(description="Your website.")] = ""
    about_title: Annotated[str, Field(description="Heading over the text about you.")] = "About"
    about: Annotated[str, Field(description="A paragraph about you.")] = ""
    contact: Annotated[str, Field(description="Whom the press may ask.")] = ""
    postal_address: Annotated[str, Field(description="Required by law in bulk mail in many countries.")] = ""
    unsubscribe: Annotated[str, Field(description="Address of the page where readers unsubscribe.")] = ""
    archive: Annotated[
        str,
        Field(description="Address at which you publish what `digest archive build` makes; editions then link to it."),
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When `digest serve` makes an edition."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    cron: Annotated[str, Field(description="Five cron fields or @daily, @weekly; 0 and 7 are Sunday, as in cron.")] = (
        "0 8 * * fri"
    )
    collect: Annotated[
        str,
        Field(description="When it collects between editions, likewise, as feeds keep few entries; empty for never."),
    ] = "40 */6 * * *"
    timezone: Annotated[
        str, Field(description="IANA name, such as America/New_York. Edition dates are dates there.")
    ] = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutSection:
    """One section after the lead."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    title: Annotated[str, Field(min_length=1, description="Heading of the section.")]
    kinds: Annotated[tuple[Kind, ...], Field(description="Kinds of items it takes; none means all that are left.")] = ()
    languages: Annotated[
        tuple[Language, ...], Field(description="Languages of items it takes (ISO 639-1), as for “In Korean”.")
    ] = ()
    max_items: Annotated[int, Field(ge=1, le=100, description="At most so many items.")] = 12
    brief: Annotated[bool, Field(description="List its items in one line each, without blurbs.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What an edition holds."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    window_days: Annotated[
        int, Field(ge=1, le=366, description="Items first seen within so many days are candidates.")
    ] = 10
    lead_paragraphs: Annotated[int, Field(ge=1, le=10, description="Paragraphs of the lead that are quoted.")] = 3
    max_items: Annotated[int, Field(ge=1, le=100, description="At most so many items, the lead included.")] = 12
    min_items: Annotated[
        int, Field(ge=1, le=100, description="With fewer there is no edition; they wait for the next.")
    ] = 1
    hold_days: Annotated[
        int, Field(ge=1, le=366, description="What was held for want of min_items stays a candidate so long.")
    ] = 31
    max_age_days: Annotated[
        int,
        Field(
            ge=0,
            le=36_600,
            description="What was published longer ago is left out, whenever it was found; 0 takes all.",
        ),
    ] = 90
    per_host: Annotated[int, Field(ge=1, le=100, description="At most so many items of one website.")] = 3
    per_kind: Annotated[
        dict[Kind, Annotated[int, Field(ge=0, le=100)]], Field(description="At most so many items of a kind.")
    ] = field(default_factory=dict)
    per_language: Annotated[
        dict[Language, Annotated[int, Field(ge=0, le=100)]],
        Field(description="At most so many items in a language (ISO 639-1); 0 excludes it."),
    ] = field(default_factory=dict)
    diversity: Annotated[
        Share, Field(description="0 takes the highest scores, towards 1 what is least like the rest.")
    ] = 0.3
    min_score: Annotated[Share, Field(description="Stories that score less stay out.")] = 0.0
    blurb_sentences: Annotated[int, Field(ge=1, le=4, description="At most so many sentences a blurb.")] = 2
    button: Annotated[str, Field(min_length=1, description="Words on the lead's button.")] = "Read the full article"
    notes: Annotated[
        tuple[NoteKind, ...],
        Field(description="What readers are told of an item besides; “edited” marks your own words."),
    ] = ("updated", "first published", "edited")
    charts: Annotated[
        Literal["auto", "always", "never"],
        Field(description="Coverage per week by kind of source; auto draws it in editions of ten items and more."),
    ] = "auto"
    sections: Annotated[tuple[LayoutSection, ...], Field(description="Sections after the lead, in order.")] = (
        LayoutSection(title="More commentary"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """How websites are asked."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    timeout_seconds: Annotated[float, Field(gt=0, le=300, description="For one address, all in all.")] = 20.0
    source_timeout_seconds: Annotated[float, Field(gt=0, le=3600, description="For one source with all its pages.")] = (
        120.0
    )
    max_bytes: Annotated[
        int, Field(ge=1000, le=100_000_000, description="Largest answer read, after decompression.")
    ] = 10_000_000
    delay_seconds: Annotated[float, Field(ge=0, le=60, description="Pause between two requests to one host.")] = 1.0
    concurrency: Annotated[int, Field(ge=1, le=200, description="Requests at one time, all hosts together.")] = 16
    user_agent: Annotated[
        str, Field(min_length=1, description="How digest names itself; put a contact address in.")
    ] = "digest/0.1 (+newsletter reader; respects robots.txt)"
    robots: Annotated[bool, Field(description="Obey robots.txt.")] = True
    allow_private_addresses: Annotated[bool, Field(description="Also fetch from addresses of your own network.")] = (
        False
    )


DEFAULT_WEIGHTS = {
    "relevance": 0.38, "freshness": 0.14, "authority": 0.11, "completeness": 0.12, "novelty": 0.09, "depth": 0.05, "spread": 0.04,
    "rare_source": 0.04, "taste": 0.03,
}  # fmt: skip


def _by_language(given: Any) -> Any:
    """A plain list is as good as one under ``any``."""
    return {ANY: given} if isinstance(given, list) else given


Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"[^\s*]")]
Names = Annotated[dict[Language, tuple[Name, ...]], BeforeValidator(_by_language)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsFile:
    """A file of which only the weights are read."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="ignore")
    weights: dict[str, Weight]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSide:
    """One side of a topic. Names stand in a list, or in lists by language (ISO 639-1), whose endings they then take."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    name: Annotated[str, Field(min_length=1, description="What receipts call it.")]
    aliases: Annotated[Names, Field(min_length=1, description="What it is called; a final * stands for any ending.")]
    hints: Annotated[
        Names, Field(description="Names that others have as well; they count only beside an alias of a side.")
    ] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFile:
    """A topic file: a text is on topic when it is about every side."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Annotated[Identifier, Field(description="Short name.")]
    name: Annotated[str, Field(min_length=1, description="The topic in words.")]
    sides: Annotated[tuple[TopicSide, ...], Field(min_length=1, description="All must be named.")]
    ties: Annotated[Names, Field(description="Words for what ties the sides together; they add to the score.")] = field(
        default_factory=dict
    )
    others: Annotated[Names, Field(description="Parties a text may be about instead; in a title they take off.")] = (
        field(default_factory=dict)
    )
    exclusions: Annotated[Names, Field(description="Look-alikes; an alias in one of them does not count.")] = field(
        default_factory=dict
    )
    penalties: Annotated[
        Names, Field(description="What the title of a piece about many things says: liveblog, newsletter.")
    ] = field(default_factory=dict)
    threshold: Annotated[Share, Field(description="On topic from this relevance on.")] = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """To whom and how an edition is sent."""

    kind: str
    sender: str
    reply_to: str = ""
    to: tuple[str, ...] = ()
    automatically: bool = False
    options: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything a run needs to know; no dictionary of settings travels further in."""

    file: Path
    digest: About
    house: Publisher
    topic: Topic
    schedule: Schedule = Schedule()
    layout: Layout = Layout()
    weights: dict[str, float] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))
    fetch: Fetching = Fetching()
    delivery: Delivery | None = None
    store: str = "digest.sqlite3"
    sources: tuple[Source, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder that relative paths start from."""
        return self.file.parent
