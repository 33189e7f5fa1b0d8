"""Webhooks: what a receiver is sent (contract §6), and how our engine tells what became of it (an extension, rulings 2)."""

from enum import StrEnum

from pydantic import Field

from lineup.contract.wire import UtcDatetime, WireModel

DELIVERY_HEADER = "Lineup-Delivery"
"""The header that carries the delivery's id; all attempts of one delivery carry the same."""


class Notification(WireModel):
    """The body of a webhook: three keys of the service's, then ours.

    What the service puts into `request_id` and `request_check_url` for a pipeline is not documented: the execution's id
    and address are our decision. A receiver may be told twice; `delivery_id` is the same then.
    """

    request_id: str
    request_check_url: str
    webhook_secret: str | None
    execution_id: str
    pipeline_id: str
    status: str
    delivery_id: str


class DeliveryStatus(StrEnum):
    """How far the delivery of a webhook is."""

    WAITING = "waiting"
    DUE = "due"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, _value: object) -> "DeliveryStatus":
        return cls.UNKNOWN


class Delivery(WireModel):
    """The delivery of an execution's webhook: waiting for its end, due until an attempt settles it.

    `next_attempt_at` is None before the execution ends and once the delivery is settled. `last_error` is a sentence.
    """

    delivery_id: str
    execution_id: str
    url: str
    status: str
    attempts: int
    last_status_code: int | None = None
    last_error: str | None = None
    created: UtcDatetime
    next_attempt_at: UtcDatetime | None = None
    delivered_at: UtcDatetime | None = None

    @property
    def state(self) -> DeliveryStatus:
        """The status as a closed set; a word we don't know is UNKNOWN, and `status` keeps it."""
        return DeliveryStatus(self.status)


class Deliveries(WireModel):
    """The webhooks of an execution; none where none was asked for."""

    deliveries: list[Delivery] = Field(default_factory=list)
