"""What this engine offers beyond the Pipelines API, under `/api/v1/lineup/` (rulings 2)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from lineup.contract.extension import Capabilities, ExecutionQuery, ExecutionRows
from lineup.engine.api.dependencies import EngineServices, require_key

router = APIRouter(prefix="/api/v1/lineup", tags=["lineup"], dependencies=[Depends(require_key)])
health = APIRouter(prefix="/api/v1", tags=["health"])


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


@health.get("/health")
async def get_health() -> dict[str, str]:
    """Say that the server answers; no key needed."""
    return {"status": "ok"}
