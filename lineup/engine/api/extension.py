"""What this engine offers beyond the Pipelines API, under `/api/v1/lineup/` (rulings 2)."""

from typing import Annotated

from fastapi import Query

from lineup.contract.extension import Capabilities, ExecutionQuery, ExecutionRows
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
