"""What has been read: documents, articles, what recurs on the pages of a source. Every method is one transaction."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from digest import codec
from digest.model import (
    Article,
    Document,
    Furniture,
    Hints,
    Verdict,
)
from digest.store import schema as t
from digest.store.part import Part, utc

Sketch = Callable[[Article], bytes]
"""What an article is found by, as :func:`digest.group.packed` gives it."""
_AT_ONCE = 500


class Reading(Part):
    """The documents and articles of one digest."""

    def keep(
        self,
        readings: Iterable[tuple[Document, Sequence[Article]]],
        validators: Mapping[str, tuple[str, str]],
        sketch: Sketch | None = None,
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

    def arrived(self, since: datetime, until: datetime) -> frozenset[str]:
        """Ids of the articles first seen in [since, until]."""
        a = t.article.c
        query = sa.select(a.id).where(a.first_seen >= since, a.first_seen <= until)
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(query))

    def articles_until(self, until: datetime) -> tuple[Article, ...]:
        """All articles first seen until then, in the order of their ids."""
        return self.articles(datetime(1970, 1, 1, tzinfo=UTC), until)

    def sketches(self, before: datetime) -> list[tuple[str, bytes]]:
        """(id, sketch) of the articles first seen before an instant, in the order of their ids."""
        a = t.article.c
        query = sa.select(a.id, a.sketch).where(a.first_seen < before, a.sketch.is_not(None)).order_by(a.id)
        with self._engine.connect() as connection:
            return [(row.id, row.sketch) for row in connection.execute(query)]

    def sketch(self, draw: Sketch) -> None:
        """Draw the sketches of the articles that have none, as those of an older version of digest do."""
        a = t.article.c
        query = sa.select(a.id, a.body).where(a.sketch.is_(None)).order_by(a.id)
        with self._engine.begin() as connection:
            while rows := connection.execute(query.limit(_AT_ONCE)).all():
                for row in rows:
                    drawn = draw(codec.decode(Article, row.body))
                    connection.execute(sa.update(t.article).where(a.id == row.id).values(sketch=drawn))

    def ids_at(self, addresses: Iterable[str], before: datetime) -> frozenset[str]:
        """Ids of the articles at some addresses that were first seen before an instant."""
        a = t.article.c
        query = sa.select(a.id).where(a.url.in_(sorted(addresses)[:_AT_ONCE]), a.first_seen < before)
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(query))

    def first_seen(self, article_id: str) -> datetime | None:
        """When an article was first collected; None if it never was."""
        with self._engine.connect() as connection:
            at = connection.scalar(sa.select(t.article.c.first_seen).where(t.article.c.id == article_id))
        return utc(at) if at else None

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


def _document(row: sa.Row[Any]) -> Document:
    return Document(
        source_id=row.source_id, url=row.url, fetched_at=utc(row.fetched_at), media_type=row.media_type, charset=row.charset,
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
    connection: sa.Connection, document: Document, articles: Sequence[Article], sketch: Sketch | None
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
        row |= {
            "first_seen": first_seen.get(article.id, row["first_seen"]),
            "sketch": sketch(article) if sketch else None,
        }
        connection.execute(sa.insert(t.article), row)
