"""How far a comparison is, told from its executions. The API documents no words: ours are those of an execution."""

from collections import Counter
from dataclasses import dataclass

from lineup.contract.statuses import ExecutionStatus


@dataclass(frozen=True)
class DocumentCounts:
    """How many documents a comparison has, how many are settled, and how many of those could be compared."""

    total: int = 0
    settled: int = 0
    compared: int = 0


def status_of_runs(runs: Counter[ExecutionStatus]) -> ExecutionStatus:
    """Return how far executions are together, those that were not started counted as pending."""
    present = {status for status, count in runs.items() if count}
    if any(not status.is_terminal for status in present):
        is_begun = present != {ExecutionStatus.PENDING}
        return ExecutionStatus.RUNNING if is_begun else ExecutionStatus.PENDING
    return present.pop() if len(present) == 1 else ExecutionStatus.COMPLETED_WITH_ERRORS


def status_of_comparison(
    runs: Counter[ExecutionStatus], documents: DocumentCounts
) -> ExecutionStatus:
    """Return how far a comparison is: it has completed once its documents are compared, not when the last run ends."""
    if documents.settled < documents.total:
        is_begun = documents.settled or status_of_runs(runs) is not ExecutionStatus.PENDING
        return ExecutionStatus.RUNNING if is_begun else ExecutionStatus.PENDING
    if not documents.compared:
        return ExecutionStatus.FAILED
    is_whole = documents.compared == documents.total
    runs_completed = status_of_runs(runs) is ExecutionStatus.COMPLETED
    if is_whole and runs_completed:
        return ExecutionStatus.COMPLETED
    return ExecutionStatus.COMPLETED_WITH_ERRORS
