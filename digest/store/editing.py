"""What was made: editions, what became of every candidate, what the editor wants. Every method is one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from digest import codec
from digest.errors import StoreError
from digest.model import (
    Article,
    Edition,
    Email,
    InlineImage,
    Outcome,
    Report,
    Wish,
    WishKind,
)
from digest.store import schema as t
from digest.store.part import Part, utc

_LATEST = "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An edition, the e-mail made of it, and the report of the run that made it."""

    edition: Edition
    email: Email
    report: Report


class Editing(Part):
    """The editions and wishes of one digest."""

    def save_edition(
        self, edition: Edition, email: Email, report: Report, shown: Iterable[str], at: datetime, material: bytes = b""
    ) -> None:
        """Save an edition with what it shows, what it was made of, and what became of every candidate.

        One a date: a second is refused.
        """
        with self._engine.begin() as connection:
            connection.execute(
                sa.insert(t.edition),
                {
                    "id": edition.id, "digest_id": edition.digest_id, "date": edition.date.isoformat(), "made_at": at,
                    **made_row(edition, email, report), "material": zlib.compress(material, 6) if material else None,
                },
            )  # fmt: skip
            replace_shown(connection, edition.id, shown)
            replace_outcomes(connection, edition.id, report.outcomes)

    def material(self, edition_id: str) -> bytes:
        """What an edition was made of; nothing where that was not kept."""
        with self._engine.connect() as connection:
            packed = connection.scalar(sa.select(t.edition.c.material).where(t.edition.c.id == edition_id))
        return zlib.decompress(packed) if packed else b""

    def save_outcomes(self, edition_id: str, outcomes: Sequence[Outcome]) -> None:
        """Keep what became of every candidate when there was no edition."""
        with self._engine.begin() as connection:
            replace_outcomes(connection, edition_id, outcomes)

    def edition(self, edition_id: str) -> Kept | None:
        """One edition as it was made; the id, its date alone, or ``latest``."""
        if edition_id == _LATEST:
            edition_id = next(iter(self.editions()), "")
        query = sa.select(t.edition).where(sa.or_(t.edition.c.id == edition_id, t.edition.c.date == edition_id))
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        edition = codec.decode(Edition, row.body)
        email = Email(
            edition_id=row.id, subject=row.subject, preheader=edition.preheader, html=row.html, text=row.text,
            images=tuple(codec.decode(InlineImage, i) for i in row.images or ()),
        )  # fmt: skip
        return Kept(edition=edition, email=email, report=codec.decode(Report, row.report))

    def existing(self, edition_id: str) -> Kept:
        """One edition as :meth:`edition` gives it; StoreError says which there are where there is none."""
        kept = self.edition(edition_id)
        if kept is None:
            there = ", ".join(self.editions()[:5]) or "none, `digest run` makes one"
            raise StoreError(f"there is no edition {edition_id!r}; there are: {there}")
        return kept

    def editions(self) -> tuple[str, ...]:
        """Ids of all editions, the newest first."""
        with self._engine.connect() as connection:
            return tuple(connection.scalars(sa.select(t.edition.c.id).order_by(t.edition.c.date.desc())))

    def shown(self, digest_id: str) -> dict[str, str]:
        """Article id: the latest edition that has shown it."""
        query = (
            sa.select(t.shown.c.article_id, t.edition.c.id)
            .join(t.edition, t.edition.c.id == t.shown.c.edition_id)
            .where(t.edition.c.digest_id == digest_id)
            .order_by(t.edition.c.date, t.shown.c.article_id)
        )
        with self._engine.connect() as connection:
            return {row.article_id: row.id for row in connection.execute(query)}

    def reports(self, digest_id: str, most: int) -> tuple[Report, ...]:
        """The reports of the latest editions, the newest first, at most so many."""
        e = t.edition.c
        query = sa.select(e.report).where(e.digest_id == digest_id).order_by(e.date.desc()).limit(most)
        with self._engine.connect() as connection:
            return tuple(codec.decode(Report, r) for r in connection.scalars(query))

    def last_made(self, digest_id: str) -> datetime | None:
        """When the latest edition was made."""
        query = sa.select(sa.func.max(t.edition.c.made_at)).where(t.edition.c.digest_id == digest_id)
        with self._engine.connect() as connection:
            at = connection.scalar(query)
        return utc(at) if at else None

    def wish(self, digest_id: str, wish: Wish, at: datetime) -> None:
        """Record a wish; it replaces an earlier one on the same article."""
        self.forget_wish(digest_id, wish.article_id)
        row = {"article_id": wish.article_id, "kind": wish.kind, "reason": wish.reason}
        with self._engine.begin() as connection:
            connection.execute(sa.insert(t.wish), {"digest_id": digest_id, "at": at, **row})

    def forget_wish(self, digest_id: str, article_id: str) -> bool:
        """Take a wish back; False if there was none."""
        w = t.wish.c
        query = sa.delete(t.wish).where(w.digest_id == digest_id, w.article_id == article_id)
        with self._engine.begin() as connection:
            return bool(connection.execute(query).rowcount)

    def wishes(self, digest_id: str) -> tuple[Wish, ...]:
        """The wishes that stand, the earliest first: a pin that an edition has fulfilled since does not."""
        w, e, shown = t.wish.c, t.edition.c, t.shown.c
        fulfilled = (
            sa.select(shown.article_id)
            .join(t.edition, e.id == shown.edition_id)
            .where(
                e.digest_id == digest_id,
                shown.article_id == w.article_id,
                sa.func.coalesce(e.revised_at, e.made_at) >= w.at,
            )
            .exists()
        )
        query = sa.select(t.wish).where(w.digest_id == digest_id, (w.kind == "drop") | ~fulfilled)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(w.at, w.article_id))
            return tuple(Wish(article_id=r.article_id, kind=r.kind, reason=r.reason) for r in rows)

    def wished(self, digest_id: str) -> tuple[tuple[Article, WishKind], ...]:
        """The articles the editor has judged, and how, in the order of the verdicts."""
        w = t.wish.c
        query = (
            sa.select(t.article.c.body, w.kind)
            .join(t.article, t.article.c.id == w.article_id)
            .where(w.digest_id == digest_id)
            .order_by(w.at, w.article_id)
        )
        with self._engine.connect() as connection:
            return tuple((codec.decode(Article, r.body), r.kind) for r in connection.execute(query))

    def ran(self, digest_id: str, most: int) -> tuple[tuple[str, Article], ...]:
        """(edition id, article) of the items that stood in earlier editions, the latest first, at most so many."""
        o, e = t.outcome.c, t.edition.c
        query = (
            sa.select(o.edition_id, t.article.c.body)
            .join(t.edition, e.id == o.edition_id)
            .join(t.article, t.article.c.id == o.article_id)
            .where(e.digest_id == digest_id, o.stage == "choose", o.outcome == "in the edition")
            .order_by(o.edition_id.desc(), o.id)
            .limit(most)
        )
        with self._engine.connect() as connection:
            return tuple((r.edition_id, codec.decode(Article, r.body)) for r in connection.execute(query))

    def refetched(self, digest_id: str, since: datetime, until: datetime) -> dict[str, list[str]]:
        """Edition id: ids of the articles it showed, collected before, that were read anew in (since, until]; the latest edition of each."""
        a, d, o, e = t.article.c, t.document.c, t.outcome.c, t.edition.c
        query = (
            sa.select(a.id, sa.func.max(o.edition_id).label("edition_id"))
            .join(t.document, d.url == a.document_url)
            .join(t.outcome, o.article_id == a.id)
            .join(t.edition, e.id == o.edition_id)
            .where(e.digest_id == digest_id, o.stage == "choose", o.outcome == "in the edition")
            .where(d.fetched_at > since, d.fetched_at <= until, a.first_seen <= since)
            .group_by(a.id)
            .order_by(a.id)
        )
        found: dict[str, list[str]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                found.setdefault(row.edition_id, []).append(row.id)
        return found

    def outcomes(self, article_id: str) -> tuple[tuple[str, Outcome], ...]:
        """(edition id, outcome) for an article, in the order of the stages."""
        query = sa.select(t.outcome).where(t.outcome.c.article_id == article_id).order_by(t.outcome.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return tuple(
            (
                r.edition_id,
                Outcome(article_id=r.article_id, url="", title="", stage=r.stage, outcome=r.outcome, detail=r.detail),
            )
            for r in rows
        )


def made_row(edition: Edition, email: Email, report: Report) -> dict[str, Any]:
    """The columns that hold what was made."""
    return {
        "body": codec.encode(edition), "subject": email.subject, "html": email.html, "text": email.text,
        "images": codec.encode(email.images), "report": codec.encode(report),
    }  # fmt: skip


def replace_shown(connection: sa.Connection, edition_id: str, shown: Iterable[str]) -> None:
    """Put the ids of what an edition shows in the place of those it showed before."""
    connection.execute(sa.delete(t.shown).where(t.shown.c.edition_id == edition_id))
    if rows := [{"edition_id": edition_id, "article_id": i} for i in sorted(set(shown))]:
        connection.execute(sa.insert(t.shown), rows)


def replace_outcomes(connection: sa.Connection, edition_id: str, outcomes: Sequence[Outcome]) -> None:
    """Put what became of every candidate in the place of what was told before."""
    connection.execute(sa.delete(t.outcome).where(t.outcome.c.edition_id == edition_id))
    rows = [
        {
            "edition_id": edition_id,
            "article_id": o.article_id,
            "stage": o.stage,
            "outcome": o.outcome,
            "detail": o.detail,
        }
        for o in outcomes
    ]
    if rows:
        connection.execute(sa.insert(t.outcome), rows)
