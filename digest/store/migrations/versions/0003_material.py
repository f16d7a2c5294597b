"""What an edition was made of, so that it can be made again; what the editor wants of an article."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("edition", sa.Column("material", sa.LargeBinary))
    op.create_table(
        "wish",
        sa.Column("digest_id", sa.String(64), primary_key=True),
        sa.Column("article_id", sa.String(12), primary_key=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    # What stood in an edition is decided by a stage of its own since.
    op.execute("UPDATE outcome SET stage = 'choose' WHERE stage = 'compose'")
