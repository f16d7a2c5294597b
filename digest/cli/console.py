"""Printing: tables and bars on a terminal, plain lines elsewhere. Used by all commands."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from digest.errors import ReadError
from digest.model import Failure, Funnel

CONFIG = click.option(
    "--config",
    "-c",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("sources.yaml"),
    show_default=True,
    help="The configuration.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts instead of words.")
OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    help="Folder to write the edition to.",
)


class Bar:
    """Progress on standard error: bars on a terminal, a line at the end of a stage elsewhere."""

    def __init__(self, quiet: bool = False) -> None:
        self._console = Console(stderr=True, quiet=quiet)
        self._progress: Progress | None = None

    @contextmanager
    def stage(self, name: str, total: int) -> Iterator[None]:
        """Show a stage of ``total`` steps."""
        if not self._console.is_terminal:
            yield
            self._console.print(f"{name}: {total} done", highlight=False)
            return
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self._console, transient=True) as self._progress:
            self._progress.add_task(name, total=total)
            yield
        self._progress = None

    def step(self, what: str = "") -> None:
        """One step is done."""
        if self._progress:
            self._progress.advance(self._progress.task_ids[-1])


def stdout() -> Console:
    """Standard output; plain and unwrapped when it is no terminal."""
    terminal = sys.stdout.isatty()
    return Console(highlight=False, soft_wrap=not terminal, width=None if terminal else 160)


def opened(file: str | None) -> BinaryIO:
    """A file to read, or standard input where none is named or it is "-"; raises ReadError."""
    if file in (None, "-"):
        return sys.stdin.buffer
    try:
        return Path(str(file)).open("rb")
    except OSError as error:
        raise ReadError(str(file), "missing", f"cannot be read: {error.strerror}") from error


def media_type(file: str) -> str:
    """What the name of a file says of what is in it; empty where it says nothing."""
    return {".html": "text/html", ".htm": "text/html", ".md": "text/markdown", ".txt": "text/plain"}.get(
        Path(file).suffix.lower(), ""
    )


def show_funnel(funnel: Funnel) -> None:
    """How many came in and how many went on."""
    click.echo(
        f"{funnel.documents} documents read → {funnel.items} items → {funnel.copies} copies folded → "
        f"{funnel.stories} stories ranked ({funnel.on_topic} on topic) → {funnel.chosen} chosen"
    )


def show_failures(failures: tuple[Failure, ...]) -> None:
    """What could not be read, or is to be mended, once each."""
    if not failures:
        return
    table = Table(title=f"{len(failures)} to look at", title_justify="left", show_edge=False, pad_edge=False)
    for heading in ("source", "stage", "reason"):
        table.add_column(heading, overflow="fold")
    for failure in failures:
        table.add_row(*map(Text, (failure.subject, failure.stage, failure.reason)))
    stdout().print(table)


def instant(written: str, zone: ZoneInfo) -> datetime:
    """An instant as the user writes it: ISO 8601; a date alone means its end, so that the day is included."""
    at: datetime | None
    try:
        if len(written) == 10:
            at = datetime.combine(date.fromisoformat(written), time(23, 59, 59), zone)
        else:
            at = datetime.fromisoformat(written)
            at = at if at.tzinfo else at.replace(tzinfo=zone)
    except ValueError:
        at = None
    if at is None or not 1970 <= at.year <= 2999:
        what = f"{written!r} is no date (2024-07-12) or instant (2024-07-12T08:00:00+09:00) between 1970 and 2999"
        raise click.BadParameter(what)
    return at.astimezone(UTC)
