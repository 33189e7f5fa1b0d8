"""Whether the server answers: to anybody, and to who holds the key (contract §1.6)."""

from fastapi import APIRouter

from lineup.contract.health import Health
from lineup.engine.api.routers import keyed_router

router = APIRouter(prefix="/api/v1", tags=["health"])
keyed = keyed_router("/api/v1", "health")


@router.get("/health")
async def get_health() -> Health:
    """Say that the server answers; no key needed."""
    return Health(status="ok")


@keyed.get("/user_health")
async def get_user_health() -> Health:
    """Say that the server answers and that the key is good.

    The service's body is not documented; that it is the one of `/health` is our decision.
    """
    return Health(status="ok")
