"""What is compared: two to four sides, each an execution of one document as it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lineup.contract.executions import Execution, ExecutionStep
from lineup.contract.records import ExecutionRecord, StepRecord
from lineup.contract.wire import JsonObject

FEWEST, MOST = 2, 4
"""How many sides a comparison has."""


@dataclass(frozen=True)
class Side:
    """One side on one document; the first of a comparison's sides is its baseline.

    `key` is what verdicts name and outlives recomputing (`pl_…@7`, or an execution's id); `label` is for people.
    `results` holds each step's result by its index, as the server sent it. `execution` is None where none was started;
    `gone` says in a sentence why results that should be there are not.
    """

    key: str
    label: str
    execution: Execution | None
    results: Mapping[int, JsonObject] = field(default_factory=dict)
    record: ExecutionRecord | None = None
    gone: str | None = None

    def step_record(self, step: ExecutionStep) -> StepRecord | None:
        """Return what the engine recorded of a step beyond the API; None from another server."""
        steps = self.record.steps if self.record else ()
        return next((told for told in steps if told.step_index == step.step_index), None)


class Standing(StrEnum):
    """Whether a side can be compared."""

    COMPARED = "compared"
    FAILED = "failed"
    RUNNING = "running"
    MISSING = "missing"
    """No execution, or its results are gone."""
    EMPTY = "empty"
    """A result without text, fields or segments."""


@dataclass(frozen=True)
class SideState:
    """Whether one side is compared, and why not in a sentence."""

    key: str
    label: str
    standing: Standing
    reason: str = ""

    @property
    def is_compared(self) -> bool:
        """Whether the side has readings."""
        return self.standing is Standing.COMPARED


class SidesError(ValueError):
    """Sides that can't be compared with one another; its text says why."""


def require_sides(sides: Sequence[Side]) -> None:
    """Raise SidesError unless there are two to four sides with keys of their own."""
    if not FEWEST <= len(sides) <= MOST:
        message = f"{len(sides)} sides were given: compare {FEWEST} to {MOST}."
        raise SidesError(message)
    keys = [side.key for side in sides]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        message = f"'{twice}' was given twice: each side needs a key of its own."
        raise SidesError(message)
