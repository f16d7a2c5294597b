"""group, relate: versions of texts, line by line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import click
from rich.console import Console

from digest import relate
from digest.cli import console

_WORKERS = click.option("--workers", type=click.IntRange(1, 256), help="Processes; all cores by default.")
_FILE = click.argument("file", required=False)
_JSONL = click.option("--jsonl", is_flag=True, required=True, help="JSON lines in, JSON lines out.")


@click.command()
@_FILE
@_JSONL
@_WORKERS
def group(file: str | None, jsonl: bool, workers: int | None) -> None:
    """Find which texts are versions of one, which of them is the original, and what the copies altered.

    \b
    Each line in is   {"id", "title"?, "text", "url"?, "published"?, "source"?}
    each line out     {"id", "story", "event", "relation", "original", "similarity", "evidence": […], "alterations": […]}
    in the same order. relation is null for an original; offsets count characters of the text as it was given.
    """  # noqa: D301
    progress = _progress()
    for line in relate.group_lines(console.opened(file), workers or os.cpu_count() or 1, progress):
        sys.stdout.write(line + "\n")


@click.command(name="relate")
@_FILE
@_JSONL
@_WORKERS
def relate_(file: str | None, jsonl: bool, workers: int | None) -> None:
    """Tell of pairs of texts whether one is a copy of the other.

    \b
    Each line in is   {"a": {"id", "title"?, "text", …}, "b": {…}}
    each line out     {"a", "b", "score", "copy", "relation", "original"}
    The score is 0…1; from 0.5 on a pair is a copy. A statement of provenance may make it one with less.
    """  # noqa: D301
    for line in relate.relate_lines(console.opened(file), workers or os.cpu_count() or 1):
        sys.stdout.write(line + "\n")


def _progress() -> Callable[[str, int, int], None] | None:
    """A line that counts, on a terminal."""
    err = Console(stderr=True)
    if not err.is_terminal:
        return None

    def show(stage: str, done: int, total: int) -> None:
        err.print(f"{stage}: {done}{f' of {total}' if total else ''}", end="\r", highlight=False)

    return show


COMMANDS = (group, relate_)
