"""group, relate, compare: versions of texts."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console

from digest import codec, relate
from digest.batch import read_one
from digest.cli import console
from digest.cli.project import opened
from digest.compare import as_html, compare, in_terminal
from digest.errors import StoreError
from digest.model import Article

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


@click.command(name="compare")
@click.argument("a")
@click.argument("b")
@console.CONFIG
@console.JSON
@click.option("--demo", is_flag=True, help="Look for A and B among the demo's articles in out/.")
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help="Write both texts side by side to a file."
)
def compare_(a: str, b: str, config_path: Path, as_json: bool, demo: bool, html: Path | None) -> None:
    """Put two texts side by side: which is the original, and what the other states otherwise.

    A and B are files, or addresses, ids or file names of articles that a run has collected.
    """
    articles = [_article(name, config_path, demo) for name in (a, b)]
    story, score = compare(*articles)
    if as_json:
        found = {"copy": story is not None, "score": round(score, 4), "story": codec.encode(story) if story else None}
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    elif story is None:
        click.echo(f"Two independent texts: score {score:.2f}, and from 0.50 on they would be versions of one.")
    else:
        console.stdout().print(in_terminal(story))
    if html and story:
        html.write_text(as_html(story), encoding="utf-8")
        click.echo(f"{html}: both texts side by side", err=True)
    elif html:
        click.echo(f"{html} is not written: the texts are independent", err=True)


def _article(name: str, config_path: Path, demo: bool) -> Article:
    path = Path(name)
    if path.is_file():
        return read_one(path.read_bytes(), "", console.media_type(name) or "text/plain").article
    with opened(config_path, demo) as (_, store):
        found = store.find(name)
    if not found:
        raise StoreError(f"{name!r} is neither a file nor an article that was collected")
    return found[0]


def _progress() -> Callable[[str, int, int], None] | None:
    """A line that counts, on a terminal."""
    err = Console(stderr=True)
    if not err.is_terminal:
        return None

    def show(stage: str, done: int, total: int) -> None:
        err.print(f"{stage}: {done}{f' of {total}' if total else ''}", end="\r", highlight=False)

    return show


COMMANDS = (group, relate_, compare_)
