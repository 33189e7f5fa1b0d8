"""How many requests each key sent to each endpoint in the last minute, in the memory of one web process."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from threading import Lock

from lineup.engine.callers import Caller
from lineup.engine.errors import TooManyRequests

WINDOW_SECONDS = 60.0


@dataclass(frozen=True)
class RequestRates:
    """A sliding window for each key and endpoint; several web processes count for themselves."""

    seconds: Callable[[], float] = time.monotonic
    _times: dict[tuple[int | None, str], deque[float]] = field(
        default_factory=lambda: defaultdict(deque)
    )
    _lock: Lock = field(default_factory=Lock)

    def count(self, caller: Caller) -> None:
        """Count a request, raising TooManyRequests where the window is full. What is refused does not count."""
        most = caller.limits.requests_per_minute
        if most is None:
            return
        with self._lock:
            now, times = self.seconds(), self._times[caller.key_id, caller.endpoint]
            while times and times[0] <= now - WINDOW_SECONDS:
                times.popleft()
            if len(times) >= most:
                raise TooManyRequests(_sentence(caller, most), _wait(times, most, now))
            times.append(now)


def _wait(times: deque[float], most: int, now: float) -> int:
    """Return after how many seconds one more is taken; the limit may have been lowered since the times were kept."""
    return max(1, ceil(times[len(times) - most] + WINDOW_SECONDS - now))


def _sentence(caller: Caller, most: int) -> str:
    return (
        f"Rate limit exceeded for endpoint {caller.endpoint}. You can make {most:,} requests every "
        f"{WINDOW_SECONDS:.0f} seconds. Please try again later, or ask whoever runs this server for a higher limit."
    )
