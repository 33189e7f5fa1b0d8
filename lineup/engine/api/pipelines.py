"""Pipelines, their versions and rates."""

from typing import Annotated

from fastapi import Query

from lineup.contract.pipelines import (
    DraftDiscard,
    Pipeline,
    PipelineList,
    PipelineName,
    PipelineRate,
    PipelineSteps,
    PipelineVersion,
    PipelineVersionList,
    VersionDescription,
)
from lineup.engine.api.dependencies import MAX_INTEGER, EngineServices
from lineup.engine.api.routers import keyed_router
from lineup.engine.api.schemas import PipelineResponse, PipelineVersionResponse

router = keyed_router("/api/v1/pipelines", "pipelines")


@router.post("", response_model=PipelineResponse)
def create_pipeline(services: EngineServices, body: PipelineSteps) -> Pipeline:
    """Create a new, unsaved pipeline."""
    return services.pipelines.create_pipeline(body.steps)


@router.get("")
def list_pipelines(
    services: EngineServices,
    saved_only: bool = True,
    include_archived: bool = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=MAX_INTEGER)] = 0,
) -> PipelineList:
    """List pipelines, the latest first."""
    return services.pipelines.store.list_pipelines(
        saved_only=saved_only, include_archived=include_archived, limit=limit, offset=offset
    )


@router.get("/{pipeline_id}", response_model=PipelineResponse)
def get_pipeline(services: EngineServices, pipeline_id: str) -> Pipeline:
    """Return a pipeline with its draft."""
    return services.pipelines.store.get_pipeline(pipeline_id)


@router.put("/{pipeline_id}", response_model=PipelineResponse)
def update_pipeline(services: EngineServices, pipeline_id: str, body: PipelineSteps) -> Pipeline:
    """Replace the draft's steps."""
    return services.pipelines.update_pipeline(pipeline_id, body.steps)


@router.put("/{pipeline_id}/save", response_model=PipelineResponse)
def save_pipeline(services: EngineServices, pipeline_id: str, body: PipelineName) -> Pipeline:
    """Name a pipeline and list it."""
    return services.pipelines.save_pipeline(pipeline_id, body.name)


@router.post("/{pipeline_id}/archive", response_model=PipelineResponse)
def archive_pipeline(services: EngineServices, pipeline_id: str) -> Pipeline:
    """Hide a pipeline from the default list; it still runs."""
    return services.pipelines.store.mark_archived(pipeline_id)


@router.post("/{pipeline_id}/unarchive", response_model=PipelineResponse)
def unarchive_pipeline(services: EngineServices, pipeline_id: str) -> Pipeline:
    """Put a pipeline back on the list."""
    return services.pipelines.store.mark_unarchived(pipeline_id)


@router.post("/{pipeline_id}/discard", response_model=PipelineResponse)
def discard_draft(
    services: EngineServices, pipeline_id: str, body: DraftDiscard | None = None
) -> Pipeline:
    """Reset the draft to a published version's steps, the active one's where none is named."""
    return services.pipelines.discard_draft(pipeline_id, body.version if body else None)


@router.post("/{pipeline_id}/versions", response_model=PipelineVersionResponse)
def create_pipeline_version(
    services: EngineServices, pipeline_id: str, body: VersionDescription | None = None
) -> PipelineVersion:
    """Publish the draft as the next version, which becomes the active one."""
    return services.pipelines.publish_version(pipeline_id, body.description if body else None)


@router.get("/{pipeline_id}/versions")
def list_pipeline_versions(services: EngineServices, pipeline_id: str) -> PipelineVersionList:
    """List a pipeline's versions, newest first."""
    return services.pipelines.versions.list_versions(pipeline_id)


@router.get("/{pipeline_id}/rate")
def get_pipeline_rate(
    services: EngineServices, pipeline_id: str, processing_location: str | None = None
) -> PipelineRate:
    """Return what 1,000 pages cost, in cents, and how that comes about."""
    return services.pipelines.get_rate(pipeline_id, processing_location)
