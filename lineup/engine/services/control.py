"""What can be done to an execution after its start: cancel it, run it again from a step."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineup.contract.executions import Execution
from lineup.contract.records import Reuse
from lineup.contract.wire import JsonObject
from lineup.engine.blobs import BlobStore
from lineup.engine.callers import Caller
from lineup.engine.errors import InvalidRequest, Problem
from lineup.engine.processors.registry import ProcessorRegistry, UnknownProcessorError
from lineup.engine.rate_card import RateCard
from lineup.engine.rates import rate_breakdown
from lineup.engine.services.enqueueing import with_document
from lineup.engine.services.runs import RunQueue
from lineup.engine.services.snapshots import config_snapshot
from lineup.engine.store.delivery_rows import webhook_of
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.new_executions import NewExecution
from lineup.engine.store.steps import (
    FinishedStep,
    NewSection,
    ReusedStep,
    StoredExecution,
    StoredSection,
)

CANCELLED = "The execution was cancelled."
"""What a cancelled step says (rulings 3)."""


@dataclass(frozen=True)
class ExecutionControl:
    """Steers executions. That these calls exist, and all they decide, is ours: the hosted service has none of them."""

    executions: ExecutionStore
    blobs: BlobStore
    queue: RunQueue
    card: RateCard
    processors: ProcessorRegistry

    def cancel(self, execution_id: str) -> Execution:
        """Return the execution, cancelled; one that has ended comes back as it is, so that asking twice does no harm.

        The row is changed before the work is stopped: whatever the work still reports comes late. Raises NotFound.
        """
        execution = self.executions.mark_cancelled(execution_id, CANCELLED)
        self.queue.cancel(execution_id)
        return execution

    def rerun(
        self, execution_id: str, from_step: int, caller: Caller, server_url: str
    ) -> Execution:
        """Return a new pending execution of the same steps on the same document with the same options.

        The steps before `from_step` take over the source's results and are free; those from it on do their work anew,
        cached or not. Where `from_step` is the node of a section, the other sections that completed are taken over too,
        and what they leave together is merged anew. Its webhook is told of the new one too. Raises NotFound, InvalidRequest where a result or the
        document is not there to take over, and TooManyRequests if the caller has too many open executions.
        """
        source = self.executions.get_stored(execution_id)
        taken_over, sections = self._all_taken_over(source, from_step)
        self._require_document(source)
        steps = tuple(source.config_snapshot["steps"])
        snapshot = self._snapshot(source.pipeline_version, steps)
        new = NewExecution(
            pipeline_id=source.pipeline_id,
            pipeline_version=source.pipeline_version,
            steps=steps,
            document_name=source.document_name,
            blob_key=source.blob_key,
            config_snapshot=snapshot,
            input_config=source.input_config,
            rate_breakdown=self._prices(steps, source.input_config),
            caller=caller,
            source_execution_id=execution_id,
            taken_over=taken_over,
            sections=sections,
            webhook=webhook_of(source.input_config.get("webhook_url"), server_url),
        )
        enqueue = with_document(self.queue.enqueue, self.blobs, new.blob_key)
        return self.executions.add_execution(new, enqueue)

    def _all_taken_over(
        self, source: StoredExecution, from_step: int
    ) -> tuple[tuple[ReusedStep, ...], tuple[NewSection, ...]]:
        if from_step < len(source.results):
            return self._take_over(source, from_step), ()
        return self._take_over_sections(source, from_step)

    def _take_over_sections(
        self, source: StoredExecution, from_step: int
    ) -> tuple[tuple[ReusedStep, ...], tuple[NewSection, ...]]:
        chosen = next((each for each in source.sections if each.step_index == from_step), None)
        if chosen is None:
            count = len(source.results) + len(source.sections)
            message = f"There is no step {from_step}: the execution has {count}, counted from 0."
            raise _wrong(message)
        planned = chosen.section.planned_step
        sections = tuple(
            NewSection(each.section, self._reused_section(source, each, from_step))
            for each in source.sections_of(planned)
        )
        return self._take_over(source, planned), sections

    def _reused_section(
        self, source: StoredExecution, section: StoredSection, from_step: int
    ) -> ReusedStep | None:
        """Return the section's result, None where its node is to do its work anew."""
        finished = section.finished
        if finished is None or section.step_index == from_step or not self._is_stored(finished):
            return None
        return ReusedStep(finished, Reuse.RERUN, source.execution_id)

    def _take_over(self, source: StoredExecution, from_step: int) -> tuple[ReusedStep, ...]:
        if from_step and source.are_results_deleted:
            message = "The results of this execution were deleted, so none can be taken over: run it again from step 0."
            raise _wrong(message)
        return tuple(self._reused(source, index) for index in range(from_step))

    def _reused(self, source: StoredExecution, index: int) -> ReusedStep:
        finished = source.results[index]
        if finished is None:
            message = f"Step {index} has not completed: run the execution again from there, or from before."
            raise _wrong(message)
        if not self._is_stored(finished):
            message = f"The result of step {index} is no longer stored: run it again from step 0."
            raise _wrong(message)
        return ReusedStep(finished, Reuse.RERUN, source.execution_id)

    def _is_stored(self, finished: FinishedStep) -> bool:
        return self.blobs.exists(finished.result_key) and self.blobs.exists(finished.checkpoint_key)

    def _snapshot(self, version: int, steps: Sequence[JsonObject]) -> JsonObject:
        """Return the same steps with what does them now, which may not be what did them then."""
        try:
            return config_snapshot(version, steps, self.processors, self.card)
        except UnknownProcessorError as error:
            raise _wrong(str(error)) from error

    def _prices(self, steps: Sequence[JsonObject], options: JsonObject) -> JsonObject:
        location, output_format = options.get("processing_location"), options.get("output_format")
        return rate_breakdown(self.card, steps, location, output_format)

    def _require_document(self, source: StoredExecution) -> None:
        if source.blob_key is not None and not self.blobs.exists(source.blob_key):
            message = "The document is no longer stored: upload it again and start a new run."
            raise _wrong(message)


def _wrong(message: str) -> InvalidRequest:
    return InvalidRequest(Problem(("body", "from_step"), message))
