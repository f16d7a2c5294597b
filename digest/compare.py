"""Two texts side by side: how one stands to the other, and what the copy states otherwise. Read :func:`compare`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape

from markupsafe import Markup
from rich.console import Group
from rich.table import Table
from rich.text import Text

from digest.group import fold
from digest.group.versions import alike
from digest.marking import marked
from digest.model import Alteration, Article, Span, Story

_STYLE = """:root{color-scheme:light dark}body{font:16px/1.55 Georgia,serif;margin:2rem auto;max-width:76rem;padding:0 1rem}
h1,h2,summary{font-family:system-ui,sans-serif;line-height:1.25}h1{font-size:1.5rem}h2{font-size:1.2rem}.pair{display:grid;grid-template-columns:1fr 1fr;gap:2.5rem}
mark{padding:0 .15em;border-radius:.2em;color:#000}.copy mark{background:#ffd0c2}.original mark{background:#c9ecd2}mark mark{outline:1px solid}
li{margin:.4em 0}small{color:#555}@media(prefers-color-scheme:dark){small{color:#bbb}}
@media(max-width:50rem){.pair{grid-template-columns:1fr}}"""


def compare(a: Article, b: Article) -> tuple[Story | None, float]:
    """The story of two versions of one text (None where they are independent), and their score (0…1)."""
    a, b = replace(a, id="a"), replace(b, id="b")
    stories = fold([a, b], [("a", "b")])
    return (stories[0] if len(stories) == 1 else None), alike(a, b).score


def verdict(story: Story) -> str:
    """The whole comparison in a sentence."""
    (version,) = story.versions
    count = len(version.alterations)
    found = {
        "faithful": "nothing was found that it states otherwise"
        if not count
        else f"{count} small difference{'s'[: count - 1]} found",
        "altered": f"it states {count} fact{'s'[: count - 1]} otherwise",
        "garbled": f"it states {count} things otherwise: not to be relied on",
    }
    return f"“{version.article.title}” is a version of “{story.original.title}” ({version.relation}); " + found.get(
        version.faithfulness, "its facts were not compared"
    )


def in_terminal(story: Story) -> Group:
    """The comparison for a terminal: what speaks for it, then each alteration with its sentence."""
    (version,) = story.versions
    parts: list[Text | Table] = [Text(verdict(story), style="bold"), Text(f"original, because {story.why_original}")]
    parts += [Text(f"· {e.says}") for e in version.evidence]
    if version.alterations:
        table = Table(show_edge=False, pad_edge=False, expand=True)
        for heading, ratio in (("kind", None), ("original", 2), ("copy", 2), ("in the sentence", 3)):
            table.add_column(heading, overflow="fold", ratio=ratio)
        for one in version.alterations:
            sentence = Text(one.copy_sentence)
            sentence.highlight_words([one.copy.text], "bold red")
            kind = f"{one.kind} {'●' * (4 - one.severity)}"
            table.add_row(kind, Text(one.original.text, "green"), Text(one.copy.text, "red"), sentence)
        parts.append(table)
    return Group(*parts)


def as_html(story: Story) -> str:
    """The comparison as one page: both texts side by side, what differs marked."""
    (version,) = story.versions
    original, copy = story.original, version.article
    rows = "".join(
        f"<li><b>{escape(a.kind)}</b>: {escape(a.says)} <small>severity {a.severity}, confidence {a.confidence:.0%}</small></li>"
        for a in version.alterations
    )
    evidence = "".join(f"<li>{escape(e.says)}</li>" for e in version.evidence)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(copy.title)} beside its original</title><style>{_STYLE}</style>"
        f"<h1>{escape(verdict(story))}</h1><p>Original, because {escape(story.why_original)}.</p>"
        f"<ul>{evidence}</ul><ol>{rows}</ol><div class=pair>"
        f"{_side('original', original, [a.original for a in version.alterations], version.alterations)}"
        f"{_side('copy', copy, [a.copy for a in version.alterations], version.alterations)}</div></html>\n"
    )


def _side(name: str, article: Article, spans: Sequence[Span], why: Sequence[Alteration]) -> str:
    head = " · ".join(
        p for p in (article.publisher, f"{article.published:%d %B %Y}" if article.published else "", article.url) if p
    )
    text = article.text
    # A span that is not of this text, as of one that was read anew since, is not marked.
    places = (
        (s.start, s.end, partial(_told, one))
        for s, one in zip(spans, why, strict=True)
        if text[s.start : s.end] == s.text
    )
    paragraphs = "".join(f"<p>{p}</p>" for p in marked(text, places).split("\n\n"))
    return (
        f'<section class="{name}"><h2>{escape(article.title)}</h2><small>{escape(head)}</small>{paragraphs}</section>'
    )


def _told(alteration: Alteration, text: str) -> Markup:
    return Markup('<mark title="{}">{}</mark>').format(alteration.says, text)
