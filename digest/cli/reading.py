"""extract, explain: one document looked at closely."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from digest import batch, codec, plugins
from digest.cases import restored, write
from digest.cli import console
from digest.cli.project import DEMO, opened
from digest.errors import ReadError, StoreError
from digest.explain import explanation
from digest.model import Document


@click.command()
@click.argument("file", required=False)
@click.option("--url", default="", help="Address the document came from; resolves its links and helps to judge it.")
@click.option("--jsonl", is_flag=True, help="A batch: JSON lines in from FILE or standard input, JSON lines out.")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes for a batch; all cores by default.")
def extract(file: str | None, url: str, jsonl: bool, workers: int | None) -> None:
    """Read, clean and normalise one document (FILE, or - for standard input) and print it as JSON.

    \b
    With --jsonl each line in is   {"id", "url"?, "html" | "text" | "html_path"}
    and each line out              {"id", "article": {…}}  or  {"id", "error": {"kind", "message"}}
    in the same order; a bad line never ends the batch.
    """  # noqa: D301
    if jsonl:
        for line in batch.extract_lines(console.opened(file), workers or os.cpu_count() or 1):
            sys.stdout.write(line + "\n")
        return
    body = console.opened(file).read()
    reading = batch.read_one(body, url, console.media_type(file or ""))
    click.echo(json.dumps(batch.as_json(reading), ensure_ascii=False, indent=1))


@click.command()
@click.argument("wanted", metavar="URL-OR-ID")
@console.CONFIG
@console.JSON
@DEMO
@click.option(
    "--restore", metavar="TEXT", help="TEXT should not have been removed: write a case for the rule that did it."
)
@click.option(
    "--cases",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("tests/cases/clean"),
    show_default=True,
    help="Where --restore writes the case.",
)
def explain(wanted: str, config_path: Path, as_json: bool, demo: bool, restore: str | None, cases: Path) -> None:
    """Tell what became of one document: how it was read, every line removed and by which rule, its story, its score.

    URL-OR-ID is an address, an article id (its beginning is enough), or the name of a saved file.
    """
    with opened(config_path, demo) as (_, store):
        articles = store.find(wanted)
        if not articles:
            raise StoreError(
                f"nothing is known of {wanted!r}; give an address, an article id or a file name as `digest run` saw it"
            )
        outcomes = {a.id: store.outcomes(a.id) for a in articles}
        documents = tuple(store.documents_of(a.id for a in articles)) if restore else ()
    if restore:
        _write_case(documents, restore, cases)
        return
    if as_json:
        found = [
            {"article": codec.encode(a), "outcomes": [{"edition": e, **codec.encode(o)} for e, o in outcomes[a.id]]}
            for a in articles
        ]
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for article in articles:
        console.stdout().print(explanation(article, outcomes[article.id]))


def _write_case(documents: Sequence[Document], text: str, folder: Path) -> None:
    """A case of the first document in whose ledger the text stands."""
    refusals = []
    for document in documents:
        try:
            place, files = restored(document, plugins.rules(), text)
        except ReadError as error:
            refusals.append(error)
            continue
        write(folder / place, files)
        click.echo(
            f"{folder / place}: the page, and what should be kept of it. The case fails until the rule is mended."
        )
        return
    raise refusals[0]


COMMANDS = (extract, explain)
