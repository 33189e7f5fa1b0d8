"""What this engine offers beyond the Pipelines API, under `/api/v1/lineup/` (rulings 2)."""

from typing import Annotated

from fastapi import Path, Query

from lineup.contract.extension import Capabilities, ExecutionQuery, ExecutionRows
from lineup.contract.installed_processors import InstalledProcessors
from lineup.contract.pipelines import MAX_VERSION, PipelineRate
from lineup.contract.usage import Usage, UsageQuery
from lineup.engine.api.dependencies import EngineServices
from lineup.engine.api.routers import keyed_router

router = keyed_router("/api/v1/lineup", "lineup")


@router.get("/capabilities")
def get_capabilities(services: EngineServices) -> Capabilities:
    """Return what this server can do beyond the Pipelines API."""
    return services.capabilities


@router.get("/executions")
def search_executions(
    services: EngineServices, query: Annotated[ExecutionQuery, Query()]
) -> ExecutionRows:
    """List the executions of all pipelines, newest first, by cursor."""
    return services.search(query)


@router.get("/pipelines/{pipeline_id}/versions/{version}/rate")
def get_version_rate(
    services: EngineServices,
    pipeline_id: str,
    version: Annotated[int, Path(ge=0, le=MAX_VERSION)],
    processing_location: str | None = None,
) -> PipelineRate:
    """Return what 1,000 pages through one version cost, in cents; 0 is the draft."""
    return services.pipelines.get_rate(pipeline_id, processing_location, version=version)


@router.get("/processors")
def list_processors(services: EngineServices) -> InstalledProcessors:
    """List the processors, where their steps may stand, and the JSON Schemas of their settings."""
    return services.installed.list_processors()


@router.get("/usage")
def get_usage(services: EngineServices, query: Annotated[UsageQuery, Query()]) -> Usage:
    """Sum up what was run and billed, by day, pipeline, version or step type."""
    return services.usage(query)
