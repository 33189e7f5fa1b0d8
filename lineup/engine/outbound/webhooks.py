"""Telling a receiver by POST, once; whether it is told again is the caller's business."""

from dataclasses import dataclass
from enum import StrEnum

import httpx

from lineup.contract.deliveries import DELIVERY_HEADER, Notification
from lineup.engine.outbound.addresses import PrivateAddressError

SECONDS = 30.0
"""How long a receiver may take in all (contract §6)."""

_TIMEOUT = httpx.Timeout(SECONDS, connect=10.0)


class Verdict(StrEnum):
    """What an attempt came to."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    UNANSWERED = "unanswered"


@dataclass(frozen=True)
class Outcome:
    """How an attempt went; `error` is a sentence that never names the URL, which may hold secrets."""

    verdict: Verdict
    status_code: int | None = None
    error: str | None = None


def post_notification(
    url: str, notification: Notification, transport: httpx.BaseTransport
) -> Outcome:
    """Return how the receiver took the notification. Its answer's status counts, its body is not read.

    A success is delivered. A server's error, silence and a broken connection are unanswered: another attempt may help.
    Any other answer, a redirect among them, and an address that can't be used are refused.
    """
    headers = {"User-Agent": "lineup", DELIVERY_HEADER: notification.delivery_id}
    body = notification.model_dump(mode="json")
    with httpx.Client(transport=transport, timeout=_TIMEOUT, trust_env=False) as client:
        try:
            with client.stream("POST", url, json=body, headers=headers) as response:
                return _judge(response)
        except PrivateAddressError as error:
            return Outcome(Verdict.REFUSED, error=_private(str(error)))
        except httpx.HTTPError as error:
            return Outcome(Verdict.UNANSWERED, error=_silent(error))
        except (httpx.InvalidURL, ValueError):
            return Outcome(Verdict.REFUSED, error="The webhook's address can't be used: check it.")


def _judge(response: httpx.Response) -> Outcome:
    code = response.status_code
    if response.is_success:
        return Outcome(Verdict.DELIVERED, code)
    if response.is_server_error:
        return Outcome(Verdict.UNANSWERED, code, f"The receiver answered {code}.")
    if response.is_redirect:
        text = f"The receiver redirects ({code}), which is not followed: give the final address."
        return Outcome(Verdict.REFUSED, code, text)
    text = f"The receiver refused it ({code}): check the address and what it expects."
    return Outcome(Verdict.REFUSED, code, text)


def _private(reason: str) -> str:
    return (
        f"{reason}, and webhooks go to public addresses only. Set LINEUP_ALLOW_PRIVATE_URLS=true where private ones are "
        "safe."
    )


def _silent(error: httpx.HTTPError) -> str:
    match error:
        case httpx.ConnectError() | httpx.ConnectTimeout():
            return "The receiver can't be reached."
        case httpx.TimeoutException():
            return f"The receiver did not answer within {SECONDS:.0f} seconds."
        case _:
            return "The receiver broke the connection off."
