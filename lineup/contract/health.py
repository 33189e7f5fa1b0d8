"""The health call, which needs no key (contract §1.6)."""

from enum import StrEnum

from lineup.contract.wire import WireModel


class HealthStatus(StrEnum):
    """How a server of ours is; `ok` is the documented word, the others are our decision."""

    OK = "ok"
    STARTING = "starting"
    UNAVAILABLE = "unavailable"


class Health(WireModel):
    """Whether the server serves; `ok` if all is well, else `detail` is a sentence for people."""

    status: str
    detail: str | None = None

    @property
    def http_status(self) -> int:
        """The status of an answer that says this."""
        return 200 if self.status == HealthStatus.OK else 503
