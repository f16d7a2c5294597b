"""The editor's desk: what was set and taken back, what was approved; pictures that travel with an e-mail."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns and the tables."""
    op.add_column("edition", sa.Column("images", sa.JSON))
    op.add_column("edition", sa.Column("revised_at", sa.DateTime(timezone=True)))
    op.create_table(
        "revision",
        sa.Column("edition_id", sa.String(96), sa.ForeignKey("edition.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("editor", sa.Text, nullable=False),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.Column("undoes", sa.Integer, nullable=False),
    )
    op.create_table(
        "approval",
        sa.Column("edition_id", sa.String(96), sa.ForeignKey("edition.id"), primary_key=True),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("recipients", sa.JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
    )
