"""What a step is given to work on, as local files."""

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from lineup.engine.blobs import BlobStore
from lineup.engine.errors import NotFound
from lineup.engine.evals.rubric import Rubric, rubric_version
from lineup.engine.processors.protocol import SectionPart, StepTask
from lineup.engine.services.checkpoints import Checkpoints
from lineup.engine.services.step_catalog import RUBRIC_VERSION_KEY
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.rubrics import RubricStore
from lineup.engine.store.steps import Checkpoint, StoredExecution, StoredStep


@dataclass(frozen=True)
class StepTasks:
    """Prepares tasks; what it opens stays open for as long as the caller's stack."""

    executions: ExecutionStore
    rubrics: RubricStore
    blobs: BlobStore
    scratch_root: Path

    def find_start(self, execution: StoredExecution, step: StoredStep) -> Checkpoint | None:
        """Return the earlier run's checkpoint that this step begins with, raising InvalidRequest if it doesn't fit."""
        if step.step_index:
            return None
        return Checkpoints(self.executions, self.blobs).find_of(execution)

    def prepare(
        self,
        execution: StoredExecution,
        step: StoredStep,
        start: Checkpoint | None,
        stack: ExitStack,
    ) -> StepTask:
        """Return the step's task."""
        if execution.blob_key is None:
            message = "its document was never stored"
            raise LookupError(message)
        folder = tempfile.TemporaryDirectory(prefix="step-", dir=self.scratch_root)
        return StepTask(
            source=stack.enter_context(self.blobs.local_copy(execution.blob_key)),
            filename=execution.document_name or "",
            settings=step.definition.get("settings", {}),
            scratch=Path(stack.enter_context(folder)),
            page_range=execution.input_config.get("page_range"),
            output_format=execution.input_config.get("output_format"),
            checkpoint=self._open(_checkpoint_before(execution, step, start), stack),
            earlier_result=self._open(None if start is None else start.finished.result_key, stack),
            rubric=self._rubric(execution, step),
            pages=None if step.section is None else step.section.pages,
            parts=self._parts(execution, step, stack),
        )

    def _parts(
        self, execution: StoredExecution, step: StoredStep, stack: ExitStack
    ) -> tuple[SectionPart, ...]:
        return tuple(
            SectionPart(
                name=each.section.name,
                pages=each.section.pages,
                step_index=each.step_index,
                result=self._open(each.finished.result_key if each.finished else None, stack),
                error=each.error_message,
            )
            for each in execution.sections_of(step.step_index)
        )

    def _rubric(self, execution: StoredExecution, step: StoredStep) -> Rubric | None:
        """Return what the step is scored by, in the version that the run was submitted with; None for no scoring."""
        rubric_id = step.definition.get("eval_rubric_id")
        is_part = step.section is not None  # the merged result is what is scored
        if rubric_id is None or is_part or not execution.input_config.get("run_evals"):
            return None
        try:
            rubric = self.rubrics.get_rubric(rubric_id)
        except NotFound:
            return None
        return rubric_version(rubric, step.definition.get(RUBRIC_VERSION_KEY))

    def _open(self, key: str | None, stack: ExitStack) -> Path | None:
        return None if key is None else stack.enter_context(self.blobs.local_copy(key))


def _checkpoint_before(
    execution: StoredExecution, step: StoredStep, start: Checkpoint | None
) -> str | None:
    if start is not None:
        return start.finished.checkpoint_key
    before = execution.results[step.planned_index - 1] if step.planned_index else None
    return None if before is None else before.checkpoint_key
