"""A worker in the test's own process: the real runner and the real processors, without children."""

import asyncio
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Engine

from lineup.clock import utc_now
from lineup.contract.executions import Execution
from lineup.engine.assembly import Services
from lineup.engine.processors.registry import ProcessorRegistry
from lineup.engine.store.page_counts import PageCountStore
from lineup.engine.store.pages_in_flight import PagesInFlight
from lineup.engine.worker.child import StepCall, StepReport, perform
from lineup.engine.worker.course import Moves, carry_out
from lineup.engine.worker.page_limit import PageLimit
from lineup.engine.worker.runner import ExecutionRunner
from lineup.engine.worker.step_cache import StepCache
from lineup.engine.worker.step_tasks import StepTasks


@dataclass
class InProcess:
    """Does steps here, and remembers which; `has_errors` makes each report say that some pages failed."""

    calls: list[StepCall] = field(default_factory=list)
    has_errors: bool = False

    async def run(self, call: StepCall) -> StepReport:
        """Do one step."""
        self.calls.append(call)
        report = perform(call)
        return replace(report, has_errors=True) if self.has_errors else report


@dataclass
class Worker:
    """Works executions off, one after another, with the engine's processors or with others."""

    services: Services
    database: Engine
    registry: ProcessorRegistry | None = None
    pool: InProcess = field(default_factory=InProcess)
    judge: str | None = None

    @property
    def runner(self) -> ExecutionRunner:
        """The runner over the engine's own store and blobs."""
        services = self.services
        scratch = Path(tempfile.gettempdir())
        executions, blobs = services.executions, services.results.blobs
        return ExecutionRunner(
            executions=executions,
            blobs=blobs,
            intake=services.runs.intake,
            tasks=StepTasks(executions, services.rubrics, blobs, scratch),
            cache=StepCache(
                executions, blobs, self.registry or services.catalog.registry, self.judge
            ),
            pool=self.pool,
            fetch=_refuse,
            scratch_root=scratch,
            page_limit=PageLimit(
                PageCountStore(self.database, utc_now),
                PagesInFlight(self.database, limit=5_000),
                _count_nothing,
            ),
        )

    def work(self, execution_id: str) -> Execution:
        """Carry an execution out, as the durable workflow does."""
        return asyncio.run(self._work(execution_id))

    async def _work(self, execution_id: str) -> Execution:
        runner = self.runner
        moves = Moves(runner.begin, runner.open_sections, runner.run_step, runner.end)
        await carry_out(execution_id, moves, _go_on)
        return self.services.executions.get_execution(execution_id)


async def _go_on(_execution_id: str) -> None:
    return None


def _refuse(url: str, _target: Path) -> str:
    raise AssertionError(url)


async def _count_nothing(_path: Path) -> int | None:
    return None
