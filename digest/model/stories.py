"""What is compared and weighed: the versions of a story, a topic, a score with its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digest.model.documents import Article, Provenance

Relation = Literal["identical", "republication", "excerpt", "update", "rewrite", "translation"]
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

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all its texts, the original first."""
        return (self.original.id, *(v.article.id for v in self.versions))


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
class Verdicted:
    """An editor's verdict on an article, by the traits a taste may go by."""

    traits: tuple[str, ...]
    kept: bool
