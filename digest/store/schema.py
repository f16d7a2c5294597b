"""The tables. A change here comes with a migration in ``migrations/versions`` and a new HEAD."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0006"
"""The newest migration."""

metadata = MetaData()

document = Table(
    "document", metadata,
    Column("url", Text, primary_key=True),
    Column("source_id", String(64), nullable=False),
    Column("fetched_at", DateTime(timezone=True), nullable=False),
    Column("media_type", String(127), nullable=False),
    Column("charset", String(64), nullable=False),
    Column("hints", JSON, nullable=False),
    Column("origin", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),  # zlib
    Column("carried", LargeBinary),  # zlib
    Index("document_source", "source_id"),
)  # fmt: skip

article = Table(
    "article", metadata,
    Column("id", String(12), primary_key=True),
    Column("document_url", Text, ForeignKey("document.url"), nullable=False),
    Column("source_id", String(64), nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", DateTime(timezone=True)),
    Column("first_seen", DateTime(timezone=True), nullable=False),
    Column("body", JSON, nullable=False),
    Column("sketch", LargeBinary),
    Index("article_first_seen", "first_seen"),
    Index("article_url", "url"),
)  # fmt: skip

furniture = Table(
    "furniture", metadata,
    Column("source_id", String(64), primary_key=True),
    Column("key", String(16), primary_key=True),
    Column("text", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("last_seen", DateTime(timezone=True), nullable=False),
    Column("verdict", String(8), nullable=False),
)  # fmt: skip

validator = Table(
    "validator", metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
)  # fmt: skip

edition = Table(
    "edition", metadata,
    Column("id", String(96), primary_key=True),
    Column("digest_id", String(64), nullable=False),
    Column("date", String(10), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("body", JSON, nullable=False),
    Column("subject", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("report", JSON, nullable=False),
    Column("material", LargeBinary),  # zlib
    Column("images", JSON),
    Column("revised_at", DateTime(timezone=True)),
    UniqueConstraint("digest_id", "date", name="one_edition_a_date"),
)  # fmt: skip

shown = Table(
    "shown", metadata,
    Column("edition_id", String(96), ForeignKey("edition.id"), primary_key=True),
    Column("article_id", String(12), primary_key=True),
    Index("shown_article", "article_id"),
)  # fmt: skip

wish = Table(
    "wish", metadata,
    Column("digest_id", String(64), primary_key=True),
    Column("article_id", String(12), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)  # fmt: skip

revision = Table(
    "revision", metadata,
    Column("edition_id", String(96), ForeignKey("edition.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("editor", Text, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("undoes", Integer, nullable=False),
)  # fmt: skip

approval = Table(
    "approval", metadata,
    Column("edition_id", String(96), ForeignKey("edition.id"), primary_key=True),
    Column("seal", String(64), nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Text, nullable=False),
)  # fmt: skip

outcome = Table(
    "outcome", metadata,
    Column("id", Integer, primary_key=True),
    Column("edition_id", String(96), nullable=False),
    Column("article_id", String(12), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index("outcome_article", "article_id"),
)  # fmt: skip

delivery = Table(
    "delivery", metadata,
    Column("mailing", String(400), primary_key=True),
    Column("recipient", String(320), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("status", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("detail", Text, nullable=False),
)  # fmt: skip

run = Table(
    "run", metadata,
    Column("id", Integer, primary_key=True),
    Column("digest_id", String(64), nullable=False),
    Column("edition_date", String(10), nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("message", Text, nullable=False),
    Index("run_date", "digest_id", "edition_date"),
)  # fmt: skip
