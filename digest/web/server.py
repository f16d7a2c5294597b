"""Serving the desk. Read :func:`serve_desk`."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from contextlib import closing
from pathlib import Path

import click
import uvicorn

from digest.clock import SystemClock
from digest.config import Config
from digest.errors import StoreError
from digest.store import open_store
from digest.web.desk import application
from digest.web.desk.guard import LOOPBACK
from digest.web.desk.proofs import Proofs


def serve_desk(
    config: Config,
    port: int,
    *,
    open_browser: bool,
    edition: str = "",
    host: str = "127.0.0.1",
    templates: Path | None = None,
    watched: bool = True,
) -> None:
    """Serve the desk of a digest until stopped; StoreError if the port is taken or the edition is not there.

    To other machines it is served with a token, which is part of the address that is printed.
    """
    with closing(open_store(config.store, config.folder)) as store:
        kept = store.existing(edition) if edition else None
        listening = _listen(host, port)
        token = "" if host in LOOPBACK else secrets.token_urlsafe(24)
        everywhere = host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
        named = socket.gethostname() if everywhere else host
        shown_host = f"[{named}]" if ":" in named else named
        address = f"http://{shown_host}:{listening.getsockname()[1]}/{f'?token={token}' if token else ''}"
        who = "whoever has this address" if token else "this machine only"
        click.echo(f"The desk is at {address} ({who}); stop it with Ctrl-C")
        if open_browser:
            webbrowser.open(address)
        proofs = Proofs(store, config, SystemClock(), templates, watched=watched)
        app = application(proofs, kept.edition.id if kept else "", token)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)).run(
            sockets=[listening]
        )


def _listen(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise StoreError(
            f"port {port} of {host} cannot be had ({error.strerror}); give another with --port, or 0 for any free one"
        ) from error
    return listening
