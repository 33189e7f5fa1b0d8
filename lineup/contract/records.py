"""What our engine records of an execution beyond what the Pipelines API tells (our extension, rulings 2)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from lineup.contract.wire import Cents, UtcDatetime, WireModel


class Reuse(StrEnum):
    """Where the result of a step that did no work of its own came from."""

    CACHE = "cache"
    CHECKPOINT = "checkpoint"
    RERUN = "rerun"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, _value: object) -> "Reuse":
        return cls.UNKNOWN


class RerunRequest(WireModel):
    """From which step, counted from 0, an execution is run again; the steps before it keep their results."""

    from_step: Annotated[int, Field(ge=0)]


class StepRecord(WireModel):
    """What happened to one step.

    `attempt` counts from 1, and is 0 for a step that never began here; `reused_from` is the execution whose result was
    taken over. `billed_cents` is exact: only the execution's sum is rounded. `seconds` is None until the step has ended.
    """

    step_index: int
    step_type: str
    status: str
    attempt: int
    reused: str | None
    reused_from: str | None
    page_count: int | None
    billable_pages: int | None
    billed_cents: Cents | None
    seconds: float | None

    @property
    def reuse(self) -> Reuse | None:
        """Where the result came from as a closed set; None for a step that did its own work."""
        return None if self.reused is None else Reuse(self.reused)


class ExecutionRecord(WireModel):
    """What happened to an execution.

    `source_execution_id` is the one that it runs again; `results_deleted_at` is when its step results were deleted.
    `billed_cents` is rounded up to the cent.
    """

    execution_id: str
    source_execution_id: str | None
    cancelled_at: UtcDatetime | None
    results_deleted_at: UtcDatetime | None
    page_count: int | None
    billed_cents: Cents | None
    seconds: float | None
    steps: tuple[StepRecord, ...]
