"""The row of a webhook's delivery in the life of its execution: added at submit, due at the end."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import and_, update
from sqlalchemy.orm import Session

from lineup.contract.deliveries import Delivery, DeliveryStatus
from lineup.engine.store.tables import DeliveryRow, ExecutionRow
from lineup.ids import new_id


@dataclass(frozen=True)
class Webhook:
    """Who is to be told, and the address of this server as its callers know it."""

    url: str
    server_url: str


def webhook_of(url: str | None, server_url: str) -> Webhook | None:
    """Return the webhook of a run's option; None where none was given."""
    return None if url is None else Webhook(url, server_url)


def add_delivery(session: Session, execution: ExecutionRow, webhook: Webhook | None) -> None:
    """Add the delivery of an execution's webhook, as part of the session's transaction; none where none is asked for."""
    if webhook is None:
        return
    row = DeliveryRow(
        delivery_id=new_id("whd_"),
        execution_id=execution.execution_id,
        url=webhook.url,
        host=urlsplit(webhook.url).hostname or "",
        check_url=f"{webhook.server_url}/api/v1/pipelines/executions/{execution.execution_id}",
        status=DeliveryStatus.WAITING,
        created=execution.created,
    )
    session.add(row)


def make_due(session: Session, execution_id: str, now: datetime) -> None:
    """Let the execution's webhook be sent, as part of the transaction that ends it. One that is due already stays."""
    waiting = and_(
        DeliveryRow.execution_id == execution_id, DeliveryRow.status == DeliveryStatus.WAITING
    )
    values = {DeliveryRow.status: DeliveryStatus.DUE, DeliveryRow.due_at: now}
    session.execute(update(DeliveryRow).where(waiting).values(values))


def to_delivery(row: DeliveryRow) -> Delivery:
    """Return the delivery as our extension shows it."""
    return Delivery(
        delivery_id=row.delivery_id,
        execution_id=row.execution_id,
        url=row.url,
        status=row.status,
        attempts=row.attempts,
        last_status_code=row.last_status_code,
        last_error=row.last_error,
        created=row.created,
        next_attempt_at=row.due_at,
        delivered_at=row.delivered_at,
    )
