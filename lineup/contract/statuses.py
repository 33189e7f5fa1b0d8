"""The closed sets of statuses, each with UNKNOWN for a word that a newer server may use."""

from enum import StrEnum


class ExecutionStatus(StrEnum):
    """How far an execution is."""

    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    COMPLETED_WITH_ERRORS = "completed_with_errors"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, _value: object) -> "ExecutionStatus":
        return cls.UNKNOWN

    @property
    def is_terminal(self) -> bool:
        """Whether an execution in this status never changes again."""
        return self in _TERMINAL


class StepStatus(StrEnum):
    """How far one step of an execution is."""

    PENDING = "pending"
    DISPATCHED = "dispatched"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, _value: object) -> "StepStatus":
        return cls.UNKNOWN

    @property
    def is_terminal(self) -> bool:
        """Whether a step in this status never changes again."""
        return self in {StepStatus.COMPLETED, StepStatus.FAILED, StepStatus.SKIPPED}


_TERMINAL = {
    ExecutionStatus.COMPLETED,
    ExecutionStatus.COMPLETED_WITH_ERRORS,
    ExecutionStatus.FAILED,
}
