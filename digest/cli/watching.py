"""preview: the editions in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli import console
from digest.config import load


@click.command()
@click.argument("edition", required=False)
@console.CONFIG
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Port on this machine; 0 for any free one.",
)
@click.option("--open", "open_", is_flag=True, help="Open it in a browser.")
def preview(edition: str | None, config_path: Path, port: int, open_: bool) -> None:
    """Show the editions on a local page: the e-mail as readers see it, and its plain text.

    The page is served to this machine only, until stopped with Ctrl-C.
    """
    from digest.web.server import serve_preview

    serve_preview(load(config_path), port, open_browser=open_, edition=edition or "")


COMMANDS = (preview,)
