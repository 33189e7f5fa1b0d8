"""Whether the server answers: to anybody, and to who holds the key (contract §1.6)."""

from typing import Any

from fastapi import APIRouter, Response

from lineup.contract.health import Health, HealthStatus
from lineup.engine.api.dependencies import EngineServices
from lineup.engine.api.routers import keyed_router

router = APIRouter(prefix="/api/v1", tags=["health"])
keyed = keyed_router("/api/v1", "health")

_NOT_READY: dict[int | str, dict[str, Any]] = {
    503: {"model": Health, "description": "The engine is starting, or lacks something it needs"}
}


@router.get("/health", response_model_exclude_none=True, responses=_NOT_READY)
def get_health(services: EngineServices, response: Response) -> Health:
    """Say whether the engine can take work and carry it out; no key needed. Status 503 while it can't is our decision."""
    health = services.readiness.check()
    response.status_code = health.http_status
    return health


@keyed.get("/user_health", response_model_exclude_none=True)
async def get_user_health() -> Health:
    """Say that the server answers and that the key is good.

    The service's body is not documented; that it is the one of `/health` is our decision.
    """
    return Health(status=HealthStatus.OK)
