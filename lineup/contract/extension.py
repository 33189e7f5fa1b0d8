"""Our engine's own calls under `/api/v1/lineup/`, which other servers lack (rulings 2)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from lineup.contract.statuses import ExecutionStatus
from lineup.contract.wire import Cents, PlainText, UtcDatetime, WireModel

MAX_SEARCH = 200
"""The longest text that is searched for, in characters."""

MAX_STATUSES = 20
"""How many statuses a query may name; there are fewer."""


class Feature(StrEnum):
    """Something a server may be able to do beyond the Pipelines API."""

    EXECUTION_SEARCH = "execution_search"
    EXECUTION_SORT = "execution_sort"
    VERSION_RATES = "version_rates"
    CANCEL = "cancel"
    RERUN = "rerun"
    RECORD = "record"
    DELETE_RESULTS = "delete_results"
    USAGE = "usage"
    WEBHOOK_DELIVERIES = "webhook_deliveries"
    PROCESSORS = "processors"


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


class ExecutionSort(StrEnum):
    """Which executions come first; one that has no value yet, such as the duration of one that runs, comes last."""

    NEWEST = "newest"
    OLDEST = "oldest"
    LONGEST = "longest"
    SHORTEST = "shortest"
    MOST_PAGES = "most_pages"
    FEWEST_PAGES = "fewest_pages"
    DEAREST = "dearest"
    CHEAPEST = "cheapest"
    DOCUMENT = "document"
    DOCUMENT_REVERSED = "document_reversed"


class ExecutionQuery(WireModel):
    """Which executions to list over all pipelines, and in which order.

    `cursor` is the `next_cursor` of the page before. `search` is found anywhere, in any case, in document names, pipeline
    names, ids of executions and pipelines, and errors.
    """

    status: list[PlainText] = Field(default_factory=list, max_length=MAX_STATUSES)
    pipeline_id: PlainText | None = None
    version: Annotated[int | None, Field(ge=0, le=2**31)] = None
    search: Annotated[PlainText | None, Field(max_length=MAX_SEARCH)] = None
    sort: ExecutionSort = ExecutionSort.NEWEST
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
    cancelled_at: UtcDatetime | None = None

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
    """One page of the list, how many match in all, and where the next page begins.

    Counting ends at 10,000 for a list that is narrowed: if `is_total_exact` is false, more than `total` match.
    `searched` is how many of the newest executions a text was looked for in; None is all of them.
    """

    rows: list[ExecutionRow]
    total: int
    is_total_exact: bool = True
    searched: int | None = None
    next_cursor: str | None
