"""Our engine's own calls under `/api/v1/lineup/`, which other servers lack (rulings 2)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from lineup.contract.statuses import ExecutionStatus
from lineup.contract.wire import Cents, UtcDatetime, WireModel


class Feature(StrEnum):
    """Something a server may be able to do beyond the Pipelines API."""

    EXECUTION_SEARCH = "execution_search"
    VERSION_RATES = "version_rates"
    CANCEL = "cancel"
    RERUN = "rerun"
    RECORD = "record"
    USAGE = "usage"
    WEBHOOK_DELIVERIES = "webhook_deliveries"


class Capabilities(WireModel):
    """What a server can do beyond the Pipelines API, and which run options it only records."""

    server: str
    version: str
    features: list[str] = Field(default_factory=list)
    recorded_only: list[str] = Field(default_factory=list)
    step_types: list[str] = Field(default_factory=list)

    def has(self, feature: Feature) -> bool:
        """Whether the server has the feature."""
        return feature in self.features


class ExecutionQuery(WireModel):
    """Which executions to list over all pipelines, newest first.

    `cursor` is the `next_cursor` of the page before. `search` is found in document names, pipeline names and ids.
    """

    status: list[str] = Field(default_factory=list)
    pipeline_id: str | None = None
    version: Annotated[int | None, Field(ge=0, le=2**31)] = None
    search: str | None = None
    cursor: str | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class ExecutionRow(WireModel):
    """One line of the list: what a table shows of an execution, without its steps' details."""

    execution_id: str
    pipeline_id: str
    pipeline_name: str | None
    pipeline_version: int
    status: str
    document_name: str | None
    page_count: int | None
    created: UtcDatetime
    started_at: UtcDatetime | None
    completed_at: UtcDatetime | None
    billed_cents: Cents | None
    error_message: str | None

    @property
    def state(self) -> ExecutionStatus:
        """The status as a closed set."""
        return ExecutionStatus(self.status)

    @property
    def seconds(self) -> float | None:
        """Time from start to end in seconds, once it has ended."""
        if self.started_at is None or self.completed_at is None:
            return None
        return (self.completed_at - self.started_at).total_seconds()


class ExecutionRows(WireModel):
    """One page of the list, how many match in all, and where the next page begins."""

    rows: list[ExecutionRow]
    total: int
    next_cursor: str | None
