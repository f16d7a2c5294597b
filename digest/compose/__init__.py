"""From the chosen stories to an edition: how it is laid out, with which sentences. Read :func:`compose`.

What digest composes stands word for word in its sources (:mod:`digest.compose.verbatim`); what the editor writes over it is
marked as edited (:mod:`digest.compose.revise`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from digest import urls, words
from digest.compose.revise import revise
from digest.compose.verbatim import blurb, excerpt
from digest.model import (
    Article,
    Chart,
    Choice,
    Edition,
    EditionItem,
    Image,
    Kind,
    Link,
    NoteKind,
    Plan,
    Section,
    Source,
    Story,
    Timeline,
)

__all__ = ["blurb", "compose", "edition_id", "revise"]

EMOJI: Mapping[Kind, str] = {
    "commentary": "📝", "op-ed": "📰", "podcast": "🎧", "video": "🎬", "report": "📄", "news": "🗞️", "interview": "💬",
    "statement": "📢", "liveblog": "🔴", "roundup": "🧭",
}  # fmt: skip
_LABELS: Mapping[Kind, str] = {
    "op-ed": "Op-ed", "podcast": "Podcast", "video": "Video", "report": "Report", "interview": "Interview",
    "statement": "Statement", "news": "News", "liveblog": "Live",
}  # fmt: skip
_LONGEST_TITLE, _LONGEST_NAME, _MOST_AUTHORS = 240, 120, 12
# A chart of a few items or weeks says nothing.
_CHART_ITEMS, _CHART_WEEKS = 10, 3


def compose(
    choices: Sequence[Choice],
    plan: Plan,
    on: date,
    timelines: tuple[Timeline, ...] = (),
    chart: Chart | None = None,
) -> Edition | None:
    """Lay out the chosen stories; None when they are fewer than the plan asks for."""
    chosen = [c for c in choices if c.chosen]
    lead = next((c for c in chosen if c.section < 0), None)
    if lead is None or len(chosen) < max(1, plan.min_items):
        return None
    item = _item(lead, plan, leads=True)
    return Edition(
        id=edition_id(plan.digest_id, on),
        digest_id=plan.digest_id,
        date=on,
        title=plan.title,
        language=plan.language,
        preheader=words.shorten(item.title, 110),
        lead=item,
        sections=tuple(_sections([c for c in chosen if c is not lead], plan)),
        timelines=timelines,
        chart=chart if chart and _worth_drawing(chart, len(chosen), plan) else None,
        disclosures=tuple(dict.fromkeys(_disclosures(chosen, plan))),
        house=plan.house,
        button=plan.button,
    )


def edition_id(digest_id: str, on: date) -> str:
    """One digest has one edition a date."""
    return f"{digest_id}-{on.isoformat()}"


def _sections(rest: Sequence[Choice], plan: Plan) -> Iterator[Section]:
    for n, section in enumerate(plan.sections):
        if items := tuple(_item(c, plan) for c in rest if c.section == n):
            yield Section(title=section.title, items=items, brief=section.brief)


def _item(choice: Choice, plan: Plan, *, leads: bool = False) -> EditionItem:
    story = choice.ranked.story
    article, source = story.original, _source(story.original, plan)
    paragraphs = min(plan.lead_paragraphs, source.policy.excerpt_paragraphs if source else plan.lead_paragraphs)
    first = article.first_published_in
    return EditionItem(
        article_id=article.id,
        title=words.shorten(article.title, _LONGEST_TITLE),
        url=_web(article.url),
        kind=article.kind,
        emoji=EMOJI[article.kind],
        label=_LABELS.get(article.kind, ""),
        authors=tuple(words.shorten(a, _LONGEST_NAME) for a in article.authors[:_MOST_AUTHORS]),
        publisher=words.shorten(first.publisher if first else article.publisher, _LONGEST_NAME),
        published=article.published_there or (first.published if first else None),
        language=article.language if article.language != plan.language else "",
        excerpt=excerpt(article, paragraphs) if leads else (),
        blurb="" if leads else blurb(article, plan.blurb_sentences),
        note=". ".join(says for kind, says in _notes(choice) if kind in plan.notes),
        image=_picture(article, source) if leads else None,
        also_at=tuple(_also_at(story)) if "also at" in plan.notes else (),
    )


def _source(article: Article, plan: Plan) -> Source | None:
    return next((s for s in plan.sources if s.id == article.source_id), None)


def _picture(article: Article, source: Source | None) -> Image | None:
    """The lead image, where its source licenses it and it has an address that can be shown."""
    image = article.image
    if image is None or source is None or not source.policy.images or not _web(image.url):
        return None
    alt, credit = (words.shorten(t, _LONGEST_TITLE) for t in (image.alt, image.credit))
    return Image(url=_web(image.url), alt=alt, credit=credit)


def _web(url: str) -> str:
    """An address to link to; only web addresses are linked."""
    return urls.encode(url) if urls.is_web(url) else ""


def _notes(choice: Choice) -> Iterator[tuple[NoteKind, str]]:
    """What a reader should know of an item besides."""
    story = choice.ranked.story
    article = story.original
    if choice.updates:
        yield "updated", f"Updated since the edition of {choice.updates[-10:]}"
    if article.first_published_in and article.publisher:
        yield (
            "first published",
            f"First published in {article.first_published_in.publisher}; read at {article.publisher}",
        )
    altered = [v for v in story.versions if v.faithfulness in ("altered", "garbled")]
    if altered:
        facts = sum(len(v.alterations) for v in altered)
        copies = "A copy" if len(altered) == 1 else f"{len(altered)} copies"
        yield (
            "altered copies",
            f"{copies} that state{'s'[: len(altered) == 1]} {facts} facts otherwise {'is' if len(altered) == 1 else 'are'} not shown",
        )


def _also_at(story: Story) -> Iterator[Link]:
    """Other places that carry the same text, each publisher once; not those that altered it."""
    seen = {story.original.publisher or urls.host(story.original.url)}
    for version in story.versions:
        article = version.article
        name = article.publisher or urls.host(article.url)
        faithful = version.relation in ("identical", "republication") and version.faithfulness in ("", "faithful")
        if faithful and article.language == story.original.language and name and name not in seen and _web(article.url):
            seen.add(name)
            yield Link(text=words.shorten(name, _LONGEST_NAME), url=_web(article.url))


def _disclosures(chosen: Sequence[Choice], plan: Plan) -> Iterator[str]:
    """What must be printed with the texts that stand in an edition: by a notice of their own, or by their source's policy."""
    for choice in chosen:
        article = choice.ranked.story.original
        printed = [d.statement for d in article.disclosures if d.kind == "foreign agent"]
        source = _source(article, plan)
        yield from printed or ([source.policy.disclosure] if source and source.policy.disclosure else [])
        paid = [d.statement for d in article.disclosures if d.says_it_was_paid_for]
        if paid:
            # "Sponsored content" stands above a text; below it stands by whom.
            yield f"“{article.title}”: {max(paid, key=len)}"


def _worth_drawing(chart: Chart, items: int, plan: Plan) -> bool:
    if plan.charts != "auto":
        return plan.charts == "always"
    return items >= _CHART_ITEMS and sum(any(w.counts.values()) for w in chart.weeks) >= _CHART_WEEKS
