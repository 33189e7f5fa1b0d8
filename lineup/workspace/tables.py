"""The workspace's tables. What people say is only ever added to: the newest row counts, the older ones are its history."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from lineup.contract.wire import JsonObject
from lineup.databases.columns import UtcDateTime


class Table(DeclarativeBase):
    """What all tables share."""

    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own form)
        datetime: UtcDateTime(),
        JsonObject: JSON(),
        list[JsonObject]: JSON(),
        list[str]: JSON(),
        Any: JSON(none_as_null=False),
    }


class DocumentRow(Table):
    """A document, known by its bytes. `deleted` keeps its name for the comparisons that had it."""

    __tablename__ = "workspace_documents"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str]
    document_type: Mapped[str | None] = mapped_column(String(32))
    pages: Mapped[int | None]
    size: Mapped[int] = mapped_column(BigInteger)
    tags: Mapped[list[str]]
    added: Mapped[datetime]
    deleted: Mapped[datetime | None]


class CollectionRow(Table):
    """A named set of documents; what is in it stands in its versions."""

    __tablename__ = "workspace_collections"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    created: Mapped[datetime]


class CollectionVersionRow(Table):
    """What was in a collection from then on; never changed."""

    __tablename__ = "workspace_collection_versions"
    __table_args__ = (UniqueConstraint("collection", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    collection: Mapped[int] = mapped_column(ForeignKey("workspace_collections.id"))
    version: Mapped[int]
    documents: Mapped[list[str]]
    note: Mapped[str]
    created: Mapped[datetime]


class ExecutionRow(Table):
    """An execution of a server as it ended; never changed.

    `execution` is the wire's object, `record` what an engine of ours tells beside it. `results` names the content of each
    step's result by the step's index, `missing` says why one is not there. `images` names the content of page images by
    the page's 0-based number.
    """

    __tablename__ = "workspace_executions"
    __table_args__ = (
        UniqueConstraint("server", "execution_id"),
        Index("workspace_executions_by_document", "document"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    server: Mapped[str] = mapped_column(String(300))
    execution_id: Mapped[str] = mapped_column(String(100))
    document: Mapped[str | None] = mapped_column(String(64))
    execution: Mapped[JsonObject]
    record: Mapped[JsonObject | None]
    results: Mapped[JsonObject]
    missing: Mapped[JsonObject]
    images: Mapped[JsonObject] = mapped_column(JSON(), server_default="{}")
    archived: Mapped[datetime]
    purged: Mapped[datetime | None]


class ComparisonRow(Table):
    """A comparison: its sides, the baseline first, and by which options all of them are run.

    `leased_until` is until when `leased_by` sees to its runs.
    """

    __tablename__ = "workspace_comparisons"

    id: Mapped[int] = mapped_column(primary_key=True)
    comparison_id: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    server: Mapped[str] = mapped_column(String(300))
    sides: Mapped[list[JsonObject]]
    options: Mapped[JsonObject]
    rules: Mapped[JsonObject]
    created: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(200))
    stopped: Mapped[datetime | None]
    leased_by: Mapped[str | None] = mapped_column(String(64))
    leased_until: Mapped[datetime | None]


class CellRow(Table):
    """One run that a comparison wants: a document on a side.

    `document` is the sha256 of a document, or the address of one that only its server fetches. `repeat` counts from 1 the
    runs of a side against itself, by which noise is measured; 0 is the run that is compared. `attempt` grows when a failed
    run is made again. A cell whose `starting` is set and that has no execution was being started when somebody stopped.
    """

    __tablename__ = "workspace_cells"
    __table_args__ = (
        UniqueConstraint("comparison", "document", "side", "repeat"),
        Index("workspace_cells_by_state", "state", "comparison"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    comparison: Mapped[int] = mapped_column(ForeignKey("workspace_comparisons.id"))
    document: Mapped[str] = mapped_column(String(2_000))
    name: Mapped[str]
    side: Mapped[str] = mapped_column(String(64))
    repeat: Mapped[int]
    attempt: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    starting: Mapped[datetime | None]
    execution_id: Mapped[str | None] = mapped_column(String(100))
    error: Mapped[str | None]


class VerdictRow(Table):
    """What somebody decided about a difference; a later one of the same difference counts instead.

    `right` names the sides that read right, None takes the decision back.
    """

    __tablename__ = "workspace_verdicts"
    __table_args__ = (Index("workspace_verdicts_by_difference", "comparison", "difference_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    comparison: Mapped[int] = mapped_column(ForeignKey("workspace_comparisons.id"))
    difference_id: Mapped[str] = mapped_column(String(32))
    right: Mapped[list[str] | None]
    comment: Mapped[str]
    judged_by: Mapped[str] = mapped_column(String(200))
    judged: Mapped[datetime]


class GoldenRow(Table):
    """The right value of a field of a document; a later one of the same path counts instead.

    `value` is wrapped so that the JSON null is a value; a row that `is_withdrawn` says there is none any more.
    """

    __tablename__ = "workspace_golden_values"
    __table_args__ = (Index("workspace_golden_values_by_document", "document", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(String(64))
    path: Mapped[str] = mapped_column(String(1_000))
    value: Mapped[JsonObject]
    is_withdrawn: Mapped[bool]
    difference_id: Mapped[str | None] = mapped_column(String(32))
    said_by: Mapped[str] = mapped_column(String(200))
    said: Mapped[datetime]


class ViewRow(Table):
    """A saved view: a page with what was chosen on it, as its address has it."""

    __tablename__ = "workspace_views"
    __table_args__ = (UniqueConstraint("page", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    query: Mapped[str]
    saved_by: Mapped[str] = mapped_column(String(200))
    saved: Mapped[datetime]
