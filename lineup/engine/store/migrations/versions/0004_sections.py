"""The section that a node of an execution works on, where segment found several."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    op.add_column("lineup_execution_steps", sa.Column("section", sa.JSON(), nullable=True))
