"""The engine's tables, in DBOS's database so that an execution and its place in the queue are one transaction."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from lineup.contract.wire import JsonObject
from lineup.databases.columns import UtcDateTime


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
    execution_count: Mapped[int] = mapped_column(default=0)
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


def _partial_index(name: str, column: str, *, where: str) -> Index:
    """Return an index of the rows alone of which the condition holds: small, and quick to keep up."""
    return Index(name, column, sqlite_where=text(where), postgresql_where=text(where))


OPEN = "status IN ('pending', 'running')"
"""Which executions have not ended, as SQL text: an index of those alone is used only where a query says the same words."""

_KEPT = "results_deleted_at IS NULL"


def _list_index(column: str, *filters: str) -> Index:
    """Return the index that lists executions in the order of a column; what else they are filtered by is read from it too."""
    return Index(f"lineup_executions_by_{column}", column, "id", *filters)


class ExecutionRow(Table):
    """One run; `id` grows with time, so it is the order of the list.

    `document_order` is what the document's name is sorted by, in small letters. `seconds` is the time from start to end,
    `pages_in_flight` the pages that the document holds while it is worked on, `source_execution_id` the execution that
    this one runs again, `key_id` whose key asked for it.
    """

    __tablename__ = "lineup_executions"
    __table_args__ = (
        _list_index("pipeline_id", "pipeline_version"),
        Index("lineup_executions_by_pipeline_and_status", "pipeline_id", "status", "id"),
        _list_index("status", "pipeline_id", "pipeline_version"),
        _list_index("seconds", "status", "pipeline_id", "pipeline_version"),
        _list_index("page_count", "status", "pipeline_id", "pipeline_version"),
        _list_index("billed_cents", "status", "pipeline_id", "pipeline_version"),
        _list_index("document_order", "status", "pipeline_id", "pipeline_version"),
        _partial_index("lineup_executions_kept_by_completed_at", "completed_at", where=_KEPT),
        _partial_index("lineup_executions_kept_by_blob_key", "blob_key", where=_KEPT),
        _partial_index("lineup_executions_open_by_key", "key_id", where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    execution_id: Mapped[str] = mapped_column(String(32), unique=True)
    pipeline_id: Mapped[str] = mapped_column(ForeignKey("lineup_pipelines.pipeline_id"))
    pipeline_version: Mapped[int]
    status: Mapped[str] = mapped_column(String(32))
    document_name: Mapped[str | None]
    document_order: Mapped[str | None] = mapped_column(String(100))
    blob_key: Mapped[str | None]
    created: Mapped[datetime]
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    page_count: Mapped[int | None]
    billed_cents: Mapped[int | None]
    error_message: Mapped[str | None]
    seconds: Mapped[float | None]
    pages_in_flight: Mapped[int | None]
    key_id: Mapped[int | None]
    source_execution_id: Mapped[str | None] = mapped_column(String(32))
    cancelled_at: Mapped[datetime | None]
    results_deleted_at: Mapped[datetime | None]
    config_snapshot: Mapped[JsonObject]
    input_config: Mapped[JsonObject]
    rate_breakdown: Mapped[JsonObject]
    steps: Mapped[list["StepRow"]] = relationship(
        order_by="StepRow.step_index", lazy="selectin", cascade="all, delete-orphan"
    )


class ExecutionTextRow(Table):
    """What an execution is found by, in small letters; apart from its row, so that looking through a million stays quick.

    What a pipeline is found by stands in its own row only.
    """

    __tablename__ = "lineup_execution_texts"

    id: Mapped[int] = mapped_column(ForeignKey("lineup_executions.id"), primary_key=True)
    pipeline_id: Mapped[str] = mapped_column(String(32))
    text: Mapped[str]


class StepRow(Table):
    """One node of an execution's graph.

    `reused` says where a result that was not made anew comes from: `cache`, `checkpoint` or `rerun`; `reused_from` names
    its execution. `billable_pages` are what the bill counts, `billed_microcents` is exact, in millionths of a cent.
    `section` is the part of the document that a node works on which was added for it; None for the pipeline's own steps.
    """

    __tablename__ = "lineup_execution_steps"
    __table_args__ = (
        UniqueConstraint("execution", "step_index"),
        Index("lineup_execution_steps_by_checkpoint_id", "checkpoint_id"),
        Index("lineup_execution_steps_by_result_key", "result_key"),
        Index("lineup_execution_steps_by_checkpoint_key", "checkpoint_key"),
    )

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
    cache_key: Mapped[str | None] = mapped_column(String(64))
    reused: Mapped[str | None] = mapped_column(String(16))
    reused_from: Mapped[str | None] = mapped_column(String(32))
    billable_pages: Mapped[int | None]
    billed_microcents: Mapped[int | None] = mapped_column(BigInteger)
    section: Mapped[JsonObject | None] = mapped_column(JSON(none_as_null=True))


class FileRow(Table):
    """An uploaded file; `id` is the wire's `file_id`, `reference` what a run names it by."""

    __tablename__ = "lineup_files"
    __table_args__ = (Index("lineup_files_by_blob_key", "blob_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(64), unique=True)
    filename: Mapped[str]
    content_type: Mapped[str]
    status: Mapped[str] = mapped_column(String(16))
    size: Mapped[int | None] = mapped_column(BigInteger)
    blob_key: Mapped[str | None]
    processing_location: Mapped[str | None] = mapped_column(String(16))
    created: Mapped[datetime]


class DocumentRow(Table):
    """What was found out once about a document's bytes; `pages` is None where they can't be counted."""

    __tablename__ = "lineup_documents"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    document_type: Mapped[str | None] = mapped_column(String(32))
    pages: Mapped[int | None]
    counted: Mapped[datetime]


class CacheRow(Table):
    """A completed step's result, found again by what it was made of: document, pages, and the chain of steps up to it."""

    __tablename__ = "lineup_step_cache"
    __table_args__ = (
        Index("lineup_step_cache_by_execution", "execution_id"),
        Index("lineup_step_cache_by_result_key", "result_key"),
        Index("lineup_step_cache_by_checkpoint_key", "checkpoint_key"),
    )

    cache_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    execution_id: Mapped[str] = mapped_column(String(32))
    step_index: Mapped[int]
    result_key: Mapped[str]
    checkpoint_key: Mapped[str]
    page_count: Mapped[int]
    billable_pages: Mapped[int]
    created: Mapped[datetime]


class KeyRow(Table):
    """An API key: only the SHA-256 of the secret is kept. Limits of None are the engine's own."""

    __tablename__ = "lineup_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    requests_per_minute: Mapped[int | None]
    concurrent_runs: Mapped[int | None]
    created: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class DeliveryRow(Table):
    """The webhook of one execution, from submit on; `due_at` is None until the execution ends and once it is settled.

    `claimed_by` names the worker that is sending it, which holds it until `claimed_until`.
    """

    __tablename__ = "lineup_webhook_deliveries"
    __table_args__ = (Index("lineup_webhook_deliveries_by_status", "status", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[str] = mapped_column(String(32), unique=True)
    execution_id: Mapped[str] = mapped_column(String(32), unique=True)
    url: Mapped[str]
    host: Mapped[str]
    check_url: Mapped[str]
    status: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None]
    claimed_until: Mapped[datetime | None]
    last_status_code: Mapped[int | None]
    last_error: Mapped[str | None]
    created: Mapped[datetime]
    delivered_at: Mapped[datetime | None]


class CounterRow(Table):
    """A number that only grows, kept so that telling it needs no counting of rows."""

    __tablename__ = "lineup_counters"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger, default=0)


class UsageRow(Table):
    """Sums of a day (UTC), counted when an execution ends. An empty `step_type` counts executions, the others steps.

    `cancelled` is a part of `failed`, `estimated_microcents` the part of the bill whose rates are assumptions.
    """

    __tablename__ = "lineup_usage"

    day: Mapped[date] = mapped_column(primary_key=True)
    pipeline_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    pipeline_version: Mapped[int] = mapped_column(primary_key=True)
    step_type: Mapped[str] = mapped_column(String(64), primary_key=True)
    completed: Mapped[int] = mapped_column(default=0)
    with_errors: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    cancelled: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)
    reused: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(BigInteger, default=0)
    milliseconds: Mapped[int] = mapped_column(BigInteger, default=0)
    billed_microcents: Mapped[int] = mapped_column(BigInteger, default=0)
    estimated_microcents: Mapped[int] = mapped_column(BigInteger, default=0)
    saved_microcents: Mapped[int] = mapped_column(BigInteger, default=0)


class SchemaRow(Table):
    """A saved extraction schema; `version_history` holds the earlier versions, oldest first."""

    __tablename__ = "lineup_extraction_schemas"

    id: Mapped[int] = mapped_column(primary_key=True)
    schema_id: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str | None]
    schema_json: Mapped[JsonObject]
    version: Mapped[int] = mapped_column(default=1)
    version_history: Mapped[list[JsonObject]]
    archived: Mapped[bool] = mapped_column(default=False)
    created: Mapped[datetime]
    updated: Mapped[datetime]


class RubricRow(Table):
    """An eval rubric; `version_history` holds the earlier versions, oldest first."""

    __tablename__ = "lineup_eval_rubrics"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str | None]
    eval_definition: Mapped[JsonObject]
    source: Mapped[str] = mapped_column(String(32))
    source_processor_id: Mapped[str | None] = mapped_column(String(32))
    version: Mapped[int] = mapped_column(default=1)
    version_history: Mapped[list[JsonObject]]
    archived: Mapped[bool] = mapped_column(default=False)
    created: Mapped[datetime]
    updated: Mapped[datetime]


class CustomProcessorRow(Table):
    """What this engine's owner chose about an installed custom processor."""

    __tablename__ = "lineup_custom_processors"

    processor_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    active_version: Mapped[int]
    archived: Mapped[bool] = mapped_column(default=False)
    created: Mapped[datetime]


class ComparisonRow(Table):
    """A comparison of a pipeline's variants on some documents (contract §8.2); what came of it stands in the other tables.

    `variants` holds what each is called and changes, and its rate; `plans` the steps that it runs, frozen at the start.
    `key_id`, `key_name` and `concurrent_runs` are those of who asked: its runs are started within that limit.
    """

    __tablename__ = "lineup_comparisons"
    __table_args__ = (Index("lineup_comparisons_by_pipeline_id", "pipeline_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pipeline_id: Mapped[str] = mapped_column(ForeignKey("lineup_pipelines.pipeline_id"))
    pipeline_version: Mapped[int]
    compared_step: Mapped[str] = mapped_column(String(16))
    variants: Mapped[list[JsonObject]]
    plans: Mapped[list[JsonObject]]
    key_id: Mapped[int | None]
    key_name: Mapped[str] = mapped_column(String(200))
    concurrent_runs: Mapped[int | None]
    created: Mapped[datetime]


class ComparisonDocumentRow(Table):
    """A document of a comparison: what its variants differ in lies under `result_key`, until their results are deleted.

    `compared_at` is when it was settled; `problem` says why nothing could be compared. A worker holds it until
    `claimed_until`.
    """

    __tablename__ = "lineup_comparison_documents"
    __table_args__ = (
        UniqueConstraint("comparison", "file_id"),
        Index("lineup_comparison_documents_by_result_key", "result_key"),
        _partial_index(
            "lineup_comparison_documents_open", "comparison", where="compared_at IS NULL"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    comparison: Mapped[int] = mapped_column(ForeignKey("lineup_comparisons.id"))
    file_id: Mapped[int]
    file_name: Mapped[str]
    reference: Mapped[str] = mapped_column(String(64))
    blob_key: Mapped[str]
    claimed_until: Mapped[datetime | None]
    compared_at: Mapped[datetime | None]
    result_key: Mapped[str | None]
    problem: Mapped[str | None]


class ComparisonRunRow(Table):
    """One variant on one document: its execution once that was started, and how it fared against the others.

    `problem` says why no execution could be started. The counts are None until the document was compared.
    """

    __tablename__ = "lineup_comparison_runs"
    __table_args__ = (
        UniqueConstraint("document", "variant"),
        Index("lineup_comparison_runs_by_execution_id", "execution_id"),
        _partial_index(
            "lineup_comparison_runs_waiting",
            "document",
            where="execution_id IS NULL AND problem IS NULL",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[int] = mapped_column(ForeignKey("lineup_comparison_documents.id"))
    variant: Mapped[int]
    execution_id: Mapped[str | None] = mapped_column(ForeignKey("lineup_executions.execution_id"))
    problem: Mapped[str | None]
    is_compared: Mapped[bool] = mapped_column(default=False)
    won: Mapped[int | None]
    decided: Mapped[int | None]
    undecided: Mapped[int | None]
