"""compare: two texts side by side."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from digest import codec
from digest.batch import read_one
from digest.cli import console
from digest.cli.project import opened
from digest.compare import as_html, compare, in_terminal
from digest.errors import StoreError
from digest.model import Article


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

    A and B are files (- is standard input), or addresses, ids or file names of articles that a run has collected.
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
        try:
            html.write_text(as_html(story), encoding="utf-8")
        except OSError as error:
            raise StoreError(f"{html} cannot be written: {error.strerror}") from error
        click.echo(f"{html}: both texts side by side", err=True)
    elif html:
        click.echo(f"{html} is not written: the texts are independent", err=True)


def _article(name: str, config_path: Path, demo: bool) -> Article:
    path = Path(name)
    if name == "-":
        return read_one(sys.stdin.buffer.read(), "", "text/plain").article
    if path.is_file() or path.is_fifo():
        return read_one(path.read_bytes(), "", console.media_type(name) or "text/plain").article
    found: Sequence[Article] = ()
    if demo or config_path.is_file():
        with opened(config_path, demo) as (_, store):
            found = store.find(name)
    if not found:
        here = "" if demo or config_path.is_file() else f" ({config_path}, which would tell where, is not here)"
        raise StoreError(f"{name!r} is neither a file nor an article that was collected{here}; `-` is standard input")
    return found[0]


COMMANDS = (compare_,)
