"""Executions, step results and page images."""

from typing import Annotated

from fastapi import Header, Query, Response

from lineup.contract.executions import Execution, ExecutionList
from lineup.contract.results import Thumbnails
from lineup.engine.api.compressed import json_response
from lineup.engine.api.dependencies import MAX_INTEGER, EngineServices
from lineup.engine.api.routers import keyed_router
from lineup.engine.api.schemas import PipelineExecutionResponse

router = keyed_router("/api/v1", "pipelines")


@router.get("/pipelines/executions/{execution_id}", response_model=PipelineExecutionResponse)
def get_pipeline_execution(services: EngineServices, execution_id: str) -> Execution:
    """Return an execution with its steps as they stand."""
    return services.executions.get_execution(execution_id)


@router.get("/pipelines/executions/{execution_id}/steps/{step_index}/result")
def get_step_result(
    services: EngineServices,
    execution_id: str,
    step_index: int,
    accept_encoding: Annotated[str, Header()] = "",
) -> Response:
    """Return what a completed step left."""
    compressed = services.results.get_step_result(execution_id, step_index)
    return json_response(compressed, accept_encoding)


@router.get("/pipelines/{pipeline_id}/executions")
def list_pipeline_executions(
    services: EngineServices,
    pipeline_id: str,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=MAX_INTEGER)] = 0,
) -> ExecutionList:
    """List a pipeline's executions, newest first."""
    return services.executions.list_executions(pipeline_id, limit=limit, offset=offset)


@router.get("/thumbnails/{lookup_key}", tags=["thumbnails"])
def get_thumbnails(
    services: EngineServices,
    lookup_key: str,
    thumb_width: Annotated[int, Query(ge=16, le=2000)] = 300,
    page_range: str | None = None,
) -> Thumbnails:
    """Return page images of the document behind a step, `thumb_width` pixels wide."""
    return services.results.get_thumbnails(lookup_key, thumb_width, page_range)
