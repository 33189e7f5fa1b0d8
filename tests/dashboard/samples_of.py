"""Made-up executions, rows and results for the dashboard's tests."""

import base64
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from lineup.contract.executions import Execution, ExecutionStep, Section
from lineup.contract.extension import ExecutionRow
from lineup.contract.pipelines import Pipeline, PipelineStep, PipelineVersion
from lineup.contract.results import Block, StepResult

NOON = datetime(2026, 11, 3, 12, 0, 0, tzinfo=UTC)
JPEG = b"\xff\xd8\xff\xe0 not really a picture"
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n0000000000000000").decode()


def step(
    index: int = 0, kind: str = "convert", status: str = "completed", **more: Any
) -> ExecutionStep:
    return ExecutionStep(step_index=index, step_type=kind, status=status, **more)


def timed_step(
    index: int, kind: str, begin: float, end: float | None, **more: Any
) -> ExecutionStep:
    return step(
        index,
        kind,
        "running" if end is None else "completed",
        started_at=NOON + timedelta(seconds=begin),
        finished_at=None if end is None else NOON + timedelta(seconds=end),
        **more,
    )


def section_step(
    index: int, name: str, *pages: int, status: str = "completed", planned: int = 2, **more: Any
) -> ExecutionStep:
    section = Section(name=name, pages=pages, planned_step=planned)
    return step(index, "extract", status, section=section, source_step_type="segment", **more)


def execution(*steps: ExecutionStep, status: str = "completed", **more: Any) -> Execution:
    given: dict[str, Any] = {
        "execution_id": "pex_000000000001",
        "pipeline_id": "pl_000000000001",
        "pipeline_version": 6,
        "input_config": {"filename": "invoice.pdf"},
    }
    return Execution(status=status, steps=list(steps) or [step()], **(given | more))


def row(**more: Any) -> ExecutionRow:
    given: dict[str, Any] = {
        "execution_id": "pex_000000000001",
        "pipeline_id": "pl_000000000001",
        "pipeline_name": "Invoices",
        "pipeline_version": 6,
        "status": "completed",
        "document_name": "invoice.pdf",
        "page_count": 1_204,
        "created": NOON,
        "started_at": NOON,
        "completed_at": NOON + timedelta(seconds=4.1),
        "billed_cents": Decimal(26),
        "error_message": None,
    }
    return ExecutionRow(**(given | more))


def pipeline(active: int = 6, **more: Any) -> Pipeline:
    given: dict[str, Any] = {
        "id": 1,
        "pipeline_id": "pl_000000000001",
        "name": "Invoices",
        "steps": [convert_step()],
        "is_saved": True,
        "archived": False,
        "active_version": active,
        "created": NOON,
        "updated": NOON,
    }
    return Pipeline(**(given | more))


def convert_step(**settings: Any) -> PipelineStep:
    return PipelineStep(type="convert", settings=settings)


def version(number: int, *steps: PipelineStep) -> PipelineVersion:
    own = list(steps) or [convert_step()]
    return PipelineVersion(id=number, version=number, steps=own, description=None, created=NOON)


def block(kind: str, number: int, html: str, page: int = 0, **more: Any) -> Block:
    more.setdefault("bbox", (10.0, 20.0, 110.0, 40.0))
    return Block(id=f"/page/{page}/{kind}/{number}", block_type=kind, html=html, **more)


def page_block(*children: Block, page: int = 0, **more: Any) -> Block:
    references = "".join(f"<content-ref src='{child.id}'></content-ref>" for child in children)
    more.setdefault("bbox", (0.0, 0.0, 600.0, 800.0))
    return block("Page", 99, references, page, children=list(children), **more)


def result(*pages: Block, **more: Any) -> StepResult:
    tree = Block(block_type="Document", children=list(pages)) if pages else None
    return StepResult(json=tree, **more)
