"""A comparison's rows as the wire shows them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from lineup.contract.comparisons import ComparedFile, Comparison, Variant, VariantDocument
from lineup.contract.statuses import ExecutionStatus
from lineup.contract.wire import JsonObject
from lineup.engine.comparison_statuses import (
    DocumentCounts,
    status_of_comparison,
    status_of_runs,
)
from lineup.engine.store.comparison_figures import (
    VariantFigures,
    documents_of,
    figures_of,
    run_status,
)
from lineup.engine.store.tables import (
    ComparisonDocumentRow,
    ComparisonRow,
    ComparisonRunRow,
    ExecutionRow,
    PipelineRow,
)

_NOTHING = VariantFigures()


def to_comparisons(session: Session, rows: Sequence[ComparisonRow]) -> list[Comparison]:
    """Return comparisons as they stand, without their documents."""
    ids = [row.id for row in rows]
    figures, documents = figures_of(session, ids), documents_of(session, ids)
    files, names = _file_ids(session, ids), _names(session, rows)
    return [
        Comparison(
            eval_id=row.id,
            comparison_id=row.id,
            pipeline_id=row.pipeline_id,
            pipeline_version=row.pipeline_version,
            file_ids=files[row.id],
            status=_status(row, figures, documents[row.id]),
            created=row.created,
            pipeline_name=names.get(row.pipeline_id),
            compared_step=row.compared_step,
            variants=[
                _variant(told, figures.get((row.id, at), _NOTHING), documents[row.id].total)
                for at, told in enumerate(row.variants)
            ],
        )
        for row in rows
    ]


def with_documents(session: Session, comparison: Comparison) -> Comparison:
    """Return the comparison with what became of each document."""
    ran: list[list[VariantDocument]] = [[] for _ in comparison.variants]
    for at, document in _runs(session, comparison.comparison_id):
        ran[at].append(document)
    variants = [
        variant.model_copy(update={"documents": documents})
        for variant, documents in zip(comparison.variants, ran, strict=True)
    ]
    files = _files(session, comparison.comparison_id, ran)
    return comparison.model_copy(update={"variants": variants, "files": files})


def _status(
    row: ComparisonRow,
    figures: Mapping[tuple[int, int], VariantFigures],
    documents: DocumentCounts,
) -> ExecutionStatus:
    runs: Counter[ExecutionStatus] = Counter()
    for at in range(len(row.variants)):
        runs += figures.get((row.id, at), _NOTHING).runs
    return status_of_comparison(runs, documents)


def _variant(told: JsonObject, figures: VariantFigures, documents: int) -> Variant:
    changes = told["steps"]
    return Variant(
        name=told["name"],
        steps=changes,
        status=status_of_runs(figures.runs),
        share=figures.won / figures.decided if figures.decided else 0.0,
        won=figures.won,
        decided=figures.decided,
        undecided=figures.undecided,
        documents_compared=figures.compared,
        documents_total=documents,
        convert_settings=changes.get("convert", {}),
        extract_settings=changes.get("extract", {}),
        rate_per_1000_pages_cents=Decimal(str(told["rate_per_1000_pages_cents"])),
        seconds_per_page=figures.seconds / figures.pages if figures.pages else None,
    )


def _file_ids(session: Session, ids: Sequence[int]) -> dict[int, list[int]]:
    document = ComparisonDocumentRow
    query = select(document.comparison, document.file_id).where(document.comparison.in_(ids))
    found: dict[int, list[int]] = {each: [] for each in ids}
    for comparison, file_id in session.execute(query.order_by(document.id)):
        found[comparison].append(file_id)
    return found


def _names(session: Session, rows: Sequence[ComparisonRow]) -> dict[str, str | None]:
    pipelines = {row.pipeline_id for row in rows}
    query = select(PipelineRow.pipeline_id, PipelineRow.name)
    found = session.execute(query.where(PipelineRow.pipeline_id.in_(pipelines)))
    return {pipeline_id: name for pipeline_id, name in found}  # noqa: C416 (a row is no pair)


def _runs(session: Session, comparison: int) -> list[tuple[int, VariantDocument]]:
    document, run, execution = ComparisonDocumentRow, ComparisonRunRow, ExecutionRow
    query = (
        select(
            run.variant,
            document.file_id,
            document.file_name,
            run.execution_id,
            run.problem,
            run_status(),
            execution.page_count,
            execution.billed_cents,
            execution.error_message,
        )
        .join(document, document.id == run.document)
        .outerjoin(execution, execution.execution_id == run.execution_id)
        .where(document.comparison == comparison)
        .order_by(document.id, run.variant)
    )
    return [
        (
            told.variant,
            VariantDocument(
                file_name=told.file_name,
                status=told.run_status,
                file_id=told.file_id,
                execution_id=told.execution_id,
                page_count=told.page_count,
                billed_cents=None if told.billed_cents is None else Decimal(told.billed_cents),
                error=told.problem or told.error_message,
            ),
        )
        for told in session.execute(query)
    ]


def _files(
    session: Session, comparison: int, ran: Sequence[Sequence[VariantDocument]]
) -> list[ComparedFile]:
    document = ComparisonDocumentRow
    query = select(document).where(document.comparison == comparison).order_by(document.id)
    runs = zip(*ran, strict=True)
    return [
        ComparedFile(
            file_id=row.file_id,
            file_name=row.file_name,
            status=_file_status(row, [told.status for told in own]),
            error=row.problem,
        )
        for row, own in zip(session.scalars(query), runs, strict=True)
    ]


def _file_status(row: ComparisonDocumentRow, runs: Sequence[str]) -> ExecutionStatus:
    statuses = Counter(ExecutionStatus(status) for status in runs)
    is_settled = row.compared_at is not None
    return status_of_comparison(
        statuses, DocumentCounts(1, int(is_settled), int(is_settled and row.problem is None))
    )
