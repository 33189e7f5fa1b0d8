"""How a status is shown: a sign, a word and a colour, never the colour alone."""

from dataclasses import dataclass
from typing import Literal, assert_never

from lineup.contract.statuses import ExecutionStatus, StepStatus

BadgeColor = Literal["gray", "blue", "green", "orange", "red"]


@dataclass(frozen=True)
class Tone:
    """A colour by Streamlit's name; `fill` and `line` are of a mark with dark text in it, which reads on every page."""

    color: BadgeColor
    fill: str
    line: str


@dataclass(frozen=True)
class StatusLook:
    """The drawing of a status."""

    sign: str
    word: str
    tone: Tone

    @property
    def text(self) -> str:
        """Sign and word."""
        return f"{self.sign} {self.word}"


_WAITING = Tone("gray", "#dfe4ec", "#7d8899")
_RUNNING = Tone("blue", "#cfe0ff", "#3f6ad8")
_GOOD = Tone("green", "#cdeed6", "#2e8b57")
_MIXED = Tone("orange", "#ffe3bd", "#c77700")
_BAD = Tone("red", "#ffd3d0", "#cc3d35")


def execution_look(status: ExecutionStatus, wire_word: str = "") -> StatusLook:
    """Return how an execution's status is shown; the server's own word where we don't know it."""
    match status:
        case ExecutionStatus.PENDING:
            return StatusLook("○", "waiting", _WAITING)
        case ExecutionStatus.RUNNING:
            return StatusLook("◐", "running", _RUNNING)
        case ExecutionStatus.COMPLETED:
            return StatusLook("✔", "completed", _GOOD)
        case ExecutionStatus.COMPLETED_WITH_ERRORS:
            return StatusLook("▲", "completed with errors", _MIXED)
        case ExecutionStatus.FAILED:
            return StatusLook("✖", "failed", _BAD)
        case ExecutionStatus.UNKNOWN:
            return StatusLook("?", wire_word or "unknown", _WAITING)
        case _:
            assert_never(status)


CANCELLED = StatusLook("⊘", "cancelled", _WAITING)
"""How a cancelled execution is shown; on the wire it failed (rulings 3)."""


def step_look(status: StepStatus, wire_word: str = "") -> StatusLook:
    """Return how a step's status is shown; the server's own word where we don't know it."""
    match status:
        case StepStatus.PENDING | StepStatus.DISPATCHED:
            return StatusLook("○", "waiting", _WAITING)
        case StepStatus.RUNNING:
            return StatusLook("◐", "running", _RUNNING)
        case StepStatus.COMPLETED:
            return StatusLook("✔", "completed", _GOOD)
        case StepStatus.FAILED:
            return StatusLook("✖", "failed", _BAD)
        case StepStatus.SKIPPED:
            return StatusLook("⤼", "skipped", _WAITING)
        case StepStatus.UNKNOWN:
            return StatusLook("?", wire_word or "unknown", _WAITING)
        case _:
            assert_never(status)
