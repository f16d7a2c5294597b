"""What became of one document, in words. Read :func:`explanation`."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from digest.model import Article, Disclosure, Outcome

# Shorter lines outside the article are counted, not shown.
_WORTH_SHOWING = 60


def explanation(article: Article, outcomes: Iterable[tuple[str, Outcome]]) -> RenderableType:
    """How it was read, what was set aside and why, its story, its score line by line."""
    parts: list[RenderableType] = [Text(article.title, style="bold"), _facts(article)]
    if article.notes:
        parts += [Text("\nSet aside", style="bold"), _ledger(article)]
    for edition, outcome in outcomes:
        parts.append(Text(f"\n{edition} · {outcome.stage}: {outcome.outcome}", style="bold"))
        if outcome.stage == "rank":
            parts.append(_receipt(outcome.detail))
        elif outcome.detail:
            parts.append(Text(outcome.detail))
    return Group(*parts, Text(""))


def _facts(article: Article) -> Table:
    first = article.first_published_in
    told = dict(article.said_by)
    places = ", ".join(
        f"{a.author}: {f'{a.office}, ' if a.office else ''}{a.organisation}" for a in article.affiliations
    )
    facts = {
        "id": article.id,
        "title": f"by {told['title']}" if "title" in told else "",
        "address": article.url,
        "authors": _with_place(", ".join(article.authors), told.get("authors", "")),
        "affiliation": places,
        "publisher": article.publisher or "unknown",
        "published": _with_place(_when(article), told.get("published", "")),
        "confidence": f"{article.date_confidence} (of the date)" if article.published else "",
        "first published in": f"{first.publisher}{f', {first.published.date()}' if first.published else ''}"
        if first
        else "",
        "kind": article.kind,
        "language": article.language,
        "completeness": article.completeness
        + (f"; the full text: {article.full_text_at}" if article.full_text_at else ""),
        "disclosures": "; ".join(_disclosed(d) for d in article.disclosures),
        "image": f"{article.image.url}{f' ({article.image.credit})' if article.image.credit else ''}"
        if article.image
        else "",
        "licence": article.licence,
        "quality": "reads like the output of a scanner" if article.text_quality == "ocr" else "",
        "text": f"{len(article.paragraphs)} paragraphs, {len(article.text.split())} words",
    }
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name, value in facts.items():
        if value:
            table.add_row(name, Text(value))
    return table


def _with_place(what: str, where: str) -> str:
    """A fact, and where the page tells it."""
    return f"{what}  (by {where})" if what and where else what or "unknown"


def _disclosed(disclosure: Disclosure) -> str:
    parties = [disclosure.by, f"for {disclosure.on_behalf_of}" if disclosure.on_behalf_of else ""]
    return " ".join((f"{disclosure.kind}:", *(p for p in parties if p))).rstrip(":")


def _when(article: Article) -> str:
    there = article.published_there
    if there is None:
        return ""
    return there.date().isoformat() if article.day_only else there.isoformat()


def _ledger(article: Article) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("role", "rule", "text"):
        table.add_column(heading, overflow="fold", no_wrap=heading != "text")
    furniture = [n for n in article.notes if n.rule == "page.outside"]
    for note in article.notes:
        if note not in furniture or len(note.text) >= _WORTH_SHOWING:
            table.add_row(note.role, note.rule, Text(note.text))
    short = sum(len(n.text) < _WORTH_SHOWING for n in furniture)
    if short:
        table.add_row(
            "noise",
            "page.outside",
            Text(f"and {short} menu entries and other short lines of the page (--json shows them)"),
        )
    return table


def _receipt(detail: str) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("signal", "value", "weight", "points", "why"):
        table.add_column(
            heading, justify="right" if heading in ("value", "weight", "points") else "left", overflow="fold"
        )
    for r in sorted(json.loads(detail), key=lambda r: -r["value"] * r["weight"]):
        table.add_row(
            r["signal"], f"{r['value']:.2f}", f"{r['weight']:.2f}", f"{r['value'] * r['weight']:.3f}", Text(r["why"])
        )
    return table
