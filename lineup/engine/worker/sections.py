"""The sections that a step is done by: those that the segment step before it found."""

import gzip
import json
from dataclasses import dataclass

from lineup.contract.executions import Section
from lineup.contract.wire import JsonObject
from lineup.engine.blobs import BlobStore
from lineup.engine.processors.protocol import SEGMENT
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.steps import StoredExecution

MAX_SECTIONS = 200
"""The most nodes that an execution is given; a limit of ours."""

_NOTHING = (
    "Segment found no section, so there is nothing to work on: see what it says of the pages, and describe the segments "
    "in words that stand in them."
)


@dataclass(frozen=True)
class Sections:
    """Opens the nodes of sections once segment has ended."""

    executions: ExecutionStore
    blobs: BlobStore

    def open(self, execution_id: str, step_index: int) -> list[int]:
        """Add the nodes that a step is done by, and return their indexes; none for a step that doesn't follow segment.

        Where there is none to add, or too many, the step fails with a sentence. May come again after a crash.
        """
        execution = self.executions.get_stored(execution_id)
        if not follows_segment(execution, step_index):
            return []
        known = execution.sections_of(step_index)
        if known:
            return [each.step_index for each in known]
        found = self._found(execution, step_index)
        problem = _problem(found)
        if problem is not None:
            self.executions.mark_step_failed(execution_id, step_index, problem)
            return []
        return self.executions.add_sections(execution_id, found)

    def _found(self, execution: StoredExecution, step_index: int) -> list[Section]:
        before = execution.results[step_index - 1]
        if before is None:
            return []
        result = json.loads(gzip.decompress(self.blobs.read_bytes(before.result_key)))
        return [_section(each, step_index) for each in result["segmentation_results"]["segments"]]


def follows_segment(execution: StoredExecution, step_index: int) -> bool:
    """Whether a step of the pipeline comes right after one of segment, and so may be done by sections."""
    steps = execution.config_snapshot["steps"]
    return step_index > 0 and steps[step_index - 1]["type"] == SEGMENT


def _section(segment: JsonObject, planned_step: int) -> Section:
    return Section(name=segment["name"], pages=tuple(segment["pages"]), planned_step=planned_step)


def _problem(found: list[Section]) -> str | None:
    if not found:
        return _NOTHING
    if len(found) > MAX_SECTIONS:
        return (
            f"Segment found {len(found):,} sections, and at most {MAX_SECTIONS} can be worked on one by one: name fewer, or "
            "run fewer pages at a time."
        )
    return None
