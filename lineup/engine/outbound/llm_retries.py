"""Asking again where that may help, with growing pauses, never beyond the deadline."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from lineup.contract.wire import JsonObject
from lineup.engine.outbound.deadline import Deadline
from lineup.engine.outbound.llm_endpoint import LlmEndpoint
from lineup.engine.outbound.llm_errors import LlmError
from lineup.engine.outbound.llm_exchange import TransportFor, open_transport, post_question

ATTEMPTS = 4
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 20.0


@dataclass(frozen=True)
class Patience:
    """How questions are sent: through what, by which clock, and how pauses are spent."""

    transport_for: TransportFor = open_transport
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = field(default=random.random)

    def deadline(self, seconds: float) -> Deadline:
        """Return the moment so many seconds from now."""
        return Deadline(seconds, self.monotonic)

    def post(
        self,
        endpoint: LlmEndpoint,
        body: JsonObject,
        deadline: Deadline,
        may_retry: Callable[[LlmError], bool],
    ) -> JsonObject:
        """Return the endpoint's answer, asking up to four times where `may_retry` agrees. Raises the last LlmError."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return post_question(endpoint, body, deadline, self.transport_for)
            except LlmError as error:
                pause = self._pause(error, attempt)
                is_last = attempt == ATTEMPTS or pause >= deadline.left
                if is_last or not error.may_pass or not may_retry(error):
                    raise
                self.sleep(pause)
        raise AssertionError  # pragma: no cover (the last attempt returns or raises)

    def _pause(self, error: LlmError, attempt: int) -> float:
        """Return what the server asks for, else a random time that doubles with each attempt."""
        if error.retry_after is not None:
            return error.retry_after
        longest: float = min(_FIRST_PAUSE * 2**attempt, _LONGEST_PAUSE)
        return longest * (0.5 + 0.5 * self.jitter())
