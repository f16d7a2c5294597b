"""From ranked stories to an edition: what is in it, in which section, with which sentences. Read :func:`compose`.

Every sentence of an excerpt or blurb stands word for word in its source; nothing is written here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from digest import urls, words
from digest.model import Article, Edition, EditionItem, House, Kind, Ranked, Section, Source

EMOJI: Mapping[Kind, str] = {
    "commentary": "📝", "op-ed": "📰", "podcast": "🎧", "video": "🎬", "report": "📄", "news": "🗞️", "interview": "💬",
    "statement": "📢", "liveblog": "🔴", "roundup": "🧭",
}  # fmt: skip
_LABELS: Mapping[Kind, str] = {
    "op-ed": "Op-ed", "podcast": "Podcast", "video": "Video", "report": "Report", "interview": "Interview",
    "statement": "Statement", "news": "News", "liveblog": "Live",
}  # fmt: skip
_LONGEST_EXCERPT = 6000
_LONGEST_TITLE = 240
_LONGEST_BLURB = 600
# A sentence that leans on the one before it makes no blurb.
_DANGLING = re.compile(
    r"^(?:he|she|it|they|this|that|these|those|his|her|their|its|but|and|yet|however|instead|meanwhile|moreover|also|so|"
    r"such|there|as a result|in (?:turn|addition|contrast|response)|for (?:example|instance)|он|она|они|это|но|그는|그녀는|이는)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan:
    """A section of the layout: which kinds it takes; none named means all that no other section took."""

    title: str
    kinds: tuple[Kind, ...] = ()
    max_items: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The layout of an edition, from the configuration."""

    digest_id: str
    title: str
    language: str
    house: House
    sections: tuple[SectionPlan, ...]
    lead_paragraphs: int = 3
    max_items: int = 12
    min_items: int = 1
    per_host: int = 3
    min_score: float = 0.0
    blurb_sentences: int = 2
    button: str = "Read the full article"
    sources: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Why a story is in the edition or not."""

    ranked: Ranked
    chosen: bool
    why: str


def choose(ranked: Sequence[Ranked], plan: Plan, shown: frozenset[str] = frozenset()) -> tuple[Choice, ...]:
    """Decide for every story, best first: on topic, not shown before, within the caps."""
    hosts: Counter[str] = Counter()
    taken = 0
    choices = []
    for one in ranked:
        host = urls.host(one.story.original.url)
        reason = _refusal(one, plan, shown, taken, hosts[host] if host else 0)
        if not reason:
            taken += 1
            hosts[host] += 1
        choices.append(Choice(ranked=one, chosen=not reason, why=reason or f"chosen as number {taken}"))
    return tuple(choices)


def _refusal(one: Ranked, plan: Plan, shown: frozenset[str], taken: int, of_host: int) -> str:
    ids = {one.story.original.id, *(v.article.id for v in one.story.versions)}
    if not one.on_topic:
        return "not on topic"
    if ids & shown:
        return "an earlier edition has shown it"
    if not one.story.original.paragraphs:
        return "there is no text to show"
    if one.score < plan.min_score:
        return f"its score {one.score:.3f} is below {plan.min_score:g}"
    if of_host >= plan.per_host:
        return f"{plan.per_host} items of {urls.host(one.story.original.url)} rank higher"
    return f"the edition is full ({plan.max_items} items rank higher)" if taken >= plan.max_items else ""


def compose(chosen: Sequence[Ranked], plan: Plan, on: date) -> Edition | None:
    """Lay out the chosen stories; None when they are fewer than the plan asks for."""
    if len(chosen) < max(1, plan.min_items):
        return None
    lead = _lead(chosen)
    rest = [r for r in chosen if r is not lead]
    item = _item(lead.story.original, plan, excerpt=True)
    return Edition(
        id=edition_id(plan.digest_id, on),
        digest_id=plan.digest_id,
        date=on,
        title=plan.title,
        language=plan.language,
        preheader=words.shorten(item.title, 110),
        lead=item,
        sections=_sections(rest, plan),
        disclosures=_disclosures(chosen),
        house=plan.house,
        button=plan.button,
    )


def edition_id(digest_id: str, on: date) -> str:
    """One digest has one edition a date."""
    return f"{digest_id}-{on.isoformat()}"


def _lead(chosen: Sequence[Ranked]) -> Ranked:
    """The best story of which the whole text was read; a teaser leads only where there is nothing else."""
    return next((r for r in chosen if r.story.original.completeness == "complete"), chosen[0])


def _sections(rest: Sequence[Ranked], plan: Plan) -> tuple[Section, ...]:
    named = {k for s in plan.sections for k in s.kinds}
    sections = []
    for section in plan.sections:
        fitting = [
            r
            for r in rest
            if (r.story.original.kind in section.kinds) or (not section.kinds and r.story.original.kind not in named)
        ]
        if items := tuple(_item(r.story.original, plan) for r in fitting[: section.max_items]):
            sections.append(Section(title=section.title, items=items))
    return tuple(sections)


def _item(article: Article, plan: Plan, *, excerpt: bool = False) -> EditionItem:
    source = plan.sources.get(article.source_id)
    paragraphs = min(plan.lead_paragraphs, source.policy.excerpt_paragraphs if source else plan.lead_paragraphs)
    first = article.first_published_in
    return EditionItem(
        article_id=article.id,
        title=words.shorten(article.title, _LONGEST_TITLE),
        url=urls.encode(article.url) if urls.is_web(article.url) else "",
        kind=article.kind,
        emoji=EMOJI[article.kind],
        label=_LABELS.get(article.kind, ""),
        authors=article.authors,
        publisher=first.publisher if first else article.publisher,
        published=article.published_there or (first.published if first else None),
        language=article.language if article.language != plan.language else "",
        excerpt=excerpt_of(article, paragraphs) if excerpt else (),
        blurb="" if excerpt else blurb(article, plan.blurb_sentences),
        note=f"first published in {first.publisher}; read at {article.publisher}"
        if first and article.publisher
        else "",
    )


def excerpt_of(article: Article, paragraphs: int) -> tuple[str, ...]:
    """The first paragraphs, word for word; what would make an e-mail too long is cut at the end of a sentence."""
    taken: list[str] = []
    left = _LONGEST_EXCERPT
    for paragraph in article.paragraphs[:paragraphs]:
        cut = paragraph if len(paragraph) <= left else _whole_sentences(paragraph, left)
        if cut:
            taken.append(cut)
        left -= len(paragraph)
        if left <= 0:
            break
    return tuple(taken)


def _whole_sentences(text: str, limit: int) -> str:
    """As many whole sentences as fit; a first sentence that does not fit is cut at a word and marked with an ellipsis."""
    ends = [end for _, end in words.sentence_spans(text) if end <= limit]
    return text[: ends[-1]] if ends else words.shorten(text, limit) if limit > 200 else ""


def blurb(article: Article, limit: int) -> str:
    """One to ``limit`` whole sentences that stand on their own: the standfirst, else the opening of the text."""
    if article.subtitle and words.ends_sentence(article.subtitle) and not _DANGLING.match(article.subtitle):
        return article.subtitle
    for paragraph in article.paragraphs[:4]:
        found = words.sentences(paragraph)
        if (
            found
            and len(found[0]) <= _LONGEST_BLURB
            and words.ends_sentence(found[0])
            and not _DANGLING.match(found[0])
        ):
            taken = found[:1]
            for sentence in found[1:limit]:
                if len(" ".join(taken)) + len(sentence) > 420:
                    break
                taken.append(sentence)
            start = paragraph.index(taken[0])
            return paragraph[start : paragraph.index(taken[-1], start) + len(taken[-1])]
    return ""


def _disclosures(chosen: Sequence[Ranked]) -> tuple[str, ...]:
    """What a foreign agent must print stands in an edition that carries its text."""
    notes = (n for r in chosen for n in _grouped(r.story.original))
    return tuple(dict.fromkeys(notes))


def _grouped(article: Article) -> list[str]:
    fara = [n.text for n in article.notes if n.rule == "disclosures.fara"]
    return [" ".join(fara)] if fara else []
