"""The two clocks: the machine's, and one that stands still. Only the edges hold one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for ``--as-of`` and for tests."""

    at: datetime

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at
