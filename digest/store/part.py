"""What the parts of the store share."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa


class Part:
    """A part of the store: some of its tables, behind one engine."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine


def utc(at: datetime) -> datetime:
    """SQLite gives back instants without their zone."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)
