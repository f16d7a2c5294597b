"""topic: what a topic file matches, and what it may lack."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from digest import codec, urls
from digest.batch import read_one
from digest.cli import console
from digest.cli.project import opened
from digest.clock import SystemClock
from digest.config import built_in_topics, doubts, load, load_topic
from digest.errors import ReadError
from digest.fetch import HttpFetcher, Limits
from digest.interfaces import Fetched
from digest.model import Article, Topic
from digest.rank.topic import READ, Found, Match, Matcher
from digest.rank.topic.gaps import Gap, gaps

# What is meant as a file: a name without spaces that ends in a dot and letters, or has slashes.
_PATH = re.compile(r"\S*[/\\]\S*|\S+\.[A-Za-z]{1,5}")
_LONGEST_PATH = 500
_COLOURS = ("bold cyan", "bold magenta", "bold yellow", "bold green", "bold blue")
_ROLES = {"tie": "underline", "other": "red", "exclusion": "strike", "penalty": "reverse", "hint": "italic"}
_TOPIC = click.option("--topic", metavar="T", help="A built-in topic or a topic file; that of sources.yaml by default.")


@click.group()
def topic() -> None:
    """Look at what a topic file matches, and at what it may lack."""


@topic.command()
@click.argument("target", metavar="FILE-OR-URL-OR-TEXT")
@_TOPIC
@console.CONFIG
@console.JSON
def test(target: str, topic: str | None, config_path: Path, as_json: bool) -> None:
    """Show what a topic matches where in a text, and how much the text is about it.

    The text is a file, the page at an address, or what is given itself, as a title. Of a long text the first 6,000
    characters are judged.
    """
    chosen = _topic(topic, config_path)
    matcher = Matcher(chosen)
    article = _article(target, config_path)
    match = matcher.match(article)
    parts = [("title", article.title), *(("text", p) for p in article.text[:READ].split("\n\n"))]
    found = [(where, text, matcher.mentions(text)) for where, text in parts]
    if as_json:
        rows = [
            {"in": where, "text": text[f.start : f.end], "start": f.start, "end": f.end, "role": f.term.role,
             "side": chosen.sides[f.term.side].name if f.term.side >= 0 else None, "alias": f.term.alias.text,
             "language": f.term.alias.language}
            for where, text, those in found for f in those
        ]  # fmt: skip
        click.echo(json.dumps({**codec.encode(match), "topic": chosen.id, "mentions": rows}, ensure_ascii=False))
        return
    _show(chosen, match, found)


@topic.command()
@_TOPIC
@console.CONFIG
@console.JSON
@click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="Show at most so many.")
def suggest(topic: str | None, config_path: Path, as_json: bool, most: int) -> None:
    """Show names that the topic file may lack, by what was collected so far, and why.

    They stand in texts that name one side and a tie but not the other side, and much more often in texts on topic than
    elsewhere.
    """
    matcher = Matcher(_topic(topic, config_path))
    with opened(config_path) as (_, store):
        articles = store.articles_until(SystemClock().now())
    found = gaps(articles, matcher)[:most]
    if as_json:
        click.echo(json.dumps([{**codec.encode(g), "why": g.why} for g in found], ensure_ascii=False))
    elif not found:
        click.echo(f"{len(articles)} collected items show no name that {matcher.topic.id} lacks")
    else:
        console.stdout().print(_table(found))


def _topic(name: str | None, config_path: Path) -> Topic:
    if name is None:
        return load(config_path).topic if config_path.exists() else load_topic(built_in_topics()[-1], Path())
    chosen = load_topic(name, Path())
    for doubt in doubts(chosen):
        click.echo(f"warning: {doubt}", err=True)
    return chosen


def _article(target: str, config_path: Path) -> Article:
    if urls.is_web(target):
        limits = Limits.of(load(config_path).fetch) if config_path.exists() else Limits()
        fetched = asyncio.run(_fetch(target, limits))
        return read_one(fetched.body, fetched.url, fetched.media_type).article
    path = Path(target)
    if len(target) < _LONGEST_PATH and path.is_file():
        return read_one(path.read_bytes(), "", console.media_type(target)).article
    if _PATH.fullmatch(target):
        raise ReadError(
            target, "missing", "there is no such file; put a text in quotes, with spaces, to have it judged itself"
        )
    return Article(id="", source_id="", url="", title=target)


async def _fetch(url: str, limits: Limits) -> Fetched:
    async with HttpFetcher(limits) as fetcher:
        return await fetcher.fetch(url)


def _show(chosen: Topic, match: Match, found: list[tuple[str, str, list[Found]]]) -> None:
    out = console.stdout()
    for _, text, those in found:
        if those:
            out.print(_marked(text, those), Text(""))
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("where", "text", "is", "by the alias"):
        table.add_column(heading, overflow="fold")
    seen = set()
    for where, text, those in found:
        for f in those:
            name = chosen.sides[f.term.side].name if f.term.side >= 0 else ""
            says = f"{name} ({f.term.role})" if f.term.role == "hint" else name or f.term.role
            language = f" ({f.term.alias.language})" if f.term.alias.language else ""
            row = (where, text[f.start : f.end], says, f"{f.term.alias.text}{language}")
            if row not in seen:
                seen.add(row)
                table.add_row(*map(Text, row))
    if seen:
        out.print(table)
    verdict = "on topic" if match.on_topic else "not on topic"
    out.print(
        Text(
            f"{chosen.name}: {verdict}, relevance {match.value:.2f} (from {chosen.threshold:g} on it is)\n{match.why}",
            style="bold",
        )
    )


def _marked(text: str, found: list[Found]) -> Text:
    marked = Text(text)
    for f in found:
        style = _COLOURS[f.term.side % len(_COLOURS)] if f.term.role == "alias" else _ROLES[f.term.role]
        marked.stylize(style, f.start, f.end)
    return marked


def _table(found: tuple[Gap, ...]) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("name", "may be", "why", "for instance"):
        table.add_column(heading, overflow="fold")
    for gap in found:
        table.add_row(*map(Text, (gap.name, gap.side, gap.why, " · ".join(gap.titles))))
    return table


COMMANDS = (topic,)
