"""What became of webhooks."""

from lineup.contract.deliveries import Deliveries
from lineup.engine.api.dependencies import EngineServices
from lineup.engine.api.routers import keyed_router

router = keyed_router("/api/v1/lineup", "lineup")


@router.get("/executions/{execution_id}/deliveries")
def list_deliveries(services: EngineServices, execution_id: str) -> Deliveries:
    """List an execution's webhooks and what became of them."""
    return services.deliveries.list_deliveries(execution_id)
