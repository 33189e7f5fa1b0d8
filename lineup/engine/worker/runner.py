"""Carrying an execution out: the document fetched, each step done in a child, its result stored, its row moved on."""

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from lineup.contract.records import Reuse
from lineup.contract.statuses import StepStatus
from lineup.engine.blobs import BlobStore, checkpoint_key, result_key
from lineup.engine.errors import EngineError
from lineup.engine.processors.protocol import StepTask
from lineup.engine.services.documents import DocumentIntake
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.steps import (
    Checkpoint,
    FinishedStep,
    ReusedStep,
    StoredExecution,
    StoredStep,
)
from lineup.engine.worker.child import (
    CHECKPOINT_FILE,
    RESULT_FILE,
    StepCall,
    StepReport,
    unexpected_sentence,
)
from lineup.engine.worker.page_limit import PageLimit
from lineup.engine.worker.patience import patiently
from lineup.engine.worker.sections import Sections, follows_segment
from lineup.engine.worker.step_cache import StepCache
from lineup.engine.worker.step_tasks import StepTasks
from lineup.events import Event, log_failure

Fetch = Callable[[str, Path], str]
"""Writes what a URL answers to a file and returns the document's name."""


class StepPerformer(Protocol):
    """Where steps are done: a pool of children."""

    async def run(self, call: StepCall) -> StepReport:
        """Return how the step went; its result lies in the task's scratch folder."""
        ...


@dataclass(frozen=True)
class _Work:
    """A step to do: its task, the checkpoint that it begins with, and what its result is kept under.

    `holds_pages` says that its execution's pages are counted among those in flight.
    """

    task: StepTask
    start: Checkpoint | None
    key: str | None
    holds_pages: bool


@dataclass(frozen=True)
class ExecutionRunner:
    """Does the work of an execution. Every method may be called again after a crash, and then does no work twice."""

    executions: ExecutionStore
    blobs: BlobStore
    intake: DocumentIntake
    tasks: StepTasks
    cache: StepCache
    pool: StepPerformer
    fetch: Fetch
    scratch_root: Path
    page_limit: PageLimit

    async def begin(self, execution_id: str) -> list[bool]:
        """Mark the execution running and return of each step of its pipeline whether sections may come before it.

        There is no step to do if its document can't be fetched.
        """
        count = await patiently(self.executions.mark_running, execution_id)
        try:
            execution = await patiently(self._fetch_document, execution_id)
        except EngineError as error:
            await patiently(self.executions.mark_step_failed, execution_id, 0, str(error))
            return []
        except Exception as error:  # noqa: BLE001 (a defect of ours fails the step, not the worker)
            log_failure(Event.STEP_BROKE, error, execution_id=execution_id, step_index=0)
            message = unexpected_sentence("fetching of the document", error)
            await patiently(self.executions.mark_step_failed, execution_id, 0, message)
            return []
        return [follows_segment(execution, step_index) for step_index in range(count)]

    async def open_sections(self, execution_id: str, step_index: int) -> list[int]:
        """Return the indexes of the nodes for the sections that a step is done by; for most steps there are none."""
        sections = Sections(self.executions, self.blobs)
        try:
            return await patiently(sections.open, execution_id, step_index)
        except Exception as error:  # noqa: BLE001 (a defect of ours fails the step, not the worker)
            log_failure(Event.STEP_BROKE, error, execution_id=execution_id, step_index=step_index)
            message = unexpected_sentence("search for sections", error)
            await patiently(self.executions.mark_step_failed, execution_id, step_index, message)
            return []

    async def run_step(self, execution_id: str, step_index: int) -> bool:
        """Do one step and return whether the next one may begin."""
        step = await patiently(self.executions.mark_step_running, execution_id, step_index)
        if step.status.is_terminal:
            return step.status is StepStatus.COMPLETED
        try:
            return await self._reuse_or_perform(step)
        except EngineError as error:
            message = str(error)
        except Exception as error:  # noqa: BLE001 (a defect of ours fails the step, not the worker)
            log_failure(Event.STEP_BROKE, error, execution_id=execution_id, step_index=step_index)
            message = unexpected_sentence(f"{step.step_type} step", error)
        await patiently(self._fail, step, message)
        return False

    async def end(self, execution_id: str) -> None:
        """Record how the execution ended."""
        await patiently(self.executions.mark_ended, execution_id)

    async def _reuse_or_perform(self, step: StoredStep) -> bool:
        with ExitStack() as stack:
            work = await patiently(self._reuse_or_plan, step, stack)
            if work is None:
                return True
            report = await self._report(step, work)
            if report.error is not None:
                await patiently(self._fail, step, report.error)
                return False
            finished = await self._store(step, report, work.task.scratch)
            kept_under = work.key if report.is_lasting else None
            return await patiently(self._complete, step, finished, work.start, kept_under)

    def _reuse_or_plan(self, step: StoredStep, stack: ExitStack) -> _Work | None:
        """Return what there is to do, None where an earlier result was taken over."""
        execution = self.executions.get_stored(step.execution_id)
        key = self.cache.key_of(execution, step)
        if self.cache.take_over(execution, step, key):
            return None
        start = self.tasks.find_start(execution, step)
        task = self.tasks.prepare(execution, step, start, stack)
        return _Work(task, start, key, execution.holds_pages)

    async def _report(self, step: StoredStep, work: _Work) -> StepReport:
        if not work.holds_pages:
            refusal = await self.page_limit.refusal(step.execution_id, work.task.source)
            if refusal is not None:
                return StepReport(error=refusal)
        return await self.pool.run(StepCall(step.execution_id, step.definition, work.task))

    def _fail(self, step: StoredStep, message: str) -> None:
        self.executions.mark_step_failed(step.execution_id, step.step_index, message, step.attempt)

    async def _store(self, step: StoredStep, report: StepReport, scratch: Path) -> FinishedStep:
        place = (step.execution_id, step.step_index, step.attempt)
        await asyncio.gather(  # both wait for the disk, or the network
            asyncio.to_thread(self.blobs.put_file, result_key(*place), scratch / RESULT_FILE),
            asyncio.to_thread(
                self.blobs.put_file, checkpoint_key(*place), scratch / CHECKPOINT_FILE
            ),
        )
        return FinishedStep(
            result_key(*place),
            checkpoint_key(*place),
            report.page_count,
            report.has_errors,
            report.billable_pages,
            attempt=step.attempt,
        )

    def _complete(
        self, step: StoredStep, finished: FinishedStep, start: Checkpoint | None, key: str | None
    ) -> bool:
        """Move the row on. What was made from an earlier run's checkpoint is not kept for later runs: it is made quickly."""
        place = (step.execution_id, step.step_index)
        if start is None:
            return self.executions.mark_step_completed(*place, replace(finished, cache_key=key))
        reused = ReusedStep(finished, Reuse.CHECKPOINT, start.execution.execution_id)
        return self.executions.mark_step_reused(*place, reused)

    def _fetch_document(self, execution_id: str) -> StoredExecution:
        execution = self.executions.get_stored(execution_id)
        if execution.blob_key is None:
            self._fetch(execution)
        return execution

    def _fetch(self, execution: StoredExecution) -> None:
        with tempfile.TemporaryDirectory(prefix="fetch-", dir=self.scratch_root) as folder:
            target = Path(folder) / "document"
            name = self.fetch(str(execution.input_config["file_url"]), target)
            with target.open("rb") as stream:
                document = self.intake.store(stream)
                self.executions.mark_fetched(execution.execution_id, document.blob_key, name)
                if not self.blobs.exists(document.blob_key):  # discarded before that was written
                    stream.seek(0)
                    self.intake.store(stream)
