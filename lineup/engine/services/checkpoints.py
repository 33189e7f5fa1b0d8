"""Beginning a run with what an earlier convert left, instead of reading the document again (contract §1.4).

The API's text says that the file is still needed and that scoring ignores a checkpoint. The rest is our decision: a
checkpoint that doesn't fit is refused, as a result of other pages or of another document would be wrong without a word.
It must come from a convert step, on the same bytes, of the same pages; mode and rendering may differ, as the new step's
own settings render it. `skip_cache` doesn't touch it: whoever names a checkpoint wants that one. The step is free.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lineup.contract.page_ranges import parse_page_range
from lineup.contract.wire import JsonObject
from lineup.engine.blobs import BlobStore
from lineup.engine.errors import InvalidRequest, NotFound
from lineup.engine.services.run_requests import in_field
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.steps import Checkpoint, StoredExecution

_CONVERT = "convert"


@dataclass(frozen=True)
class CheckpointUse:
    """A run that would begin with a checkpoint; `document_sha256` is None where its document is still to be fetched."""

    checkpoint_id: str
    steps: Sequence[JsonObject]
    page_range: str | None
    document_sha256: str | None


@dataclass(frozen=True)
class Checkpoints:
    """Finds checkpoints for runs."""

    executions: ExecutionStore
    blobs: BlobStore

    def find_fitting(self, use: CheckpointUse) -> Checkpoint:
        """Return the checkpoint, raising InvalidRequest with the reason why the run can't begin with it."""
        try:
            checkpoint = self.executions.find_checkpoint(use.checkpoint_id)
        except NotFound as error:
            raise _refusal(str(error)) from error
        problem = _misfit(checkpoint, use) or self._loss(checkpoint)
        if problem is not None:
            raise _refusal(problem)
        return checkpoint

    def find_of(self, execution: StoredExecution) -> Checkpoint | None:
        """Return the checkpoint that an execution begins with, None for one that reads its document itself."""
        if execution.checkpoint_id is None:
            return None
        use = CheckpointUse(
            execution.checkpoint_id,
            execution.config_snapshot["steps"],
            execution.input_config.get("page_range"),
            execution.document_sha256,
        )
        return self.find_fitting(use)

    def _loss(self, checkpoint: Checkpoint) -> str | None:
        finished = checkpoint.finished
        if self.blobs.exists(finished.result_key) and self.blobs.exists(finished.checkpoint_key):
            return None
        return f"What lay under the checkpoint {checkpoint.checkpoint_id!r} was deleted: run without it."


def _misfit(checkpoint: Checkpoint, use: CheckpointUse) -> str | None:
    first = use.steps[0]["type"]
    source = checkpoint.execution
    if first != _CONVERT:
        return f"A checkpoint stands for what convert reads, but this pipeline begins with {first}: run it without."
    if checkpoint.step_type != _CONVERT:
        return f"The checkpoint {use.checkpoint_id!r} was left by a step of type {checkpoint.step_type}: give one of convert."
    if use.document_sha256 not in {None, source.document_sha256}:
        return f"The checkpoint {use.checkpoint_id!r} belongs to another document: run without it."
    if _pages(use.steps[0], use.page_range) != _pages(
        source.config_snapshot["steps"][0], source.input_config.get("page_range")
    ):
        return f"The checkpoint {use.checkpoint_id!r} holds other pages than this run asks for: run without it."
    return None


def _pages(step: JsonObject, page_range: str | None) -> tuple[list[int] | None, object]:
    """Return the pages that a convert step reads: those named, else the first `max_pages`, else all."""
    settings = step.get("settings") or {}
    asked = page_range or settings.get("page_range")
    if asked:
        return parse_page_range(asked).indices, None
    return None, settings.get("max_pages")


def _refusal(message: str) -> InvalidRequest:
    return InvalidRequest(in_field("checkpoint_id", message))
