"""Runs, and how far each mailing has come (the Journal of digest.interfaces). Every method is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from digest.model import (
    Receipt,
)
from digest.store import schema as t
from digest.store.part import Part, utc

# Who may be sent to: not yet, later, or by a process that is gone.
_OPEN = ("pending", "claimed", "deferred")


class Sending(Part):
    """The runs and deliveries of one digest."""

    def start_run(self, digest_id: str, on: str, at: datetime) -> int:
        """Note that a run has begun; returns its number."""
        row = {"digest_id": digest_id, "edition_date": on, "started_at": at, "finished": False, "message": ""}
        with self._engine.begin() as connection:
            query = sa.insert(t.run).values(**row).returning(t.run.c.id)
            return int(connection.execute(query).scalar_one())

    def finish_run(self, number: int, message: str) -> None:
        """Note that a run came to its end."""
        with self._engine.begin() as connection:
            connection.execute(sa.update(t.run).where(t.run.c.id == number).values(finished=True, message=message))

    def last_run(self, digest_id: str, until: str) -> str:
        """The latest edition date, not after ``until``, that there is an edition of or that a run was finished for."""
        r, e = t.run.c, t.edition.c
        ran = sa.select(sa.func.max(r.edition_date)).where(
            r.digest_id == digest_id, r.finished.is_(True), r.edition_date <= until
        )
        made = sa.select(sa.func.max(e.date)).where(e.digest_id == digest_id, e.date <= until)
        with self._engine.connect() as connection:
            return max(connection.scalar(ran) or "", connection.scalar(made) or "")

    def unsent(self, digest_id: str, readers: Collection[str], since: datetime) -> tuple[str, ...]:
        """Ids of the editions that one of these readers is still to be sent, of those made or approved since, the oldest first."""
        e, d, a = t.edition.c, t.delivery.c, t.approval.c
        query = (
            sa.select(e.id, d.recipient)
            .join(t.delivery, d.mailing == e.id)
            .outerjoin(t.approval, a.edition_id == e.id)
            .where(e.digest_id == digest_id, d.status.in_(_OPEN), sa.or_(e.made_at >= since, a.at >= since))
            .order_by(e.date)
        )
        wanted = {r.casefold() for r in readers}
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return tuple(dict.fromkeys(row.id for row in rows if row.recipient.casefold() in wanted))

    def enrol(self, mailing: str, recipients: Sequence[str], at: datetime) -> None:
        """Add a pending row for each recipient that has none."""
        with self._engine.begin() as connection:
            known = set(connection.scalars(sa.select(t.delivery.c.recipient).where(t.delivery.c.mailing == mailing)))
            new = [r for r in dict.fromkeys(recipients) if r not in known]
            rows = [
                {
                    "mailing": mailing,
                    "recipient": r,
                    "position": len(known) + n,
                    "status": "pending",
                    "attempts": 0,
                    "at": at,
                    "detail": "",
                }
                for n, r in enumerate(new)
            ]
            if rows:
                connection.execute(sa.insert(t.delivery), rows)
            # What was handed over when a process died may have arrived: it is held and listed, not sent again.
            lost = sa.update(t.delivery).where(t.delivery.c.mailing == mailing, t.delivery.c.status == "dot_sent")
            connection.execute(
                lost.values(
                    status="uncertain", detail="the process ended before the server's answer was recorded", at=at
                )
            )

    def waiting(self, mailing: str, at: datetime) -> tuple[str, ...]:
        """Recipients that may be sent to: pending, deferred, or claimed by a process that is gone."""
        d = t.delivery.c
        query = sa.select(d.recipient).where(d.mailing == mailing, d.status.in_(_OPEN)).order_by(d.position)
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query))

    def claim(self, mailing: str, recipient: str, at: datetime) -> bool:
        """Take a row; False if it is done."""
        d = t.delivery.c
        query = (
            sa.update(t.delivery)
            .where(d.mailing == mailing, d.recipient == recipient, d.status.in_(_OPEN))
            .values(status="claimed", attempts=d.attempts + 1, at=at)
        )
        with self._engine.begin() as connection:
            return connection.execute(query).rowcount == 1

    def note(self, mailing: str, recipient: str, status: str, at: datetime, detail: str = "") -> None:
        """Record a status, committed before this returns."""
        d = t.delivery.c
        query = sa.update(t.delivery).where(d.mailing == mailing, d.recipient == recipient)
        with self._engine.begin() as connection:
            connection.execute(query.values(status=status, at=at, detail=detail[:1000]))

    def receipts(self, mailing: str) -> tuple[Receipt, ...]:
        """What became of every recipient."""
        query = sa.select(t.delivery).where(t.delivery.c.mailing == mailing).order_by(t.delivery.c.position)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Receipt(edition_id=r.mailing, recipient=r.recipient, status=r.status, at=utc(r.at), detail=r.detail)
            for r in rows
        )
