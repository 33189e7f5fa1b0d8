"""What a comparison is made of."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from lineup.contract.wire import JsonObject


@dataclass(frozen=True)
class ComparedSide:
    """One side: a pipeline's version, its draft as it was, or executions of the past.

    `key` names the side in verdicts: `pl_…@7`, `pl_…@draft-3f9a…` by the draft's content, or an execution's id. `version`
    is 0 for a draft and None for past executions, which are not run. `steps` are the side's own as the comparison was
    made, `config_hash` tells drafts apart.
    """

    key: str
    label: str
    pipeline_id: str
    pipeline_name: str
    version: int | None
    steps: tuple[JsonObject, ...] = ()
    config_hash: str = ""

    @property
    def is_run(self) -> bool:
        """Whether the comparison starts the side's executions itself."""
        return self.version is not None

    def to_json(self) -> JsonObject:
        """Return the side as it is stored."""
        return asdict(self) | {"steps": list(self.steps)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "ComparedSide":
        """Return the side that was stored."""
        return cls(**{**stored, "steps": tuple(stored["steps"])})


@dataclass(frozen=True)
class ComparedDocument:
    """A document of a comparison: its sha256, or the address of one that only the server fetches."""

    key: str
    name: str

    @property
    def is_address(self) -> bool:
        """Whether the server fetches it, so that the workspace has no bytes of it."""
        return "://" in self.key


@dataclass(frozen=True)
class Comparison:
    """A comparison; `sides` are two to four, the baseline first. `options` are the run endpoint's, the same for all."""

    comparison_id: str
    name: str
    server: str
    sides: tuple[ComparedSide, ...]
    options: JsonObject
    rules: JsonObject
    created: datetime
    created_by: str
    stopped: datetime | None = None

    def side(self, key: str) -> ComparedSide:
        """Return one of its sides, raising KeyError."""
        return {side.key: side for side in self.sides}[key]


class CellState(StrEnum):
    """How far one run of a comparison is."""

    WAITING = "waiting"
    STARTING = "starting"
    RUNNING = "running"
    DONE = "done"
    """Ended and archived, with a result."""
    FAILED = "failed"
    """Ended without a result, or it could not be started."""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self not in {CellState.DONE, CellState.FAILED}


@dataclass(frozen=True)
class Cell:
    """One run that a comparison wants: a document on a side; `repeat` 0 is compared, later ones measure the noise."""

    cell_id: int
    document: ComparedDocument
    side: str
    repeat: int
    attempt: int
    state: CellState
    starting: datetime | None = None
    execution_id: str | None = None
    error: str | None = None

    def is_due(self, *, is_stopped: bool) -> bool:
        """Whether something is still to be done; of a stopped comparison only what was started is followed."""
        return self.state.is_open and not (is_stopped and self.state is CellState.WAITING)


@dataclass(frozen=True)
class NewComparison:
    """What a comparison begins with.

    `past` gives the executions of sides that are not run, by document key and side key.
    """

    name: str
    server: str
    sides: tuple[ComparedSide, ...]
    documents: tuple[ComparedDocument, ...]
    created_by: str
    options: JsonObject = field(default_factory=dict)
    rules: JsonObject = field(default_factory=dict)
    past: Mapping[tuple[str, str], str] = field(default_factory=dict)
