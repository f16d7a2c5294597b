"""Sketches are drawn in another way: those there are would match nothing, and are drawn again when they are needed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Forget them."""
    op.execute(sa.text("UPDATE article SET sketch = NULL"))
