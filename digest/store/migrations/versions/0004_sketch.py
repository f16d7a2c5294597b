"""What an article is found by among all others, so that a new one is placed without reading the rest."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; articles read before have none until they are read again."""
    op.add_column("article", sa.Column("sketch", sa.LargeBinary))
