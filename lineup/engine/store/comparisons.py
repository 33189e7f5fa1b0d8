"""Comparisons in the store: added, and read as they stand. What workers do about them is in `comparison_work`."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, defer

from lineup.clock import Clock
from lineup.contract.comparisons import Comparison
from lineup.contract.wire import JsonObject, cents_number
from lineup.databases.opening import writing
from lineup.engine.callers import Caller
from lineup.engine.errors import NotFound
from lineup.engine.store.comparison_rows import to_comparisons, with_documents
from lineup.engine.store.counting import count_all
from lineup.engine.store.tables import ComparisonDocumentRow, ComparisonRow, ComparisonRunRow


@dataclass(frozen=True)
class PlannedVariant:
    """A variant: the settings it changes by step type, the whole steps it runs, frozen, and cents per 1,000 pages."""

    name: str
    changes: Mapping[str, JsonObject]
    steps: tuple[JsonObject, ...]
    rate: Decimal


@dataclass(frozen=True)
class PlannedDocument:
    """A stored file whose bytes are there."""

    file_id: int
    file_name: str
    reference: str
    blob_key: str


@dataclass(frozen=True)
class PlannedComparison:
    """What a request came to: which variants of which version, on which documents, for whom."""

    pipeline_id: str
    pipeline_version: int
    compared_step: str
    variants: tuple[PlannedVariant, ...]
    documents: tuple[PlannedDocument, ...]
    caller: Caller


@dataclass(frozen=True)
class ComparedDocument:
    """What became of one document: settled or not, why not compared, and where its differences lie."""

    is_settled: bool
    problem: str | None
    result_key: str | None


class ComparisonStore:
    """Adds and reads comparisons."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add_comparison(self, planned: PlannedComparison) -> Comparison:
        """Add a comparison with a run for each variant on each document; workers start them as their limit allows."""
        row = ComparisonRow(
            pipeline_id=planned.pipeline_id,
            pipeline_version=planned.pipeline_version,
            compared_step=planned.compared_step,
            variants=[_told(variant) for variant in planned.variants],
            plans=[{"steps": list(variant.steps)} for variant in planned.variants],
            key_id=planned.caller.key_id,
            key_name=planned.caller.name,
            concurrent_runs=planned.caller.limits.concurrent_runs,
            created=self._clock(),
        )
        with writing(self._engine) as session:
            session.add(row)
            session.flush()
            documents = [_to_row(row.id, document) for document in planned.documents]
            session.add_all(documents)
            session.flush()
            variants = range(len(planned.variants))
            session.add_all(
                ComparisonRunRow(document=document.id, variant=at, is_compared=False)
                for document in documents
                for at in variants
            )
            session.flush()
            return with_documents(session, to_comparisons(session, [row])[0])

    def get_comparison(self, comparison_id: int) -> Comparison:
        """Return a comparison with its documents, raising NotFound."""
        with Session(self._engine) as session:
            row = _found(session, comparison_id)
            return with_documents(session, to_comparisons(session, [row])[0])

    def list_comparisons(
        self, pipeline_id: str | None, *, limit: int, offset: int
    ) -> tuple[list[Comparison], int]:
        """Return one page of comparisons, newest first, and how many there are in all."""
        query = select(ComparisonRow)
        if pipeline_id is not None:
            query = query.where(ComparisonRow.pipeline_id == pipeline_id)
        page = query.order_by(ComparisonRow.id.desc()).limit(limit).offset(offset)
        with Session(self._engine) as session:
            total = count_all(session, query)
            rows = session.scalars(page.options(defer(ComparisonRow.plans))).all()
            return to_comparisons(session, rows), total

    def find_document(self, comparison_id: int, file_id: int) -> ComparedDocument:
        """Return what became of a file in a comparison, raising NotFound."""
        own = select(ComparisonDocumentRow).where(
            ComparisonDocumentRow.comparison == comparison_id,
            ComparisonDocumentRow.file_id == file_id,
        )
        with Session(self._engine) as session:
            _found(session, comparison_id)
            row = session.scalar(own)
            if row is None:
                message = f"The file {file_id} is not part of comparison {comparison_id}."
                raise NotFound(message)
            return ComparedDocument(row.compared_at is not None, row.problem, row.result_key)


def _found(session: Session, comparison_id: int) -> ComparisonRow:
    query = select(ComparisonRow).where(ComparisonRow.id == comparison_id)
    row = session.scalar(query.options(defer(ComparisonRow.plans)))
    if row is None:
        message = f"There is no comparison {comparison_id}."
        raise NotFound(message)
    return row


def _told(variant: PlannedVariant) -> JsonObject:
    rate = cents_number(variant.rate)
    changes = dict(variant.changes)
    return {"name": variant.name, "steps": changes, "rate_per_1000_pages_cents": rate}


def _to_row(comparison: int, document: PlannedDocument) -> ComparisonDocumentRow:
    return ComparisonDocumentRow(
        comparison=comparison,
        file_id=document.file_id,
        file_name=document.file_name,
        reference=document.reference,
        blob_key=document.blob_key,
    )
