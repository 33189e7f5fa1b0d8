"""Find runs by their state: those that are open are looked for each second, however many have ended.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change what the revision before left."""
    op.create_index("workspace_cells_by_state", "workspace_cells", ["state", "comparison"])
