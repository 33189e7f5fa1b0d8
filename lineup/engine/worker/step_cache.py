"""Looking for an earlier result before a step does its work."""

from dataclasses import dataclass
from functools import partial

from lineup.engine.blobs import BlobStore
from lineup.engine.cache_key import cache_key
from lineup.engine.processors.provenance import step_made_by
from lineup.engine.processors.registry import ProcessorRegistry, UnknownProcessorError
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.steps import FinishedStep, StoredExecution, StoredStep


@dataclass(frozen=True)
class StepCache:
    """Finds and takes over the results of earlier steps. A run with `skip_cache`, and one run again, does all anew.

    `judge` tells the language model that scores steps from another one.
    """

    executions: ExecutionStore
    blobs: BlobStore
    processors: ProcessorRegistry
    judge: str | None = None

    def key_of(self, execution: StoredExecution, step: StoredStep) -> str | None:
        """Return what the step's result is kept under.

        None where nothing does the step, as it will say itself, and where it merges sections: those are kept one by one.
        """
        if step.section_steps:
            return None
        pages = None if step.section is None else step.section.pages
        made_by = partial(step_made_by, self.processors)
        try:
            return cache_key(execution, step.planned_index, made_by, self.judge, pages)
        except UnknownProcessorError:
            return None

    def take_over(self, execution: StoredExecution, step: StoredStep, key: str | None) -> bool:
        """Complete the step with an earlier result, if there is one whose blobs are still there."""
        if key is None or execution.does_all_anew:
            return False
        earlier = self.executions.find_cached(key, step.attempt)
        if earlier is None or not self._is_stored(earlier.finished):
            return False
        return self.executions.mark_step_reused(step.execution_id, step.step_index, earlier)

    def _is_stored(self, finished: FinishedStep) -> bool:
        return self.blobs.exists(finished.result_key) and self.blobs.exists(finished.checkpoint_key)
