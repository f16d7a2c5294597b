"""Sending into a maildir: a folder of .eml files to look at, or to hand to another mailer. Read :class:`MaildirSender`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from digest.errors import DeliveryError


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A maildir: messages are written to its ``new`` folder as .eml files."""

    path: Annotated[str, Field(min_length=1, description="The folder, relative to this file.")]


OPTIONS = Options


def connect(options: Options, sender: str, folder: str) -> MaildirSender:
    """Make the maildir's folders; DeliveryError if that cannot be done."""
    return MaildirSender(Path(folder) / options.path)


class MaildirSender:
    """Writes to ``tmp`` and moves to ``new``, so that nobody sees half a message. Writing one twice gives one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            for name in ("tmp", "new", "cur"):
                (path / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DeliveryError(f"{path} cannot be written to: {error}") from error

    def send(self, message: bytes, to: str, before_body: Callable[[], None]) -> str:
        """Write one message."""
        name = hashlib.sha256(to.encode() + b"\n" + message).hexdigest()[:24] + ".eml"
        before_body()
        try:
            (self._path / "tmp" / name).write_bytes(message)
            (self._path / "tmp" / name).replace(self._path / "new" / name)
        except OSError as error:
            raise DeliveryError(f"{self._path} cannot be written to: {error}", "deferred") from error
        return str(self._path / "new" / name)

    def close(self) -> None:
        """Nothing is held open."""
