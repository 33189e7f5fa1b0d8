"""Everything that a complete API remembers: keys, cache, webhooks, usage, schemas, rubrics, custom processors."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COUNT_EXECUTIONS = """
UPDATE lineup_pipelines SET execution_count = (
    SELECT count(*) FROM lineup_executions WHERE lineup_executions.pipeline_id = lineup_pipelines.pipeline_id
)
"""

_PARTIAL_INDEXES = (
    ("lineup_executions_kept_by_completed_at", "completed_at", "results_deleted_at IS NULL"),
    ("lineup_executions_kept_by_blob_key", "blob_key", "results_deleted_at IS NULL"),
    ("lineup_executions_open_by_key", "key_id", "status IN ('pending', 'running')"),
)


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "lineup_counters",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "lineup_custom_processors",
        sa.Column("processor_id", sa.String(length=32), nullable=False),
        sa.Column("active_version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("processor_id"),
    )
    op.create_table(
        "lineup_documents",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("document_type", sa.String(length=32), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("counted", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "lineup_eval_rubrics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("eval_definition", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("source_processor_id", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("version_history", sa.JSON(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "lineup_extraction_schemas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schema_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("schema_json", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("version_history", sa.JSON(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("schema_id"),
    )
    op.create_table(
        "lineup_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("requests_per_minute", sa.Integer(), nullable=True),
        sa.Column("concurrent_runs", sa.Integer(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "lineup_step_cache",
        sa.Column("cache_key", sa.String(length=64), nullable=False),
        sa.Column("execution_id", sa.String(length=32), nullable=False),
        sa.Column("step_index", sa.Integer(), nullable=False),
        sa.Column("result_key", sa.String(), nullable=False),
        sa.Column("checkpoint_key", sa.String(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("billable_pages", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("cache_key"),
    )
    with op.batch_alter_table("lineup_step_cache", schema=None) as batch_op:
        batch_op.create_index("lineup_step_cache_by_execution", ["execution_id"], unique=False)
        batch_op.create_index("lineup_step_cache_by_result_key", ["result_key"], unique=False)
        batch_op.create_index(
            "lineup_step_cache_by_checkpoint_key", ["checkpoint_key"], unique=False
        )

    op.create_table(
        "lineup_usage",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("pipeline_id", sa.String(length=32), nullable=False),
        sa.Column("pipeline_version", sa.Integer(), nullable=False),
        sa.Column("step_type", sa.String(length=64), nullable=False),
        sa.Column("completed", sa.Integer(), nullable=False),
        sa.Column("with_errors", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("cancelled", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("reused", sa.Integer(), nullable=False),
        sa.Column("pages", sa.BigInteger(), nullable=False),
        sa.Column("milliseconds", sa.BigInteger(), nullable=False),
        sa.Column("billed_microcents", sa.BigInteger(), nullable=False),
        sa.Column("estimated_microcents", sa.BigInteger(), nullable=False),
        sa.Column("saved_microcents", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "pipeline_id", "pipeline_version", "step_type"),
    )
    op.create_table(
        "lineup_webhook_deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.String(length=32), nullable=False),
        sa.Column("execution_id", sa.String(length=32), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("check_url", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_status_code", sa.Integer(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("delivery_id"),
        sa.UniqueConstraint("execution_id"),
    )
    with op.batch_alter_table("lineup_webhook_deliveries", schema=None) as batch_op:
        batch_op.create_index(
            "lineup_webhook_deliveries_by_status", ["status", "due_at"], unique=False
        )

    with op.batch_alter_table("lineup_execution_steps", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cache_key", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("reused", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("reused_from", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("billable_pages", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("billed_microcents", sa.BigInteger(), nullable=True))
        batch_op.create_index(
            "lineup_execution_steps_by_checkpoint_id", ["checkpoint_id"], unique=False
        )
        batch_op.create_index("lineup_execution_steps_by_result_key", ["result_key"], unique=False)
        batch_op.create_index(
            "lineup_execution_steps_by_checkpoint_key", ["checkpoint_key"], unique=False
        )

    with op.batch_alter_table("lineup_executions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seconds", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("pages_in_flight", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("key_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("source_execution_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("results_deleted_at", sa.DateTime(timezone=True), nullable=True)
        )
        for name, column, condition in _PARTIAL_INDEXES:
            where = sa.text(condition)
            batch_op.create_index(
                name, [column], unique=False, sqlite_where=where, postgresql_where=where
            )

    with op.batch_alter_table("lineup_files", schema=None) as batch_op:
        batch_op.alter_column(
            "size", existing_type=sa.INTEGER(), type_=sa.BigInteger(), existing_nullable=True
        )
        batch_op.add_column(sa.Column("processing_location", sa.String(length=16), nullable=True))
        batch_op.create_index("lineup_files_by_blob_key", ["blob_key"], unique=False)

    with op.batch_alter_table("lineup_pipelines", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("execution_count", sa.Integer(), nullable=False, server_default="0")
        )

    op.execute(_COUNT_EXECUTIONS)
    _measure_executions()


def _measure_executions() -> None:
    seconds = (
        "(julianday(completed_at) - julianday(started_at)) * 86400"
        if op.get_bind().dialect.name == "sqlite"
        else "EXTRACT(EPOCH FROM completed_at - started_at)"
    )
    op.execute(
        f"UPDATE lineup_executions SET seconds = {seconds} "  # noqa: S608 (no text from outside)
        "WHERE started_at IS NOT NULL AND completed_at IS NOT NULL"
    )


def downgrade() -> None:
    """Take this revision back."""
    with op.batch_alter_table("lineup_pipelines", schema=None) as batch_op:
        batch_op.drop_column("execution_count")

    with op.batch_alter_table("lineup_files", schema=None) as batch_op:
        batch_op.drop_index("lineup_files_by_blob_key")
        batch_op.drop_column("processing_location")
        batch_op.alter_column(
            "size", existing_type=sa.BigInteger(), type_=sa.INTEGER(), existing_nullable=True
        )

    with op.batch_alter_table("lineup_executions", schema=None) as batch_op:
        for name, _, _ in _PARTIAL_INDEXES:
            batch_op.drop_index(name)
        batch_op.drop_column("results_deleted_at")
        batch_op.drop_column("cancelled_at")
        batch_op.drop_column("source_execution_id")
        batch_op.drop_column("key_id")
        batch_op.drop_column("pages_in_flight")
        batch_op.drop_column("seconds")

    with op.batch_alter_table("lineup_execution_steps", schema=None) as batch_op:
        batch_op.drop_index("lineup_execution_steps_by_checkpoint_key")
        batch_op.drop_index("lineup_execution_steps_by_result_key")
        batch_op.drop_index("lineup_execution_steps_by_checkpoint_id")
        batch_op.drop_column("billed_microcents")
        batch_op.drop_column("billable_pages")
        batch_op.drop_column("reused_from")
        batch_op.drop_column("reused")
        batch_op.drop_column("cache_key")

    with op.batch_alter_table("lineup_webhook_deliveries", schema=None) as batch_op:
        batch_op.drop_index("lineup_webhook_deliveries_by_status")

    op.drop_table("lineup_webhook_deliveries")
    op.drop_table("lineup_usage")
    with op.batch_alter_table("lineup_step_cache", schema=None) as batch_op:
        batch_op.drop_index("lineup_step_cache_by_checkpoint_key")
        batch_op.drop_index("lineup_step_cache_by_result_key")
        batch_op.drop_index("lineup_step_cache_by_execution")

    op.drop_table("lineup_step_cache")
    op.drop_table("lineup_keys")
    op.drop_table("lineup_extraction_schemas")
    op.drop_table("lineup_eval_rubrics")
    op.drop_table("lineup_documents")
    op.drop_table("lineup_custom_processors")
    op.drop_table("lineup_counters")
