"""The family of errors a user may see. Each names the thing it is about and the way out."""

from __future__ import annotations

from dataclasses import dataclass


class DigestError(Exception):
    """Anything digest reports in one sentence, without a traceback."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a file a user wrote."""

    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place}: {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


class ConfigError(DigestError):
    """The configuration cannot be used; carries every mistake found in it."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(m) for m in mistakes))
        self.mistakes = mistakes


class CollectError(DigestError):
    """A source could not be read."""

    def __init__(self, source_id: str, reason: str) -> None:
        super().__init__(f"{source_id}: {reason}")
        self.source_id = source_id
        self.reason = reason


class FetchError(DigestError):
    """An address could not be fetched. ``kind`` is a short stable word for scripts."""

    def __init__(self, url: str, kind: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.kind = kind
        self.reason = reason


class ReadError(DigestError):
    """A document could not be read.

    ``kind`` is one of empty, binary, too_large, malformed, missing, timeout (too slow to read), not_removed.
    """

    def __init__(self, url: str, kind: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}" if url else reason)
        self.url = url
        self.kind = kind
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str, str]]:
        """Documents are read in other processes, and errors come back from there."""
        return ReadError, (self.url, self.kind, self.reason)


class TemplateError(DigestError):
    """A template cannot be rendered; names the file and, where known, the line."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}" if line else f"{file}: {reason}")
        self.file = file
        self.line = line


class StoreError(DigestError):
    """The database or the output folder cannot be used."""


class BusyError(DigestError):
    """Another run of the same digest is going on."""


class ConflictError(DigestError):
    """Another editor has set the same thing meanwhile. ``theirs`` is what stands, ``mine`` what was to be set."""

    def __init__(self, what: str, mine: str, theirs: str, by: str = "") -> None:
        super().__init__(
            f"{by or 'somebody'} has set {what} to “{theirs}” meanwhile; “{mine}” was not put in its place"
        )
        self.what = what
        self.mine = mine
        self.theirs = theirs
        self.by = by


class DeliveryError(DigestError):
    """A message was not handed over.

    ``outcome`` says what is known: ``failed`` (refused for good), ``deferred`` (try again later), ``uncertain`` (the reply
    was lost after the message had been sent) or ``halted`` (who sends it is refused, whoever is to have it).
    """

    def __init__(self, reason: str, outcome: str = "failed") -> None:
        super().__init__(reason)
        self.outcome = outcome
