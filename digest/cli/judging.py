"""pin, drop, why-not, replay, tune, rank: the editor's wishes, and what decides over stories."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.table import Table
from rich.text import Text

from digest import __version__, codec, shipped
from digest.cli import console
from digest.cli.project import DEMO, opened
from digest.clock import SystemClock
from digest.config import Config, built_in_topics, load_topic, load_weights
from digest.editing import Material
from digest.errors import StoreError
from digest.model import Article, Topic, Wish, WishKind
from digest.pipeline import gather, plan
from digest.proof import material_of
from digest.rank_lines import rank_lines
from digest.replay import Replayed, WhyNot, replay, why_not
from digest.store import Kept, Store

_TOPIC = click.option("--topic", metavar="T", help="A built-in topic or a topic file instead.")
_WEIGHTS = click.option(
    "--weights",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file with other `weights:`; a whole sources.yaml will do.",
)
_WANTED = click.argument("wanted", metavar="URL-OR-ID")


@click.command()
@_WANTED
@console.CONFIG
@click.option("--lead", is_flag=True, help="At the head of the edition.")
def pin(wanted: str, config_path: Path, lead: bool) -> None:
    """Have an article in the next edition whatever its score, whatever the caps.

    What you pin and drop also teaches the signal `taste`; how much that counts is weights.taste in sources.yaml.
    """
    _wish(wanted, config_path, "lead" if lead else "pin", "")


@click.command()
@_WANTED
@console.CONFIG
@click.option("--because", default="", metavar="WORDS", help="The reason; stands in reports.")
def drop(wanted: str, config_path: Path, because: str) -> None:
    """Keep an article, and the story it belongs to, out of every edition to come."""
    _wish(wanted, config_path, "drop", because)


@click.command()
@_WANTED
@console.CONFIG
def unwish(wanted: str, config_path: Path) -> None:
    """Take a pin or a drop back."""
    with opened(config_path) as (config, store):
        for article in _found(store, wanted):
            if store.forget_wish(config.digest.id, article.id):
                click.echo(f"{article.title}: decided by its score again")
                return
    raise StoreError(f"nothing was wished of {wanted!r}")


@click.command(name="why-not")
@_WANTED
@console.CONFIG
@console.JSON
@DEMO
@click.option(
    "--edition", metavar="EDITION", help="Ask about this edition (its id, its date, or latest); the latest by default."
)
@click.option(
    "--as-of", metavar="T", help="Where there is no edition: of one made at this date or instant; now by default."
)
def why_not_(wanted: str, config_path: Path, as_json: bool, demo: bool, edition: str | None, as_of: str | None) -> None:
    """Tell at which step an article fell out of an edition, and what would have lifted it.

    What would have lifted it is tried out: the edition is made again with each change alone.
    """
    with opened(config_path, demo) as (config, store):
        articles = _found(store, wanted)
        if edition or store.editions():
            kept, stored = _kept(store, config, edition)
            name = kept.edition.id
        else:
            now = console.instant(as_of, ZoneInfo(config.schedule.timezone)) if as_of else SystemClock().now()
            name, stored = (
                "an edition made then" if as_of else "an edition made now",
                gather(config, store, now, now.date(), shipped.templates()),
            )
        found = [w for a in articles if (w := why_not(a.id, name, stored))]
        if not found:
            raise StoreError(_no_candidate(store, articles[0], name, stored))
    if as_json:
        click.echo(codec.dumps(tuple(found)))
        return
    for one in found:
        _tell_why(one)


@click.command(name="replay")
@click.argument("edition")
@console.CONFIG
@console.JSON
@_TOPIC
@_WEIGHTS
@DEMO
@click.option("--layout", is_flag=True, help="Use the layout that sources.yaml has now.")
def replay_(
    edition: str, config_path: Path, as_json: bool, topic: str | None, weights: Path | None, demo: bool, layout: bool
) -> None:
    """Make a past EDITION (its id, its date, or latest) again of what was stored with it.

    With nothing changed it is the same to the byte; with another topic, other weights or the layout of today, the difference
    is shown: what came in, what fell out. Nothing is kept or sent.
    """
    with opened(config_path, demo) as (config, store):
        kept, stored = _kept(store, config, edition)
    done = replay(
        kept.edition,
        kept.email,
        stored,
        topic=_topic(topic, config) if topic else None,
        weights=load_weights(weights) if weights else None,
        plan=plan(config) if layout else None,
    )
    if as_json:
        click.echo(json.dumps(_as_json(done), ensure_ascii=False))
        return
    _tell(done)


@click.command()
@console.CONFIG
@console.JSON
@_TOPIC
@_WEIGHTS
@click.option("--last", type=click.IntRange(1, 1000), default=10, show_default=True, help="So many editions.")
def tune(config_path: Path, as_json: bool, topic: str | None, weights: Path | None, last: int) -> None:
    """Show how the rules of today would have altered the last editions.

    The topic, weights and layout are those of sources.yaml as it is now, unless given: change them there, and look.
    """
    done = []
    with opened(config_path) as (config, store):
        rules = _topic(topic, config) if topic else config.topic, load_weights(weights) if weights else config.weights
        for edition in store.editions()[:last]:
            kept = store.edition(edition)
            stored = material_of(store, kept) if kept else None
            if kept and stored and kept.edition.digest_id == config.digest.id:
                done.append(
                    replay(kept.edition, kept.email, stored, topic=rules[0], weights=rules[1], plan=plan(config))
                )
    if not done:
        raise StoreError("there are no editions yet that could be made again; `digest run` makes one")
    if as_json:
        click.echo(json.dumps([_as_json(d) for d in done], ensure_ascii=False))
        return
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("edition", "items", "came in", "fell out"):
        table.add_column(heading, overflow="fold")
    for one in done:
        now = sum(c.chosen for c in one.made.choices) if one.made.edition else 0
        lists = ("\n".join(f"· {c.title}" for c in changes) or "–" for changes in (one.came_in, one.fell_out))
        table.add_row(one.edition_id, str(now), *map(Text, lists))
    console.stdout().print(table)


@click.command()
@click.argument("file", required=False)
@click.option("--jsonl", is_flag=True, required=True, help="JSON lines in, JSON lines out.")
@click.option(
    "--topic", metavar="T", default="dprk-russia", show_default=True, help="A built-in topic or a topic file."
)
@_WEIGHTS
@click.option("--as-of", metavar="T", help="Judge freshness as of this date or instant (ISO 8601); now by default.")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes; all cores by default.")
def rank(
    file: str | None, jsonl: bool, topic: str, weights: Path | None, as_of: str | None, workers: int | None
) -> None:
    """Score items: how much they are about a topic, and all other signals, each with its reason.

    \b
    Each line in is   {"id", "title", "summary"?, "text"?, "url"?, "source"?, "language"?, "published"?}
    each line out     {"id", "relevance", "on_topic", "score", "reasons": [{"signal", "value", "weight", "why"}]}
    in the same order; a bad line never ends the batch.
    """  # noqa: D301
    now = console.instant(as_of, ZoneInfo("UTC")) if as_of else SystemClock().now()
    load_topic(topic, Path())
    shares = load_weights(weights) if weights else None
    for line in rank_lines(console.opened(file), topic, now, shares, workers or os.cpu_count() or 1):
        sys.stdout.write(line + "\n")


def _wish(wanted: str, config_path: Path, kind: WishKind, reason: str) -> None:
    with opened(config_path) as (config, store):
        articles = _found(store, wanted)
        if len(articles) > 1:
            raise StoreError(f"{wanted!r} is {len(articles)} articles; give an id: {', '.join(a.id for a in articles)}")
        store.wish(config.digest.id, Wish(article_id=articles[0].id, kind=kind, reason=reason), SystemClock().now())
    says = {"pin": "will be in the next edition", "lead": "will lead the next edition", "drop": "stays out"}[kind]
    click.echo(f"{articles[0].title}: {says}; `digest unwish {articles[0].id}` takes that back")


def _found(store: Store, wanted: str) -> tuple[Article, ...]:
    articles = store.find(wanted)
    if not articles:
        raise StoreError(
            f"{wanted!r} was never collected: no source listed it, or the page could not be read; "
            "`digest run` reports what could not"
        )
    return articles


def _kept(store: Store, config: Config, edition: str | None) -> tuple[Kept, Material]:
    names = [e for e in store.editions() if e.startswith(f"{config.digest.id}-")]
    wanted = edition or (names[0] if names else "")
    kept = store.edition(wanted) if wanted else None
    if kept is None:
        raise StoreError(f"there is no edition {wanted!r}; there are: {', '.join(names[:5]) or 'none yet'}")
    stored = material_of(store, kept)
    if stored is None:
        raise StoreError(f"{kept.edition.id} was made by a digest that did not keep what an edition is made of")
    return kept, stored


def _no_candidate(store: Store, article: Article, edition: str, stored: Material) -> str:
    seen = store.first_seen(article.id)
    if seen and seen > stored.now:
        return f"{article.title!r} was no candidate for {edition}: it was collected later, on {seen:%d %B %Y}"
    return (
        f"{article.title!r} was no candidate for {edition}: it was collected on {seen:%d %B %Y}, before the "
        f"{stored.window_days} days of layout.window_days"
    )


def _topic(name: str, config: Config) -> Topic:
    return load_topic(name, Path() if name in built_in_topics() or Path(name).exists() else config.folder)


def _as_json(done: Replayed) -> dict[str, object]:
    return {**codec.encode(replace(done, made=None)), "version": done.version}  # type: ignore[arg-type]


def _tell(done: Replayed) -> None:
    if done.same:
        click.echo(f"{done.edition_id}: the same to the byte")
        return
    if not (done.came_in or done.fell_out or done.moved):
        made_by = (
            f"; it was made by digest {done.version}, this is {__version__}" if done.version != __version__ else ""
        )
        click.echo(f"{done.edition_id}: the same items in the same order, but the e-mail is not the same{made_by}")
        return
    click.echo(
        f"{done.edition_id}: {len(done.came_in)} came in, {len(done.fell_out)} fell out, {len(done.moved)} stand elsewhere"
    )
    for sign, says, changes in (("+", "came in", done.came_in), ("-", "fell out", done.fell_out)):
        for change in changes:
            click.echo(f"{sign} {change.title}\n    {says}: {change.why}")
    for move in done.moved:
        click.echo(f"~ {move.title}\n    was number {move.was}, is number {move.now}")


def _tell_why(found: WhyNot) -> None:
    verdict = "in" if found.chosen else f"out since {found.step}"
    if found.step == "group":
        verdict = f"folded into another version, which is {'in' if found.chosen else 'out'}"
    click.echo(f"{found.title}\n  {found.edition_id}: {verdict}: {found.why}")
    if found.score is not None:
        least = f"; the lowest of those in has {found.lowest:.3f}" if found.lowest is not None else ""
        click.echo(f"  score {found.score:.3f}{least}")
    for lift in found.lifts:
        click.echo(f"  would have lifted it: {lift}")


COMMANDS = (pin, drop, unwish, why_not_, replay_, tune, rank)
