"""Sending to the screen: the message as it would go, for trying out. Read :class:`ScreenSender`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The screen: the message is printed instead of sent."""


OPTIONS = Options


def connect(options: Options, sender: str, folder: str) -> ScreenSender:
    """Nothing can go wrong."""
    return ScreenSender()


class ScreenSender:
    """Prints each message."""

    def send(self, message: bytes, to: str, before_body: Callable[[], None]) -> str:
        """Print one message."""
        before_body()
        sys.stdout.write(message.decode("utf-8", "replace").replace("\r\n", "\n") + "\n")
        return "printed"

    def close(self) -> None:
        """Nothing is held open."""
