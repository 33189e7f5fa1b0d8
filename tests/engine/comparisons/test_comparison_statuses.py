"""How far a comparison is, told from its runs and documents."""

from collections import Counter

import pytest

from lineup.contract.statuses import ExecutionStatus as Status
from lineup.engine.comparison_statuses import (
    DocumentCounts,
    status_of_comparison,
    status_of_runs,
)


@pytest.mark.parametrize(
    ("runs", "status"),
    [
        ([Status.PENDING, Status.PENDING], Status.PENDING),
        ([Status.PENDING, Status.RUNNING], Status.RUNNING),
        ([Status.PENDING, Status.COMPLETED], Status.RUNNING),
        ([Status.COMPLETED, Status.COMPLETED], Status.COMPLETED),
        ([Status.COMPLETED, Status.FAILED], Status.COMPLETED_WITH_ERRORS),
        ([Status.COMPLETED_WITH_ERRORS], Status.COMPLETED_WITH_ERRORS),
        ([Status.FAILED, Status.FAILED], Status.FAILED),
    ],
)
def test_runs_together(runs: list[Status], status: Status) -> None:
    assert status_of_runs(Counter(runs)) is status


@pytest.mark.parametrize(
    ("runs", "documents", "status"),
    [
        ([Status.PENDING], DocumentCounts(2, 0, 0), Status.PENDING),
        ([Status.COMPLETED], DocumentCounts(2, 0, 0), Status.RUNNING),
        ([Status.PENDING], DocumentCounts(2, 1, 0), Status.RUNNING),
        ([Status.COMPLETED], DocumentCounts(2, 2, 2), Status.COMPLETED),
        ([Status.COMPLETED], DocumentCounts(2, 2, 1), Status.COMPLETED_WITH_ERRORS),
        ([Status.COMPLETED, Status.FAILED], DocumentCounts(2, 2, 2), Status.COMPLETED_WITH_ERRORS),
        ([Status.FAILED], DocumentCounts(2, 2, 0), Status.FAILED),
    ],
)
def test_a_comparison(runs: list[Status], documents: DocumentCounts, status: Status) -> None:
    assert status_of_comparison(Counter(runs), documents) is status
