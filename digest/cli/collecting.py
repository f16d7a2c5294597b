"""collect: what is new, kept for the next edition."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from digest import codec
from digest.cli import console
from digest.clock import FixedClock, SystemClock
from digest.config import Config, load
from digest.errors import CollectError
from digest.interfaces import Clock
from digest.model import Failure
from digest.pipeline import collect_sources, failed_altogether
from digest.store import open_store, run_lock


@click.command()
@console.CONFIG
@console.JSON
@click.option("--as-of", metavar="T", help="Pretend that it is this date or instant (ISO 8601).")
def collect(config_path: Path, as_json: bool, as_of: str | None) -> None:
    """Collect and read what is new in all sources, and keep it for the next edition.

    Feeds keep few entries: a weekly edition that is asked to collect every few hours misses none. Exit codes as of `digest run`.
    """
    config = load(config_path)
    clock: Clock = FixedClock(console.instant(as_of, ZoneInfo(config.schedule.timezone))) if as_of else SystemClock()
    collect_once(config, clock, as_json=as_json)


def collect_once(config: Config, clock: Clock, *, as_json: bool = False) -> None:
    """Collect from every source; also what the scheduler calls between editions."""
    with run_lock(config.store, config.folder), closing(open_store(config.store, config.folder)) as store:
        documents, failures = collect_sources(config, store, clock, console.Bar(as_json))
    if as_json:
        click.echo(codec.dumps({"documents": documents, "failures": failures}))
    else:
        click.echo(f"{documents} documents read")
        console.show_failures(failures)
    insist_on_sources(config, documents, failures)


def insist_on_sources(config: Config, documents: int, failures: tuple[Failure, ...]) -> None:
    """A week in which nothing was written is one thing, a dead network another: where no source could be read, that is an error."""
    if failed_altogether(config, documents, failures):
        raise CollectError(
            config.digest.id, f"none of the {len(config.sources)} sources could be read; what each answered is above"
        )


COMMANDS = (collect,)
