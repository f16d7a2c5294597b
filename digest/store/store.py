"""Reading and writing the tables. Read :class:`Store`; every method is one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from digest import codec
from digest.model import (
    Article,
    Document,
    Edition,
    Email,
    Furniture,
    Hints,
    Outcome,
    Receipt,
    Report,
    Verdict,
    Wish,
    WishKind,
)
from digest.store import schema as t


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An edition, the e-mail made of it, and the report of the run that made it."""

    edition: Edition
    email: Email
    report: Report


class Store:
    """The memory of one digest."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    # what has been read

    def keep(
        self,
        readings: Iterable[tuple[Document, Sequence[Article]]],
        validators: Mapping[str, tuple[str, str]],
        sketch: Callable[[Article], bytes] = lambda _: b"",
    ) -> None:
        """Keep documents with their articles, and then the validators of the feeds they came from, in one transaction.

        An article that is known keeps the instant it was first seen. ``sketch`` gives what it is found by.
        """
        with self._engine.begin() as connection:
            for document, articles in readings:
                _replace_document(connection, document, articles, sketch)
            for url, (etag, modified) in validators.items():
                connection.execute(sa.delete(t.validator).where(t.validator.c.url == url))
                connection.execute(sa.insert(t.validator), {"url": url, "etag": etag, "last_modified": modified})

    def documents(self, source_id: str) -> Iterator[Document]:
        """The documents of one source as they came."""
        d = t.document
        query = sa.select(d).where(d.c.source_id == source_id).order_by(d.c.fetched_at, d.c.url)
        with self._engine.connect() as connection:
            yield from map(_document, connection.execute(query).all())

    def documents_of(self, article_ids: Iterable[str]) -> Iterator[Document]:
        """The documents that articles were read from."""
        d, a = t.document, t.article.c
        query = sa.select(d).join(t.article, a.document_url == d.c.url).where(a.id.in_(list(article_ids))).distinct()
        with self._engine.connect() as connection:
            yield from map(_document, connection.execute(query).all())

    # what recurs on the pages of a source

    def furniture(self, source_id: str) -> tuple[Furniture, ...]:
        """All blocks counted so far, the most frequent first."""
        f = t.furniture.c
        query = sa.select(t.furniture).where(f.source_id == source_id).order_by(f.pages.desc(), f.text)
        with self._engine.connect() as connection:
            return tuple(
                Furniture(source_id=r.source_id, key=r.key, text=r.text, pages=r.pages, verdict=r.verdict)
                for r in connection.execute(query)
            )

    def pages(self, source_id: str) -> int:
        """How many documents of a source are kept."""
        query = sa.select(sa.func.count()).where(t.document.c.source_id == source_id)
        with self._engine.connect() as connection:
            return int(connection.scalar(query) or 0)

    def keep_furniture(self, found: Iterable[Furniture], at: datetime) -> None:
        """Keep the counts; what stood on one page only, and not in the last ninety days, is forgotten."""
        f = t.furniture.c
        with self._engine.begin() as connection:
            for one in found:
                same = (f.source_id == one.source_id) & (f.key == one.key)
                values = {"pages": one.pages, "last_seen": at}
                if not connection.execute(
                    sa.update(t.furniture).where(same, f.pages <= one.pages).values(values)
                ).rowcount:
                    row = {
                        "source_id": one.source_id,
                        "key": one.key,
                        "text": one.text,
                        "verdict": one.verdict,
                        **values,
                    }
                    connection.execute(sa.insert(t.furniture), row)
            old = (f.pages == 1) & (f.verdict == "counted") & (f.last_seen < at - timedelta(days=90))
            connection.execute(sa.delete(t.furniture).where(old))

    def judge_furniture(self, source_id: str, key: str, verdict: Verdict) -> bool:
        """Record the editor's verdict on one block; False if no key begins so, or more than one does."""
        f = t.furniture.c
        same = (f.source_id == source_id) & f.key.like(f"{key}%")
        with self._engine.begin() as connection:
            if len(connection.execute(sa.select(f.key).where(same).limit(2)).all()) != 1:
                return False
            connection.execute(sa.update(t.furniture).where(same).values(verdict=verdict))
            return True

    def known_urls(self) -> frozenset[str]:
        """Addresses of all documents read so far."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(t.document.c.url, t.document.c.asked))
            return frozenset(address for row in rows for address in row if address)

    def validators(self) -> dict[str, tuple[str, str]]:
        """Address: (etag, last_modified)."""
        with self._engine.connect() as connection:
            return {row.url: (row.etag, row.last_modified) for row in connection.execute(sa.select(t.validator))}

    def articles(self, since: datetime, until: datetime) -> tuple[Article, ...]:
        """Articles first seen in [since, until], in the order of their ids."""
        seen = t.article.c.first_seen
        query = sa.select(t.article.c.body).where(seen >= since, seen <= until).order_by(t.article.c.id)
        with self._engine.connect() as connection:
            return tuple(codec.decode(Article, body) for body in connection.scalars(query))

    def articles_until(self, until: datetime) -> tuple[Article, ...]:
        """All articles first seen until then, in the order of their ids."""
        return self.articles(datetime(1970, 1, 1, tzinfo=UTC), until)

    def sketches(self, before: datetime) -> list[tuple[str, bytes]]:
        """(id, sketch) of the articles first seen before an instant, in the order of their ids."""
        a = t.article.c
        query = sa.select(a.id, a.sketch).where(a.first_seen < before, a.sketch.is_not(None)).order_by(a.id)
        with self._engine.connect() as connection:
            return [(row.id, row.sketch) for row in connection.execute(query)]

    def first_seen(self, article_id: str) -> datetime | None:
        """When an article was first collected; None if it never was."""
        with self._engine.connect() as connection:
            at = connection.scalar(sa.select(t.article.c.first_seen).where(t.article.c.id == article_id))
        return _utc(at) if at else None

    def articles_of(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """The articles of these ids, in the order of their ids."""
        wanted = sorted(ids)
        found: list[Article] = []
        with self._engine.connect() as connection:
            # A statement takes so many parameters.
            for part in range(0, len(wanted), 500):
                query = sa.select(t.article.c.body).where(t.article.c.id.in_(wanted[part : part + 500]))
                bodies = connection.scalars(query.order_by(t.article.c.id))
                found.extend(codec.decode(Article, body) for body in bodies)
        return tuple(found)

    def find(self, wanted: str) -> tuple[Article, ...]:
        """Articles by id or a beginning of it, by address, or by a beginning of the name of a saved file."""
        a, d = t.article.c, t.document.c
        like = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        matches = sa.or_(
            a.id.like(f"{like}%", escape="\\"),
            a.url == wanted,
            d.url == wanted,
            d.origin.like(f"file:%/{like}%", escape="\\"),
        )
        query = sa.select(a.body).join(t.document, d.url == a.document_url).where(matches).order_by(a.first_seen, a.id)
        with self._engine.connect() as connection:
            return tuple(codec.decode(Article, body) for body in connection.scalars(query))

    # editions

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
                    "body": codec.encode(edition), "subject": email.subject, "html": email.html, "text": email.text,
                    "report": codec.encode(report), "material": zlib.compress(material, 6) if material else None,
                },
            )  # fmt: skip
            if rows := [{"edition_id": edition.id, "article_id": i} for i in sorted(set(shown))]:
                connection.execute(sa.insert(t.shown), rows)
            _replace_outcomes(connection, edition.id, report.outcomes)

    def material(self, edition_id: str) -> bytes:
        """What an edition was made of; nothing where that was not kept."""
        with self._engine.connect() as connection:
            packed = connection.scalar(sa.select(t.edition.c.material).where(t.edition.c.id == edition_id))
        return zlib.decompress(packed) if packed else b""

    def save_outcomes(self, edition_id: str, outcomes: Sequence[Outcome]) -> None:
        """Keep what became of every candidate when there was no edition."""
        with self._engine.begin() as connection:
            _replace_outcomes(connection, edition_id, outcomes)

    def edition(self, edition_id: str) -> Kept | None:
        """One edition as it was made; the id, or its date alone."""
        query = sa.select(t.edition).where(sa.or_(t.edition.c.id == edition_id, t.edition.c.date == edition_id))
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        edition = codec.decode(Edition, row.body)
        email = Email(edition_id=row.id, subject=row.subject, preheader=edition.preheader, html=row.html, text=row.text)
        return Kept(edition=edition, email=email, report=codec.decode(Report, row.report))

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
        return _utc(at) if at else None

    def volumes(self, since: datetime) -> dict[str, int]:
        """How many articles of each source were first seen since."""
        a = t.article.c
        query = (
            sa.select(a.source_id, sa.func.count())
            .where(a.first_seen >= since)
            .group_by(a.source_id)
            .order_by(a.source_id)
        )
        with self._engine.connect() as connection:
            return {source: int(count) for source, count in connection.execute(query)}

    # what the editor wants

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
            .where(e.digest_id == digest_id, shown.article_id == w.article_id, e.made_at >= w.at)
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

    # runs

    def start_run(self, digest_id: str, date: str, at: datetime) -> int:
        """Note that a run has begun; returns its number."""
        row = {"digest_id": digest_id, "edition_date": date, "started_at": at, "finished": False, "message": ""}
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

    def unsent(self, digest_id: str) -> str:
        """The date of the latest edition that some recipient is still to be sent, or ""."""
        e, d = t.edition.c, t.delivery.c
        query = (
            sa.select(sa.func.max(e.date))
            .join(t.delivery, d.mailing == e.id)
            .where(e.digest_id == digest_id, d.status.in_(("pending", "claimed", "deferred")))
        )
        with self._engine.connect() as connection:
            return connection.scalar(query) or ""

    # deliveries (the Journal of digest.interfaces)

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
        query = (
            sa.select(d.recipient)
            .where(d.mailing == mailing, d.status.in_(("pending", "claimed", "deferred")))
            .order_by(d.position)
        )
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query))

    def claim(self, mailing: str, recipient: str, at: datetime) -> bool:
        """Take a row; False if it is done."""
        d = t.delivery.c
        query = (
            sa.update(t.delivery)
            .where(d.mailing == mailing, d.recipient == recipient, d.status.in_(("pending", "claimed", "deferred")))
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
            Receipt(edition_id=r.mailing, recipient=r.recipient, status=r.status, at=_utc(r.at), detail=r.detail)
            for r in rows
        )


def _document(row: sa.Row[Any]) -> Document:
    return Document(
        source_id=row.source_id, url=row.url, fetched_at=_utc(row.fetched_at), media_type=row.media_type, charset=row.charset,
        hints=codec.decode(Hints, row.hints), origin=row.origin, asked=row.asked, body=zlib.decompress(row.body),
        carried=zlib.decompress(row.carried) if row.carried else b"",
    )  # fmt: skip


def _document_row(document: Document) -> dict[str, Any]:
    return {
        "url": document.url, "source_id": document.source_id, "fetched_at": document.fetched_at, "media_type": document.media_type[:127],
        "charset": document.charset[:64], "hints": codec.encode(document.hints),
        "origin": document.origin,
        "asked": document.asked, "body": zlib.compress(document.body, 6),
        "carried": zlib.compress(document.carried, 6) if document.carried else None,
    }  # fmt: skip


def _article_row(document: Document, article: Article) -> dict[str, Any]:
    return {
        "id": article.id, "document_url": document.url, "source_id": article.source_id, "url": article.url, "title": article.title,
        "published": article.published, "first_seen": document.fetched_at, "body": codec.encode(article),
    }  # fmt: skip


def _replace_document(
    connection: sa.Connection, document: Document, articles: Sequence[Article], sketch: Callable[[Article], bytes]
) -> None:
    """A document read again replaces its articles; each keeps the instant it was first seen."""
    a = t.article.c
    ids = [x.id for x in articles]
    known = connection.execute(sa.select(a.id, a.first_seen).where(a.id.in_(ids)))
    first_seen = {row.id: row.first_seen for row in known}
    connection.execute(sa.delete(t.article).where(sa.or_(a.document_url == document.url, a.id.in_(ids))))
    connection.execute(sa.delete(t.document).where(t.document.c.url == document.url))
    connection.execute(sa.insert(t.document), _document_row(document))
    for article in {x.id: x for x in articles}.values():
        row = _article_row(document, article)
        row |= {"first_seen": first_seen.get(article.id, row["first_seen"]), "sketch": sketch(article) or None}
        connection.execute(sa.insert(t.article), row)


def _replace_outcomes(connection: sa.Connection, edition_id: str, outcomes: Sequence[Outcome]) -> None:
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


def _utc(at: datetime) -> datetime:
    """SQLite gives back instants without their zone."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)
