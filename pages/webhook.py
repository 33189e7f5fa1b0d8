"""What became of an execution's webhook, wherever a page shows one."""

from datetime import UTC, datetime

import streamlit as st

from components.webhook import draw_webhooks
from lineup.client import ClientError
from lineup.contract.deliveries import Deliveries, DeliveryStatus
from lineup.contract.executions import Execution
from lineup.contract.extension import Feature
from state import queries
from state.connection import Connection

POLL_SECONDS = 2.0
_SETTLED = {DeliveryStatus.DELIVERED, DeliveryStatus.FAILED}


def show_webhook(connection: Connection, execution: Execution) -> None:
    """Show the webhook's line, live until it is settled; nothing where none was asked for or the server can't tell."""
    deliveries = _ask(connection, execution)
    is_settled = all(delivery.state in _SETTLED for delivery in deliveries.deliveries)
    st.fragment(_show, run_every=None if is_settled else POLL_SECONDS)(connection, execution)


def _show(connection: Connection, execution: Execution) -> None:
    draw_webhooks(_ask(connection, execution), datetime.now(UTC))


def _ask(connection: Connection, execution: Execution) -> Deliveries:
    """Return the deliveries, none where they can't be had: they are beside the point of the page."""
    if not (execution.input_config or {}).get("webhook_url"):
        return Deliveries()
    try:
        capabilities = queries.capabilities(connection)
        if capabilities is None or not capabilities.has(Feature.WEBHOOK_DELIVERIES):
            return Deliveries()
        return queries.deliveries(connection, execution.execution_id)
    except ClientError:
        return Deliveries()
