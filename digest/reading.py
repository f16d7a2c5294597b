"""One document to articles: extract → clean → (split) → normalise. Read :func:`read`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.clean import clean
from digest.extract import extract
from digest.interfaces import Rule
from digest.model import Document, Draft, Reading, Source
from digest.normalise import normalise
from digest.split import split


def read(document: Document, source: Source, rules: Sequence[Rule]) -> Reading:
    """Extract, clean, split and normalise one document; raises ReadError where there is nothing to read."""
    return judge(clean(extract(document), rules), source)


def judge(draft: Draft, source: Source) -> Reading:
    """A clean draft to an article, or to the items it holds."""
    article = normalise(draft, source)
    parts = split(draft)
    if not parts:
        return Reading(article=article)
    named = (replace(part, hints=replace(part.hints, publisher=article.publisher)) for part in parts)
    items = tuple(normalise(part, source) for part in named)
    return Reading(
        article=replace(article, kind=article.kind if article.kind == "liveblog" else "roundup"), items=items
    )
