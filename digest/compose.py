"""From the chosen stories to an edition: how it is laid out, with which sentences. Read :func:`compose`.

Every sentence of an excerpt or blurb stands word for word in its source; nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from digest import urls, words
from digest.model import Article, Choice, Edition, EditionItem, Kind, Plan, Section, Timeline

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


def compose(choices: Sequence[Choice], plan: Plan, on: date, timelines: tuple[Timeline, ...] = ()) -> Edition | None:
    """Lay out the chosen stories; None when they are fewer than the plan asks for."""
    chosen = [c for c in choices if c.chosen]
    lead = next((c for c in chosen if c.section < 0), None)
    if lead is None or len(chosen) < max(1, plan.min_items):
        return None
    item = _item(lead, plan, excerpt=True)
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
        disclosures=_disclosures(chosen),
        house=plan.house,
        button=plan.button,
    )


def edition_id(digest_id: str, on: date) -> str:
    """One digest has one edition a date."""
    return f"{digest_id}-{on.isoformat()}"


def _sections(rest: Sequence[Choice], plan: Plan) -> Iterator[Section]:
    for n, section in enumerate(plan.sections):
        if items := tuple(_item(c, plan) for c in rest if c.section == n):
            yield Section(title=section.title, items=items)


def _item(choice: Choice, plan: Plan, *, excerpt: bool = False) -> EditionItem:
    article = choice.ranked.story.original
    source = next((s for s in plan.sources if s.id == article.source_id), None)
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
        note=". ".join(_notes(choice)),
    )


def _notes(choice: Choice) -> Iterator[str]:
    """What a reader should know of an item besides."""
    article = choice.ranked.story.original
    if choice.updates:
        yield f"Updated since the edition of {choice.updates[-10:]}"
    if article.first_published_in and article.publisher:
        yield f"First published in {article.first_published_in.publisher}; read at {article.publisher}"


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


def _disclosures(chosen: Sequence[Choice]) -> tuple[str, ...]:
    """What a foreign agent must print stands in an edition that carries its text."""
    notes = (n for c in chosen for n in _grouped(c.ranked.story.original))
    return tuple(dict.fromkeys(notes))


def _grouped(article: Article) -> list[str]:
    fara = [n.text for n in article.notes if n.rule == "disclosures.fara"]
    return [" ".join(fara)] if fara else []
