"""Comparisons of a pipeline's variants, their documents and their runs."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_OPEN = "compared_at IS NULL"
_WAITING = "execution_id IS NULL AND problem IS NULL"


def upgrade() -> None:
    """Apply this revision."""
    _add_comparisons()
    _add_documents()
    _add_runs()


def _add_comparisons() -> None:
    op.create_table(
        "lineup_comparisons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pipeline_id", sa.String(length=32), nullable=False),
        sa.Column("pipeline_version", sa.Integer(), nullable=False),
        sa.Column("compared_step", sa.String(length=16), nullable=False),
        sa.Column("variants", sa.JSON(), nullable=False),
        sa.Column("plans", sa.JSON(), nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=True),
        sa.Column("key_name", sa.String(length=200), nullable=False),
        sa.Column("concurrent_runs", sa.Integer(), nullable=True),
        sa.Column("created", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["pipeline_id"], ["lineup_pipelines.pipeline_id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "lineup_comparisons_by_pipeline_id", "lineup_comparisons", ["pipeline_id", "id"]
    )


def _add_documents() -> None:
    op.create_table(
        "lineup_comparison_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comparison", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("blob_key", sa.String(), nullable=False),
        sa.Column("claimed_until", _MOMENT, nullable=True),
        sa.Column("compared_at", _MOMENT, nullable=True),
        sa.Column("result_key", sa.String(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["comparison"], ["lineup_comparisons.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("comparison", "file_id"),
    )
    table = "lineup_comparison_documents"
    op.create_index(f"{table}_by_result_key", table, ["result_key"])
    op.create_index(
        f"{table}_open",
        table,
        ["comparison"],
        sqlite_where=sa.text(_OPEN),
        postgresql_where=sa.text(_OPEN),
    )


def _add_runs() -> None:
    op.create_table(
        "lineup_comparison_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("variant", sa.Integer(), nullable=False),
        sa.Column("execution_id", sa.String(length=32), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("is_compared", sa.Boolean(), nullable=False),
        sa.Column("won", sa.Integer(), nullable=True),
        sa.Column("decided", sa.Integer(), nullable=True),
        sa.Column("undecided", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["lineup_comparison_documents.id"]),
        sa.ForeignKeyConstraint(["execution_id"], ["lineup_executions.execution_id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("document", "variant"),
    )
    table = "lineup_comparison_runs"
    op.create_index(f"{table}_by_execution_id", table, ["execution_id"])
    op.create_index(
        f"{table}_waiting",
        table,
        ["document"],
        sqlite_where=sa.text(_WAITING),
        postgresql_where=sa.text(_WAITING),
    )
