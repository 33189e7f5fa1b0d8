"""When a webhook is tried again. How often the service does so is not documented: these figures are our decision."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Backoff:
    """Waits of 10 s, 40 s, 160 s, 11 minutes, then an hour three times: eight attempts within about four hours.

    Each wait grows by up to a fifth by chance, so that the deliveries of a receiver that was down don't all come at once.
    """

    attempts: int = 8
    first_seconds: float = 10.0
    factor: float = 4.0
    longest_seconds: float = 3_600.0
    spread: float = 0.2
    chance: Callable[[], float] = random.SystemRandom().random

    def wait_after(self, attempt: int) -> timedelta | None:
        """Return how long to wait after the attempt, counted from 1; None after the last."""
        if attempt >= self.attempts:
            return None
        plain = min(self.first_seconds * self.factor ** (attempt - 1), self.longest_seconds)
        return timedelta(seconds=plain * (1 + self.spread * self.chance()))
