"""What the editor did to an edition that was made: revisions, approvals. Every method is one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from digest import codec
from digest.errors import ConflictError, StoreError
from digest.model import Approval, Change, Edition, Email, Report, Revision, standing
from digest.store import schema as t
from digest.store.editing import made_row, replace_outcomes, replace_shown
from digest.store.part import Part, utc

# Two editors who save at the same instant: one of them waits its turn.
_TURNS = 8
# Of these readers nobody can say that they have not had an edition.
_HAD = ("accepted", "dot_sent", "uncertain")


class Desk(Part):
    """The desk of one digest."""

    def revisions(self, edition_id: str) -> tuple[Revision, ...]:
        """All revisions of an edition, the earliest first."""
        with self._engine.connect() as connection:
            return _revisions(connection, edition_id)

    def revise(
        self, edition: Edition, changes: Sequence[Change], editor: str, at: datetime, undoes: int = 0
    ) -> Revision:
        """Add a revision, with the editor's verdicts in it as wishes for every edition to come.

        Raises ConflictError if somebody else has set the same thing since ``before``; nothing is changed then.
        """
        for turn in range(_TURNS):
            try:
                with self._engine.begin() as connection:
                    return _revise(connection, edition, changes, editor, at, undoes)
            except (sa.exc.OperationalError, sa.exc.IntegrityError) as error:
                if turn == _TURNS - 1:
                    raise StoreError(f"{edition.id} could not be changed: {error.orig}") from error
        raise AssertionError

    def save_revised(
        self,
        edition: Edition,
        email: Email,
        report: Report,
        shown: Iterable[str],
        at: datetime,
        material: bytes = b"",
    ) -> None:
        """Put a revised edition in the place of the one before. If its e-mail is another, its approval is void.

        What it was made of is kept as it was where none is given: the revisions say what has changed since.

        Raises StoreError once its sending has begun: readers would not all have got the same.
        """
        values = made_row(edition, email, report) | {"revised_at": at}
        if material:
            values["material"] = zlib.compress(material, 6)
        e = t.edition.c
        with self._engine.begin() as connection:
            _refuse_sent(connection, edition.id)
            before = connection.execute(sa.select(e.subject, e.html, e.text, e.images).where(e.id == edition.id)).one()
            connection.execute(sa.update(t.edition).where(e.id == edition.id).values(values))
            as_before = all(getattr(before, n) == values[n] for n in ("subject", "html", "text"))
            if not as_before or (before.images or []) != values["images"]:
                connection.execute(sa.delete(t.approval).where(t.approval.c.edition_id == edition.id))
            replace_shown(connection, edition.id, shown)
            replace_outcomes(connection, edition.id, report.outcomes)

    def approve(self, approval: Approval) -> None:
        """Record an approval; it takes the place of an earlier one."""
        row = {n: getattr(approval, n) for n in ("edition_id", "seal", "at", "by")}
        with self._engine.begin() as connection:
            connection.execute(sa.delete(t.approval).where(t.approval.c.edition_id == approval.edition_id))
            connection.execute(sa.insert(t.approval), {**row, "recipients": list(approval.recipients)})

    def withdraw(self, edition_id: str) -> bool:
        """Take an approval back; False if there was none. StoreError once its sending has begun."""
        with self._engine.begin() as connection:
            _refuse_sent(connection, edition_id)
            done = connection.execute(sa.delete(t.approval).where(t.approval.c.edition_id == edition_id))
            return bool(done.rowcount)

    def approval(self, edition_id: str) -> Approval | None:
        """The approval of an edition as it is now; None where it has not been approved, or was changed since."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(t.approval).where(t.approval.c.edition_id == edition_id)).first()
        if row is None:
            return None
        return Approval(
            edition_id=row.edition_id, seal=row.seal, recipients=tuple(row.recipients), at=utc(row.at), by=row.by
        )

    def discard(self, edition_id: str) -> None:
        """Take an edition away that went out to nobody, so that what it shows may come again; StoreError where somebody may have had it."""
        with self._engine.begin() as connection:
            d = t.delivery.c
            had = sa.select(sa.func.count()).where(d.mailing == edition_id, d.status.in_(_HAD))
            if connection.scalar(had):
                raise StoreError(f"{edition_id} has gone out; what readers have had cannot be taken back")
            for table in (t.shown, t.outcome, t.revision, t.approval):
                connection.execute(sa.delete(table).where(table.c.edition_id == edition_id))
            connection.execute(sa.delete(t.delivery).where(d.mailing == edition_id))
            connection.execute(sa.delete(t.edition).where(t.edition.c.id == edition_id))

    def not_gone_out(self, digest_id: str, before: str) -> tuple[str, ...]:
        """Ids of the editions made before one of a date, after the last that somebody may have had, the newest first."""
        e, d = t.edition.c, t.delivery.c
        had = sa.select(d.mailing).where(d.mailing == e.id, d.status.in_(_HAD)).exists()
        of_digest = (e.digest_id == digest_id, e.date < before)
        last = sa.select(sa.func.max(e.date)).where(*of_digest, had)
        with self._engine.connect() as connection:
            since = connection.scalar(last) or ""
            return tuple(connection.scalars(sa.select(e.id).where(*of_digest, e.date > since).order_by(e.date.desc())))

    def is_sending(self, edition_id: str) -> bool:
        """Whether the sending of an edition has begun."""
        with self._engine.connect() as connection:
            return _is_sending(connection, edition_id)


def _revisions(connection: sa.Connection, edition_id: str) -> tuple[Revision, ...]:
    query = sa.select(t.revision).where(t.revision.c.edition_id == edition_id).order_by(t.revision.c.number)
    return tuple(
        Revision(
            number=r.number,
            at=utc(r.at),
            editor=r.editor,
            changes=tuple(codec.decode(Change, c) for c in r.changes),
            undoes=r.undoes,
        )
        for r in connection.execute(query)
    )


def _revise(
    connection: sa.Connection, edition: Edition, changes: Sequence[Change], editor: str, at: datetime, undoes: int
) -> Revision:
    _refuse_sent(connection, edition.id)
    before = _revisions(connection, edition.id)
    stands = standing(c for r in before for c in r.changes)
    for change in changes:
        theirs = stands.get(change.about, "")
        if theirs not in (change.before, change.value):
            by = next((r.editor for r in reversed(before) if any(c.about == change.about for c in r.changes)), "")
            raise ConflictError(f"the {change.field}", change.value, theirs, by)
    revision = Revision(number=len(before) + 1, at=at, editor=editor, changes=tuple(changes), undoes=undoes)
    row = {"edition_id": edition.id, "number": revision.number, "at": at, "editor": editor, "undoes": undoes}
    connection.execute(sa.insert(t.revision), {**row, "changes": codec.encode(revision.changes)})
    reasons = {c.article_id: c.value for c in changes if c.field == "reason"}
    for change in changes:
        if change.field == "verdict":
            w = t.wish.c
            same = (w.digest_id == edition.digest_id) & (w.article_id == change.article_id)
            connection.execute(sa.delete(t.wish).where(same))
            if change.value:
                wish = {"kind": change.value, "reason": reasons.get(change.article_id, ""), "at": at}
                about = {"digest_id": edition.digest_id, "article_id": change.article_id}
                connection.execute(sa.insert(t.wish), {**about, **wish})
    return revision


def _refuse_sent(connection: sa.Connection, edition_id: str) -> None:
    if _is_sending(connection, edition_id):
        raise StoreError(
            f"{edition_id} is being sent or has been: readers would not all have the same; it can no longer be changed"
        )


def _is_sending(connection: sa.Connection, edition_id: str) -> bool:
    query = sa.select(t.delivery.c.recipient).where(t.delivery.c.mailing == edition_id).limit(1)
    return connection.execute(query).first() is not None
