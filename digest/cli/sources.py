"""source: what was learned of one source, and reading it again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from digest import codec
from digest.clean import furniture as learned
from digest.cli import console
from digest.cli.project import opened
from digest.errors import StoreError
from digest.model import Source, Verdict
from digest.pipeline import read_again
from digest.store import Store


@click.group()
def source() -> None:
    """Look at what was learned of one source, correct it, read its documents again."""


@source.command()
@click.argument("source_id", metavar="ID")
@console.CONFIG
@console.JSON
@click.option("--keep", multiple=True, metavar="KEY", help="This is text of the articles: never set it aside.")
@click.option("--drop", multiple=True, metavar="KEY", help="This is furniture: always set it aside.")
@click.option("--forget", multiple=True, metavar="KEY", help="Take a verdict back; counting decides again.")
@click.option("--all", "everything", is_flag=True, help="Show also what stood on one or two pages only.")
def furniture(
    source_id: str,
    config_path: Path,
    as_json: bool,
    keep: tuple[str, ...],
    drop: tuple[str, ...],
    forget: tuple[str, ...],
    everything: bool,
) -> None:
    """Show the lines that recur on the pages of the source ID, and say which of them are furniture.

    A line that stands on three pages and more, and on one page in ten (a whole sentence: one in three), is set aside.
    KEY is the beginning of a line's key. A verdict counts from the next page on; `digest source reread` applies it to
    what is kept.
    """
    with _opened(source_id, config_path) as (_, store):
        wanted: tuple[tuple[Verdict, tuple[str, ...]], ...] = (("keep", keep), ("drop", drop), ("counted", forget))
        for verdict, keys in wanted:
            for key in keys:
                if not store.judge_furniture(source_id, key, verdict):
                    raise StoreError(
                        f"no single line of {source_id} has a key that begins with {key!r}; `digest source furniture {source_id} --all` lists them"
                    )
        found = store.furniture(source_id)
        set_aside = learned.recurring({f.key: f for f in found}, store.pages(source_id))
    shown = [f for f in found if everything or f.pages >= learned.PAGES or f.verdict != "counted"]
    if as_json:
        click.echo(
            json.dumps(
                [{**codec.encode(f), "set_aside": f.key in set_aside} for f in shown], ensure_ascii=False, indent=1
            )
        )
        return
    if not shown:
        click.echo(f"{source_id}: nothing recurs yet on the pages that were read")
        return
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("key", "pages", "set aside", "verdict", "text"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "key")
    for f in shown:
        table.add_row(f.key[:8], str(f.pages), "yes" if f.key in set_aside else "no", f.verdict, Text(f.text))
    console.stdout().print(table)


@source.command()
@click.argument("source_id", metavar="ID")
@console.CONFIG
def reread(source_id: str, config_path: Path) -> None:
    """Read the kept documents of the source ID again, with today's rules and furniture. Nothing is fetched."""
    with _opened(source_id, config_path) as (one, store):
        read, failures = read_again(one, store)
    click.echo(f"{source_id}: {read} documents read again")
    console.show_failures(tuple(failures))


@contextmanager
def _opened(source_id: str, config_path: Path) -> Iterator[tuple[Source, Store]]:
    with opened(config_path) as (config, store):
        one = next((s for s in config.sources if s.id == source_id), None)
        if one is None:
            known = ", ".join(s.id for s in config.sources)
            raise click.BadParameter(f"{config_path} has no source {source_id!r}; it has {known}", param_hint="ID")
        yield one, store


COMMANDS = (source,)
