"""Page images of executions whose document the workspace doesn't have."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    images = sa.Column("images", sa.JSON(), nullable=False, server_default="{}")
    op.add_column("workspace_executions", images)
