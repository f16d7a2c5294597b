"""preview: the editor's desk in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli import console
from digest.config import load


@click.command()
@click.argument("edition", required=False)
@console.CONFIG
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port; 0 for any free one."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to serve at; for others than this machine a token is needed, and printed.",
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A house style: a folder like templates/.",
)
@click.option("--open", "open_", is_flag=True, help="Open it in a browser.")
def preview(edition: str | None, config_path: Path, port: int, host: str, templates: Path | None, open_: bool) -> None:
    """Open the editor's desk: the e-mail as readers will see it, the candidates, and all you may change.

    It is made anew whenever the templates, the configuration or your wishes change. It is served to this machine only, until
    stopped with Ctrl-C.
    """
    from digest.web.server import serve_desk

    serve_desk(load(config_path), port, open_browser=open_, edition=edition or "", host=host, templates=templates)


COMMANDS = (preview,)
