"""Eval rubrics."""

from typing import Annotated

from fastapi import Path, Query

from lineup.contract.eval_rubrics import (
    EvalRubric,
    EvalRubricChange,
    EvalRubricList,
    NewEvalRubric,
)
from lineup.engine.api.dependencies import MAX_INTEGER, EngineServices
from lineup.engine.api.routers import keyed_router
from lineup.engine.services.rubric_making import refuse_to_make
from lineup.engine.store.rubrics import MAX_ID

router = keyed_router("/api/v1/eval_rubrics", "eval_rubrics")

RubricId = Annotated[int, Path(ge=0, le=MAX_ID)]
"""A rubric's number in a path."""


@router.get("")
def list_eval_rubrics(
    services: EngineServices,
    include_archived: bool = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=MAX_INTEGER)] = 0,
) -> EvalRubricList:
    """List rubrics, the latest first."""
    return services.rubrics.list_rubrics(
        include_archived=include_archived, limit=limit, offset=offset
    )


@router.post("")
def create_eval_rubric(services: EngineServices, body: NewEvalRubric) -> EvalRubric:
    """Save a rubric."""
    return services.rubrics.add_rubric(body)


@router.post("/import_from_pipeline")
@router.post("/generate_from_description")
@router.post("/generate_from_feedback")
@router.post("/from_feedback")
def make_eval_rubric() -> EvalRubric:
    """Say that this engine makes no rubrics: it answers 404 and how to write one instead."""
    refuse_to_make()


@router.get("/{rubric_id}")
def get_eval_rubric(services: EngineServices, rubric_id: RubricId) -> EvalRubric:
    """Return a rubric with its earlier versions."""
    return services.rubrics.get_rubric(rubric_id)


@router.put("/{rubric_id}")
def update_eval_rubric(
    services: EngineServices, rubric_id: RubricId, body: EvalRubricChange
) -> EvalRubric:
    """Change a rubric; what it was stays in its history."""
    return services.rubrics.change_rubric(rubric_id, body)


@router.delete("/{rubric_id}")
def delete_eval_rubric(services: EngineServices, rubric_id: RubricId) -> EvalRubric:
    """Archive a rubric."""
    return services.rubrics.mark_archived(rubric_id)
