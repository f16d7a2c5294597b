"""Candidates as the desk shows them. Read :func:`cards`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from digest.compose import blurb
from digest.model import Article, Choice, Reason, Version
from digest.proof import Proof
from digest.rank.topic import Matcher

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
    parts: list[Markup] = []
    at = 0
    for found in matcher.mentions(text):
        if found.start < at:
            continue
        says = matcher.topic.sides[found.term.side].name if found.term.side >= 0 else found.term.role
        parts.append(escape(text[at : found.start]))
        parts.append(
            Markup('<mark class="{}" title="{}">{}</mark>').format(found.term.role, says, text[found.start : found.end])
        )
        at = found.end
    return Markup("").join([*parts, escape(text[at:])])


def side_by_side(original: Article, version: Version) -> tuple[Markup, Markup]:
    """Both texts with what the copy states otherwise marked, each difference with its number."""
    numbered = list(enumerate(version.alterations, 1))
    left = _marked(original.text, ((n, a.original.start, a.original.end, a.says) for n, a in numbered))
    right = _marked(version.article.text, ((n, a.copy.start, a.copy.end, a.says) for n, a in numbered))
    return left, right


def _marked(text: str, spans: Iterable[tuple[int, int, int, str]]) -> Markup:
    return Markup("").join(_pieces(text, spans))


def _pieces(text: str, spans: Iterable[tuple[int, int, int, str]]) -> Iterator[Markup]:
    at = 0
    for number, start, end, says in sorted(spans, key=lambda s: (s[1], -s[2])):
        if start < at or end <= start:
            continue
        yield escape(text[at:start])
        yield Markup('<mark title="{}">{}<sup>{}</sup></mark>').format(says, text[start:end], number)
        at = end
    yield escape(text[at:])


def standing_of(proof: Proof, article_id: str) -> Mapping[str, str]:
    """What the editor has set of one item, by field."""
    return {field: value for (i, field), value in proof.standing.items() if i == article_id}
