"""A transport that tries again where that is safe.

A request that never left is sent again; one that is idempotent (GET, PUT) also after a broken connection or a busy
server; any other, a run above all, only after a 429, which says that it was not taken. Bodies are made so that they can
be read again (`bodies.py`).
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

TOO_MANY_REQUESTS = 429
_BUSY = frozenset({502, 503, 504, 529})
_IDEMPOTENT = frozenset({"GET", "PUT"})
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Retries:
    """How often and how long to try, in seconds, and the outside world that this takes.

    `patience` is the time since the first attempt after which no further one begins. Waits double from `first_wait`,
    half of each by chance, unless the server's Retry-After says how long.
    """

    attempts: int = 4
    first_wait: float = 0.5
    patience: float = 30.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = _utc_now
    chance: Callable[[], float] = random.random

    def backoff(self, failures: int) -> float:
        """Return the wait after that many failures where the server named none."""
        whole: float = self.first_wait * 2 ** (failures - 1)
        return whole / 2 + whole / 2 * self.chance()


NO_RETRIES = Retries(attempts=1)
"""One attempt only."""


class RetryTransport(httpx.BaseTransport):
    """Another transport, tried again."""

    def __init__(self, inner: httpx.BaseTransport, retries: Retries) -> None:
        self._inner = inner
        self._retries = retries

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the first answer worth keeping, or the last one there was; raise the last failure of the network."""
        started = self._retries.clock()
        failures = 0
        while True:
            outcome = self._attempt(request)
            failures += 1
            if not _is_worth_another(request, outcome):
                return _given(outcome)
            wait = self._wait(outcome, failures)
            elapsed = self._retries.clock() - started
            if failures >= self._retries.attempts or elapsed + wait > self._retries.patience:
                return _given(outcome)
            if isinstance(outcome, httpx.Response):
                outcome.close()
            self._retries.sleep(wait)

    def close(self) -> None:
        """Close the transport below."""
        self._inner.close()

    def _attempt(self, request: httpx.Request) -> httpx.Response | httpx.TransportError:
        try:
            return self._inner.handle_request(request)
        except httpx.TransportError as error:
            return error

    def _wait(self, outcome: httpx.Response | httpx.TransportError, failures: int) -> float:
        asked = None
        if isinstance(outcome, httpx.Response):
            asked = read_retry_after(outcome.headers.get("Retry-After"), self._retries.now())
        return self._retries.backoff(failures) if asked is None else asked


def read_retry_after(text: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, as a number or as a date (RFC 9110 §10.2.3)."""
    if text is None:
        return None
    if text.strip().isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


def _is_worth_another(
    request: httpx.Request, outcome: httpx.Response | httpx.TransportError
) -> bool:
    if isinstance(outcome, httpx.Response):
        is_busy = outcome.status_code in _BUSY and request.method in _IDEMPOTENT
        return is_busy or outcome.status_code == TOO_MANY_REQUESTS
    return isinstance(outcome, _NEVER_SENT) or (
        isinstance(outcome, httpx.NetworkError | httpx.TimeoutException | httpx.RemoteProtocolError)
        and request.method in _IDEMPOTENT
    )


def _given(outcome: httpx.Response | httpx.TransportError) -> httpx.Response:
    if isinstance(outcome, httpx.Response):
        return outcome
    raise outcome
