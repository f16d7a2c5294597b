"""What recurs on the pages of a source; what a feed carried of an article beside its page."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table and the column."""
    op.add_column("document", sa.Column("carried", sa.LargeBinary))
    op.create_table(
        "furniture",
        sa.Column("source_id", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(16), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(8), nullable=False),
    )
    op.create_index("document_source", "document", ["source_id"])
