"""Serving the preview on loopback. Read :func:`serve_preview`."""

from __future__ import annotations

import socket
import webbrowser

import click
import uvicorn

from digest.config import Config
from digest.errors import StoreError
from digest.store import open_store
from digest.web.preview import application


def serve_preview(config: Config, port: int, *, open_browser: bool, edition: str = "") -> None:
    """Serve the editions of a digest until stopped; StoreError if the port is taken or the edition is not there."""
    store = open_store(config.store, config.folder)
    if edition and (kept := store.edition(edition)):
        edition = kept.edition.id
    elif edition:
        raise StoreError(f"there is no edition {edition!r}; there are: {', '.join(store.editions()[:5]) or 'none'}")
    listening = _listen(port)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    click.echo(f"The preview is at {address} (this machine only); stop it with Ctrl-C")
    if open_browser:
        webbrowser.open(address)
    server = uvicorn.Server(uvicorn.Config(application(store, edition), log_level="warning", access_log=False))
    server.run(sockets=[listening])
    store.close()


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError as error:
        listening.close()
        raise StoreError(f"port {port} is taken; give another with --port, or 0 for any free one") from error
    return listening
