"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "document",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("source_id", sa.String(64), nullable=False),
        sa.Column("fetched_at", moment, nullable=False),
        sa.Column("media_type", sa.String(127), nullable=False),
        sa.Column("charset", sa.String(64), nullable=False),
        sa.Column("hints", sa.JSON, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("document_url", sa.Text, sa.ForeignKey("document.url"), nullable=False),
        sa.Column("source_id", sa.String(64), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("published", moment),
        sa.Column("first_seen", moment, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
    )
    op.create_index("article_first_seen", "article", ["first_seen"])
    op.create_index("article_url", "article", ["url"])
    op.create_table(
        "validator",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
    )
    op.create_table(
        "edition",
        sa.Column("id", sa.String(96), primary_key=True),
        sa.Column("digest_id", sa.String(64), nullable=False),
        sa.Column("date", sa.String(10), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("report", sa.JSON, nullable=False),
        sa.UniqueConstraint("digest_id", "date", name="one_edition_a_date"),
    )
    op.create_table(
        "shown",
        sa.Column("edition_id", sa.String(96), sa.ForeignKey("edition.id"), primary_key=True),
        sa.Column("article_id", sa.String(12), primary_key=True),
    )
    op.create_index("shown_article", "shown", ["article_id"])
    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("edition_id", sa.String(96), nullable=False),
        sa.Column("article_id", sa.String(12), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_index("outcome_article", "outcome", ["article_id"])
    op.create_table(
        "delivery",
        sa.Column("mailing", sa.String(400), primary_key=True),
        sa.Column("recipient", sa.String(320), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest_id", sa.String(64), nullable=False),
        sa.Column("edition_date", sa.String(10), nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("finished", sa.Boolean, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
    )
    op.create_index("run_date", "run", ["digest_id", "edition_date"])
