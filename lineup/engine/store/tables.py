"""The engine's tables, in DBOS's database so that an execution and its place in the queue are one transaction."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, TypeDecorator, UniqueConstraint
from sqlalchemy import DateTime as SqlDateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from lineup.contract.wire import JsonObject, as_utc


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, with its offset on both sides; SQLite keeps none."""

    impl = SqlDateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the moment as it is stored."""
        return None if value is None else as_utc(value)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the stored moment with its offset."""
        return None if value is None else as_utc(value)


class Table(DeclarativeBase):
    """What all tables share."""

    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own form)
        datetime: UtcDateTime(),
        JsonObject: JSON(),
        list[JsonObject]: JSON(),
    }


class PipelineRow(Table):
    """A pipeline and its draft."""

    __tablename__ = "lineup_pipelines"

    id: Mapped[int] = mapped_column(primary_key=True)
    pipeline_id: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str | None]
    steps: Mapped[list[JsonObject]]
    is_saved: Mapped[bool] = mapped_column(default=False)
    archived: Mapped[bool] = mapped_column(default=False)
    active_version: Mapped[int] = mapped_column(default=0)
    created: Mapped[datetime]
    updated: Mapped[datetime]


class VersionRow(Table):
    """A published version; never changed after it was written."""

    __tablename__ = "lineup_pipeline_versions"
    __table_args__ = (UniqueConstraint("pipeline", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pipeline: Mapped[int] = mapped_column(ForeignKey("lineup_pipelines.id"))
    version: Mapped[int]
    steps: Mapped[list[JsonObject]]
    description: Mapped[str | None]
    created: Mapped[datetime]


class ExecutionRow(Table):
    """One run; `id` grows with time, so it is the order of the list."""

    __tablename__ = "lineup_executions"
    __table_args__ = (
        Index("lineup_executions_by_pipeline", "pipeline_id", "id"),
        Index("lineup_executions_by_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    execution_id: Mapped[str] = mapped_column(String(32), unique=True)
    pipeline_id: Mapped[str] = mapped_column(ForeignKey("lineup_pipelines.pipeline_id"))
    pipeline_version: Mapped[int]
    status: Mapped[str] = mapped_column(String(32))
    document_name: Mapped[str | None]
    blob_key: Mapped[str | None]
    created: Mapped[datetime]
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    page_count: Mapped[int | None]
    billed_cents: Mapped[int | None]
    error_message: Mapped[str | None]
    config_snapshot: Mapped[JsonObject]
    input_config: Mapped[JsonObject]
    rate_breakdown: Mapped[JsonObject]
    steps: Mapped[list["StepRow"]] = relationship(
        order_by="StepRow.step_index", lazy="selectin", cascade="all, delete-orphan"
    )


class StepRow(Table):
    """One node of an execution's graph."""

    __tablename__ = "lineup_execution_steps"
    __table_args__ = (UniqueConstraint("execution", "step_index"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    execution: Mapped[int] = mapped_column(ForeignKey("lineup_executions.id"))
    step_index: Mapped[int]
    step_type: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(32))
    lookup_key: Mapped[str] = mapped_column(String(32), unique=True)
    source_step_type: Mapped[str | None] = mapped_column(String(64))
    checkpoint_id: Mapped[str | None] = mapped_column(String(32))
    attempt: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    error_message: Mapped[str | None]
    result_key: Mapped[str | None]
    checkpoint_key: Mapped[str | None]
    page_count: Mapped[int | None]
    has_errors: Mapped[bool] = mapped_column(default=False)


class FileRow(Table):
    """An uploaded file; `id` is the wire's `file_id`, `reference` what a run names it by."""

    __tablename__ = "lineup_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(64), unique=True)
    filename: Mapped[str]
    content_type: Mapped[str]
    status: Mapped[str] = mapped_column(String(16))
    size: Mapped[int | None]
    blob_key: Mapped[str | None]
    created: Mapped[datetime]
