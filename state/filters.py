"""The filters and the order of the list of executions, as the URL says them."""

from dataclasses import dataclass, replace

from lineup.contract.extension import MAX_SEARCH, ExecutionSort
from lineup.contract.pipelines import DRAFT
from lineup.contract.statuses import ExecutionStatus
from state import queries, url
from state.connection import Connection

STATUSES = [status.value for status in ExecutionStatus if status is not ExecutionStatus.UNKNOWN]
"""The statuses that can be asked for."""


@dataclass(frozen=True)
class ExecutionFilters:
    """What the list is narrowed to, and its order; empty and None leave it open.

    `version` means something with a pipeline only.
    """

    status: tuple[str, ...] = ()
    pipeline_id: str | None = None
    version: int | None = None
    search: str = ""
    sort: ExecutionSort = ExecutionSort.NEWEST

    @property
    def is_open(self) -> bool:
        """Whether nothing is narrowed."""
        return replace(self, sort=ExecutionSort.NEWEST) == ExecutionFilters()

    def parameters(self) -> dict[str, str | list[str] | None]:
        """Return the filters as the URL says them."""
        return {
            "status": list(self.status),
            "pipeline": self.pipeline_id,
            "version": None if self.version is None else str(self.version),
            "search": self.search,
            "sort": None if self.sort is ExecutionSort.NEWEST else self.sort.value,
        }


def read_filters() -> ExecutionFilters:
    """Return the filters in the URL; what is no filter is left out."""
    pipeline_id = url.text("pipeline") or None
    return ExecutionFilters(
        status=tuple(status for status in url.texts("status") if status in STATUSES),
        pipeline_id=pipeline_id,
        version=url.number("version") if pipeline_id else None,
        search=url.text("search")[:MAX_SEARCH],
        sort=_read_sort(url.text("sort")),
    )


def _read_sort(text: str) -> ExecutionSort:
    return ExecutionSort(text) if text in set(ExecutionSort) else ExecutionSort.NEWEST


def version_numbers(connection: Connection, pipeline_id: str | None) -> list[int]:
    """Return the numbers of the pipeline's versions, newest first, and the draft's; none without a pipeline."""
    if pipeline_id is None:
        return []
    return [version.version for version in queries.versions(connection, pipeline_id)] + [DRAFT]
