"""A cleaned draft becomes an article: names, dates, address, language and kind judged. Read :func:`normalise`.

What cannot be known stays empty. Nothing here looks at a clock.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from digest import dates, languages, urls, words
from digest.model import Article, Draft, Image, Link, Note, Source
from digest.normalise import (
    affiliations,
    completeness,
    dating,
    disclosures,
    kinds,
    people,
    provenance,
    publishers,
    titles,
)

_TEXT_KINDS = ("paragraph", "quote", "item", "heading", "table", "post", "footnote")
# What a scan leaves behind: "high,level", "rn" for "m" cannot be told, a hyphen in mid-line can.
_SCANNED = re.compile(r"[a-z]{2,},[a-z]{2,}|\b[a-z]{2,}- [a-z]{2,}\b|\b\w*[a-z][0-9][a-z]\w*\b|[a-z]\.[a-z]{3,}")
# Every such mark has this in it, which is many times as fast to look for.
_IN_A_WORD = re.compile(r"[a-z](?:[,.0-9]|- )[a-z]")
_TERMS = re.compile(
    r"creative commons|\bcc[- ]by|licen[cs]ed? under|republish|reproduc|redistribut|全文转载|무단", re.IGNORECASE
)


def normalise(draft: Draft, source: Source) -> Article:
    """Judge the hints of a draft and give its text as paragraphs; the source's settings fill what the page left open."""
    hints = draft.hints
    kept = [b for b in draft.blocks if b.kind in _TEXT_KINDS]
    paragraphs = tuple(b.text for b in kept)
    title, site = titles.split_site(titles.plain(hints.title), publishers.known(draft, source))
    text = "\n\n".join(paragraphs)
    language = languages.language(f"{title}\n{text}", hints.language or source.language)
    day_first = dates.is_day_first(hints.language or language)
    dated = dating.published(draft, day_first=day_first)
    published = dated.when
    modified = dating.modified(draft, day_first=day_first)
    authors, signed_by = people.judge(draft, site)
    article = Article(
        id=article_id(draft, title),
        source_id=draft.source_id,
        url=_address(draft),
        title=title or words.shorten(paragraphs[0] if paragraphs else "", 100),
        subtitle=hints.subtitle,
        authors=authors,
        publisher=publishers.publisher(draft, source, site),
        published=published.at if published else None,
        day_only=bool(published and published.day_only),
        utc_offset=int(published.offset.total_seconds() // 60) if published else 0,
        modified=modified.at if modified else None,
        language=language,
        section=hints.section,
        paragraphs=paragraphs,
        context=hints.context,
        links=_links(draft),
        notes=_notes(draft),
        said_by=_said_by(title=_titled_by(draft), authors=signed_by, published=dated.by),
        date_confidence=dated.confidence,
        paragraph_kinds=tuple(b.kind for b in kept),
        affiliations=affiliations.affiliations(draft.notes, authors),
        disclosures=disclosures.disclosures(draft.notes),
        image=_image(draft),
        licence=_licence(draft),
        text_quality="ocr" if _is_scanned(text) else "clean",
    )
    first = provenance.first_published(draft.notes, source.publisher)
    article = replace(article, first_published_in=first, kind=kinds.kind(draft, source, article))
    return replace(article, completeness=completeness.judge(draft), full_text_at=completeness.full_text_at(draft))


def _image(draft: Draft) -> Image | None:
    """The image the markup calls the page's own, with the credit that stands nearest to the top."""
    if not draft.hints.image:
        return None
    credit = next((n.text for n in draft.notes if n.role in ("credit", "caption") and n.at <= 3), "")
    return Image(url=urls.canonical(draft.hints.image), alt=draft.hints.image_alt, credit=credit)


def _licence(draft: Draft) -> str:
    """Terms of republication: what the markup links to, or the line on the page that states them."""
    stated = next((n.text for n in draft.notes if n.role == "copyright" and _TERMS.search(n.text)), "")
    return draft.hints.licence if urls.is_web(draft.hints.licence) else stated or draft.hints.licence


def _is_scanned(text: str) -> bool:
    """Whether a text looks like the output of a scanner: many marks in the middle of words."""
    sample = urls.URL.sub(" ", text[:4_000])
    usual = max(len(sample.split()), 240) // 120
    return len(_IN_A_WORD.findall(sample)) > usual and len(_SCANNED.findall(sample)) > usual


def _titled_by(draft: Draft) -> str:
    """Where the title stands; what nobody claims came with the feed."""
    if not draft.hints.title:
        return ""
    return next((c.by for c in draft.hints.claims if c.field == "title" and c.value == draft.hints.title), "feed")


def _said_by(**places: str) -> tuple[tuple[str, str], ...]:
    return tuple((field, by) for field, by in places.items() if by)


def article_id(draft: Draft, title: str) -> str:
    """Twelve hexadecimal digits from the address of the page; for a file and a roundup's item also from the title."""
    alone = urls.is_web(draft.url) and "#" not in draft.url and not draft.hints.context
    key = urls.same_page(draft.url) if alone else f"{draft.url}|{title}"
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def _notes(draft: Draft) -> tuple[Note, ...]:
    """The notes in reading order, captions among them: they are not prose, and must not be lost."""
    kept = list(draft.blocks)
    captions = [
        Note(role="caption", rule="normalise.caption", text=b.text, at=at, links=b.links)
        for at, b in enumerate(kept)
        if b.kind not in _TEXT_KINDS
    ]
    return tuple(sorted((*draft.notes, *captions), key=lambda n: n.at))


def _address(draft: Draft) -> str:
    if draft.hints.canonical and urls.host(draft.hints.canonical) == urls.host(draft.url):
        return urls.canonical(draft.hints.canonical)
    return urls.canonical(draft.url) if "#" not in draft.url else draft.url


def _links(draft: Draft) -> tuple[Link, ...]:
    """Links of the text, and of the notes that point somewhere on purpose."""
    found = [li for b in draft.blocks for li in b.links]
    found += [li for n in draft.notes if n.role in ("prompt", "provenance", "house", "disclosure") for li in n.links]
    return tuple(dict.fromkeys(replace(li, url=urls.unwrap(li.url)) for li in found))
