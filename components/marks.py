"""How what became of a part of a configuration is shown: a sign, a word and a colour."""

from typing import assert_never

from components.statuses import StatusLook, execution_look, step_look
from lineup.compare.config_changes import Mark
from lineup.contract.statuses import ExecutionStatus, StepStatus

_GREY = step_look(StepStatus.PENDING).tone
_GREEN = step_look(StepStatus.COMPLETED).tone
_RED = step_look(StepStatus.FAILED).tone
_BLUE = step_look(StepStatus.RUNNING).tone
_ORANGE = execution_look(ExecutionStatus.COMPLETED_WITH_ERRORS).tone


def mark_look(mark: Mark) -> StatusLook:
    """Return how a mark is shown."""
    match mark:
        case Mark.SAME:
            return StatusLook("=", "same", _GREY)
        case Mark.ADDED:
            return StatusLook("+", "added", _GREEN)
        case Mark.REMOVED:
            return StatusLook("−", "removed", _RED)
        case Mark.CHANGED:
            return StatusLook("≠", "changed", _ORANGE)
        case Mark.MOVED:
            return StatusLook("↕", "moved", _BLUE)
        case Mark.RENAMED:
            return StatusLook("→", "renamed", _BLUE)
        case _:
            assert_never(mark)
