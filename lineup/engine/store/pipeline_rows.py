"""Pipelines' rows: found, held for a change, and as the wire shows them."""

from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lineup.contract.pipelines import Pipeline, PipelineStep
from lineup.contract.wire import JsonObject
from lineup.engine.errors import NotFound
from lineup.engine.store.tables import PipelineRow


def find_pipeline(session: Session, pipeline_id: str) -> PipelineRow:
    """Return the pipeline, raising NotFound."""
    return _required(session.scalar(_by_id(pipeline_id)), pipeline_id)


def locked_pipeline(session: Session, pipeline_id: str) -> PipelineRow:
    """Return the pipeline, held until the transaction ends: two changes of one pipeline wait for each other."""
    return _required(session.scalar(_by_id(pipeline_id).with_for_update()), pipeline_id)


def to_pipeline(row: PipelineRow) -> Pipeline:
    """Return the pipeline with its draft."""
    return Pipeline(
        id=row.id,
        pipeline_id=row.pipeline_id,
        name=row.name,
        steps=[PipelineStep.model_validate(step) for step in row.steps],
        is_saved=row.is_saved,
        archived=row.archived,
        active_version=row.active_version,
        created=row.created,
        updated=row.updated,
    )


def to_json(steps: Iterable[PipelineStep]) -> list[JsonObject]:
    """Return steps as they are stored."""
    return [step.to_wire() for step in steps]


def _by_id(pipeline_id: str) -> Select[PipelineRow]:
    return select(PipelineRow).where(PipelineRow.pipeline_id == pipeline_id)


def _required(row: PipelineRow | None, pipeline_id: str) -> PipelineRow:
    if row is None:
        message = f"There is no pipeline {pipeline_id!r}."
        raise NotFound(message)
    return row
