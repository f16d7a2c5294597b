"""What touches the world, as protocols of one or two methods. The fakes in tests/fakes.py are as short."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from digest.model import Document, Draft, Failure, Mark, Source, Story

Rule = Callable[[Draft], Iterable[Mark]]
"""A cleaning rule: looks at a draft, yields the marks of what is not the article."""

Signal = Callable[[Story, Any], tuple[float, str]]
"""A ranking signal: (story, context) to (value 0…1, why in words)."""

Interest = Callable[[str], bool]
"""Whether a title and summary make it worth fetching the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The answer of one fetch. ``status`` 304 comes with an empty body; ``moved`` where the address has moved for good is where to."""

    url: str
    status: int
    media_type: str
    charset: str
    body: bytes
    etag: str = ""
    last_modified: str = ""
    moved: str = ""


class Fetcher(Protocol):
    """Fetches addresses politely."""

    async def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """Return the answer (2xx or 304), or raise FetchError."""


class Clock(Protocol):
    """Tells the time; only the edges hold one."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""


class Validators(Protocol):
    """Remembers the HTTP validators of an address, so that what has not changed is not fetched again."""

    def validators(self, url: str) -> tuple[str, str]:
        """Return (etag, last_modified), empty strings where unknown."""

    def remember(self, url: str, etag: str, last_modified: str) -> None:
        """Keep the validators for the next fetch."""

    def seen(self, url: str) -> bool:
        """Whether a document with this address has been read in an earlier run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a source kind is given besides its source."""

    fetcher: Fetcher
    validators: Validators
    clock: Clock
    interest: Interest
    folder: str = "."


class SourceKind(Protocol):
    """A module of digest.sources: how one kind of source is collected."""

    OPTIONS: type

    def collect(self, source: Source, world: Surroundings) -> AsyncIterator[Document | Failure]:
        """Yield the documents of one source, and a failure for each that could not be had.

        Raises CollectError when the source cannot be read at all. Validators that it asks to remember are kept only if
        there was no failure that a later run may mend.
        """


class Sender(Protocol):
    """Hands one message to one recipient."""

    def send(self, message: bytes, to: str, before_body: Callable[[], None]) -> str:
        """Return the server's answer when the message is accepted; raise DeliveryError otherwise.

        ``before_body`` is called once, after the envelope is accepted and before the first byte of the body goes:
        from then on the outcome may be unknown.
        """

    def close(self) -> None:
        """Give back the connection."""


class Journal(Protocol):
    """Remembers, for each mailing and recipient, how far the sending has come.

    A mailing is an edition on its way: the edition's id, with the place behind it where it only goes into a folder, so
    that a trial never counts as the real thing.
    """

    def enrol(self, mailing: str, recipients: Sequence[str], at: datetime) -> None:
        """Add a pending row for each recipient that has none."""

    def waiting(self, mailing: str, at: datetime) -> Sequence[str]:
        """Return the recipients that may be sent to now, in the order they were enrolled."""

    def claim(self, mailing: str, recipient: str, at: datetime) -> bool:
        """Take the row for this process; False if somebody else has it or it is done."""

    def note(self, mailing: str, recipient: str, status: str, at: datetime, detail: str = "") -> None:
        """Record the new status, committed before this returns."""
