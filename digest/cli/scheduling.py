"""serve, schedule: editions by the clock."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from digest import cron
from digest.cli import console
from digest.cli.collecting import collect_once
from digest.cli.making import run_once
from digest.cli.sending import send_again
from digest.clock import SystemClock
from digest.config import load

_SHOWN = "%a %Y-%m-%d %H:%M %Z"


@click.command()
@console.CONFIG
@console.OUT
def serve(config_path: Path, out: Path) -> None:
    """Make an edition whenever the schedule in sources.yaml says so, and collect in between, until stopped.

    What has run is known from the database: a restart neither forgets an edition nor makes one twice, and an edition
    missed while this was not running is caught up, the latest one only. SIGTERM lets a run that is going on finish.
    """
    from digest.schedule import keep_running

    config = load(config_path)
    click.echo(
        f"{config.digest.id}: {config.schedule.cron} ({config.schedule.timezone}); the next is at {_next(config_path, 1)[0]:{_SHOWN}}"
    )
    keep_running(
        config,
        lambda on: run_once(config, SystemClock(), on, out),
        lambda: send_again(config, SystemClock()),
        lambda: collect_once(config, SystemClock()),
        SystemClock(),
        click.echo,
    )


@click.command()
@console.CONFIG
@console.JSON
@click.option("--count", "-n", type=click.IntRange(1, 366), default=5, show_default=True, help="How many.")
def schedule(config_path: Path, as_json: bool, count: int) -> None:
    """Print when the next editions are due."""
    times = _next(config_path, count)
    if as_json:
        click.echo(json.dumps([at.isoformat() for at in times]))
        return
    for at in times:
        click.echo(f"{at:{_SHOWN}}")


def _next(config_path: Path, count: int) -> list[datetime]:
    config = load(config_path)
    zone = ZoneInfo(config.schedule.timezone)
    due = cron.upcoming(cron.trigger(config.schedule.cron, zone), SystemClock().now(), count)
    return [at.astimezone(zone) for at in due]


COMMANDS = (serve, schedule)
