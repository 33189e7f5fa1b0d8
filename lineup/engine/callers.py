"""Who asks the engine for something, and how much they may."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How many requests an endpoint takes of a key in 60 seconds, and how many runs may be open; None is any number."""

    requests_per_minute: int | None = None
    concurrent_runs: int | None = None

    def over(self, fallback: "Limits") -> "Limits":
        """Return these figures, and the fallback's where there is none."""
        return Limits(
            self.requests_per_minute or fallback.requests_per_minute,
            self.concurrent_runs or fallback.concurrent_runs,
        )


NAMED_KEY_LIMITS = Limits(requests_per_minute=400, concurrent_runs=400)
"""What a named key may where nothing else is set: the service's figures (contract §7.1)."""

MAX_LIMIT = 100_000
"""The highest figure that a limit may have; the requests of the last minute are kept in memory."""


@dataclass(frozen=True)
class Caller:
    """The key that a request came with and the endpoint it came to; `key_id` is None for the engine's own key."""

    key_id: int | None
    name: str
    limits: Limits
    endpoint: str
