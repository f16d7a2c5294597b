"""Candidates as the desk shows them. Read :func:`cards`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from digest.compose import blurb
from digest.marking import marked
from digest.model import Article, Choice, Reason, Version
from digest.proof import Proof
from digest.rank.topic import Found, Matcher

# Off the topic, so many of the highest are shown; the rest is counted.
_OFF_TOPIC = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One candidate."""

    article: Article
    chosen: bool
    on_topic: bool
    why: str
    score: float
    reasons: tuple[Reason, ...]
    verdict: str
    shown_in: str
    versions: tuple[Version, ...]
    blurb: str

    @property
    def altered(self) -> int:
        """How many facts its hidden copies state otherwise."""
        return sum(len(v.alterations) for v in self.versions)

    @property
    def set_aside(self) -> int:
        """How many lines were removed that are more than a menu entry."""
        return sum(len(n.text) >= 60 for n in self.article.notes)


def cards(proof: Proof) -> tuple[tuple[Card, ...], int]:
    """The candidates that are not in the edition, the highest first, and how many more there are off the topic."""
    out = [c for c in proof.made.choices if not c.chosen]
    on = [c for c in out if c.ranked.on_topic]
    off = sorted((c for c in out if not c.ranked.on_topic), key=lambda c: -c.ranked.score)
    return tuple(card(proof, c) for c in (*on, *off[:_OFF_TOPIC])), max(0, len(off) - _OFF_TOPIC)


def card(proof: Proof, choice: Choice) -> Card:
    """One candidate as a card."""
    story, material = choice.ranked.story, proof.material
    ids = story.ids
    return Card(
        article=story.original,
        chosen=choice.chosen,
        on_topic=choice.ranked.on_topic,
        why=choice.why,
        score=choice.ranked.score,
        reasons=tuple(sorted(choice.ranked.reasons, key=lambda r: -r.value * r.weight)),
        verdict=next((v for i in ids if (v := proof.standing.get((i, "verdict"), ""))), ""),
        shown_in=next((material.shown[i] for i in ids if i in material.shown), ""),
        versions=story.versions,
        blurb=blurb(story.original, material.plan.blurb_sentences),
    )


def by_article(proof: Proof) -> dict[str, Choice]:
    """By the id of its original, what was decided on each story."""
    return {c.ranked.story.original.id: c for c in proof.made.choices}


def highlighted(matcher: Matcher, text: str) -> Markup:
    """A text escaped, with what the topic file names in it marked by its role."""
    return marked(text, ((f.start, f.end, partial(_named, matcher, f)) for f in matcher.mentions(text)))


def _named(matcher: Matcher, found: Found, text: str) -> Markup:
    term = found.term
    says = matcher.topic.sides[term.side].name if term.side >= 0 else term.role
    return Markup('<mark class="{}" title="{}">{}</mark>').format(term.role, says, text)


def side_by_side(original: Article, version: Version) -> tuple[Markup, Markup]:
    """Both texts with what the copy states otherwise marked, each difference with its number."""
    numbered = [(partial(_numbered, n, a.says), a) for n, a in enumerate(version.alterations, 1)]
    left = marked(original.text, ((a.original.start, a.original.end, mark) for mark, a in numbered))
    return left, marked(version.article.text, ((a.copy.start, a.copy.end, mark) for mark, a in numbered))


def _numbered(number: int, says: str, text: str) -> Markup:
    return Markup('<mark title="{}">{}<sup>{}</sup></mark>').format(says, text, number)


def standing_of(proof: Proof, article_id: str) -> Mapping[str, str]:
    """What the editor has set of one item, by field."""
    return {field: value for (i, field), value in proof.standing.items() if i == article_id}
