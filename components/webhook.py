"""What became of an execution's webhook, on one line."""

from datetime import datetime

import streamlit as st

from components.failure import plain
from components.formatting import count_text, duration_text
from lineup.contract.deliveries import Deliveries, Delivery, DeliveryStatus


def draw_webhooks(deliveries: Deliveries, now: datetime) -> None:
    """Draw a line for each webhook; nothing where there is none."""
    for delivery in deliveries.deliveries:
        text = plain(webhook_text(delivery, now))
        has_failed = delivery.state is DeliveryStatus.FAILED
        st.markdown(f":small[:red[✖ {text}]]" if has_failed else f":small[:gray[{text}]]")


def webhook_text(delivery: Delivery, now: datetime) -> str:
    """Return `Webhook: delivered after 2 attempts`, or how far it is and why."""
    tried = count_text(delivery.attempts, "attempt")
    match delivery.state:
        case DeliveryStatus.WAITING:
            return "Webhook: sent when the execution ends"
        case DeliveryStatus.DUE if delivery.attempts == 0:
            return "Webhook: being sent"
        case DeliveryStatus.DUE:
            return f"Webhook: {tried} so far, the next {_when(delivery, now)}.{_why(delivery)}"
        case DeliveryStatus.DELIVERED:
            return f"Webhook: delivered after {tried}"
        case DeliveryStatus.FAILED:
            return f"Webhook: failed after {tried}.{_why(delivery)}"
        case DeliveryStatus.UNKNOWN:
            return f"Webhook: {delivery.status}"


def _when(delivery: Delivery, now: datetime) -> str:
    if delivery.next_attempt_at is None or delivery.next_attempt_at <= now:
        return "one now"
    return f"in {duration_text((delivery.next_attempt_at - now).total_seconds())}"


def _why(delivery: Delivery) -> str:
    return f" {delivery.last_error}" if delivery.last_error else ""
