"""Executions whose ends a test decides, for what is summed up about them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Engine

from lineup.contract.executions import Execution
from lineup.contract.pipelines import PipelineStep
from lineup.contract.records import Reuse
from lineup.contract.wire import JsonObject
from lineup.engine.callers import Caller, Limits
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.new_executions import NewExecution
from lineup.engine.store.pipelines import PipelineStore
from lineup.engine.store.steps import FinishedStep, ReusedStep

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
STEP_TYPES = ("convert", "extract", "segment")
RATES = {"convert": 400, "extract": 2100.5, "segment": 333}
ASSUMED = "segment"
OWN_KEY = Caller(None, "own", Limits(), "/run")


class End(StrEnum):
    """How a step ends."""

    COMPLETED = "completed"
    WITH_ERRORS = "with errors"
    REUSED = "reused"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass
class Hands:
    """A clock that tests move."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Runs:
    """Carries executions out by the store's transitions alone."""

    engine: Engine
    clock: Hands

    @property
    def executions(self) -> ExecutionStore:
        return ExecutionStore(self.engine, self.clock)

    def add_pipeline(self, name: str | None = None) -> str:
        """Add a pipeline and return its id."""
        store = PipelineStore(self.engine, self.clock)
        pipeline = store.add_pipeline([PipelineStep(type="convert")])
        if name is not None:
            store.mark_saved(pipeline.pipeline_id, name)
        return pipeline.pipeline_id

    def rename(self, pipeline_id: str, name: str) -> None:
        """Give a pipeline another name."""
        PipelineStore(self.engine, self.clock).mark_saved(pipeline_id, name)

    def start(
        self, pipeline_id: str, count: int = 1, *, version: int = 1, name: str = "a.pdf"
    ) -> str:
        """Add an execution of the first so many step types and return its id."""
        steps = tuple({"type": step_type} for step_type in STEP_TYPES[:count])
        new = NewExecution(
            pipeline_id=pipeline_id,
            pipeline_version=version,
            steps=steps,
            document_name=name,
            blob_key="documents/a",
            config_snapshot={"steps": list(steps)},
            input_config={"filename": name},
            rate_breakdown=_breakdown(count),
            caller=OWN_KEY,
        )
        return self.executions.add_execution(new, lambda *_: None).execution_id

    def carry_out(self, execution_id: str, ends: list[tuple[End, int]]) -> Execution:
        """End the steps as told, each with its pages and after as many seconds, then the execution."""
        self.executions.mark_running(execution_id)
        for index, (end, pages) in enumerate(ends):
            if not self._end_step(execution_id, index, end, pages):
                break
        return self.executions.mark_ended(execution_id)

    def _end_step(self, execution_id: str, index: int, end: End, pages: int) -> bool:
        """End one step and return whether the next one may begin."""
        store = self.executions
        store.mark_step_running(execution_id, index)
        self.clock.wait(pages / 8)
        finished = FinishedStep("r", "c", page_count=pages, has_errors=end is End.WITH_ERRORS)
        match end:
            case End.FAILED:
                store.mark_step_failed(execution_id, index, "It failed.")
            case End.CANCELLED:
                store.mark_cancelled(execution_id, "It was cancelled.")
            case End.REUSED:
                earlier = ReusedStep(finished, Reuse.CACHE, execution_id)
                store.mark_step_reused(execution_id, index, earlier)
            case End.COMPLETED | End.WITH_ERRORS:
                store.mark_step_completed(execution_id, index, finished)
        return end not in {End.FAILED, End.CANCELLED}


def _breakdown(count: int) -> JsonObject:
    return {
        "steps": [
            {
                "step_index": index,
                "step_type": step_type,
                "rate_per_1000_cents": RATES[step_type],
                "assumed": step_type == ASSUMED,
            }
            for index, step_type in enumerate(STEP_TYPES[:count])
        ]
    }
