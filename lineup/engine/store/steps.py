"""Steps as they pass between the store and those who work on them."""

from dataclasses import dataclass
from datetime import datetime

from lineup.contract.executions import Section
from lineup.contract.records import Reuse
from lineup.contract.statuses import StepStatus
from lineup.contract.wire import JsonObject


@dataclass(frozen=True)
class FinishedStep:
    """What an attempt at a step left: where its result and its checkpoint lie, and how many pages it processed.

    `billable_pages` differs from `page_count` where a page is more than one to the bill, such as a large sheet; None
    counts as many as the step before. Under `cache_key` later runs find the result.
    """

    result_key: str
    checkpoint_key: str
    page_count: int
    has_errors: bool
    billable_pages: int | None = None
    attempt: int = 1
    cache_key: str | None = None


@dataclass(frozen=True)
class ReusedStep:
    """An earlier result that stands in for a step's own: what made it, and how it came here."""

    finished: FinishedStep
    reused: Reuse
    execution_id: str


@dataclass(frozen=True)
class StoredStep:
    """What the runner and the result reader need of a step.

    `definition` is the step as the snapshot froze it, `bill` its entry in the rate breakdown. `section` is the part of the
    document that it works on, `section_steps` are the indexes of the nodes whose results it merges; most steps have neither.
    """

    execution_id: str
    step_index: int
    step_type: str
    status: StepStatus
    attempt: int
    definition: JsonObject
    result_key: str | None
    checkpoint_key: str | None
    checkpoint_id: str | None
    error_message: str | None
    results_deleted_at: datetime | None
    bill: JsonObject
    section: Section | None = None
    section_steps: tuple[int, ...] = ()

    @property
    def planned_index(self) -> int:
        """The index of the pipeline's own step that this is, or is part of."""
        return self.step_index if self.section is None else self.section.planned_step


@dataclass(frozen=True)
class StoredSection:
    """A node that was added for a section: what it left, None unless it has completed, and why it failed if it did."""

    step_index: int
    section: Section
    finished: FinishedStep | None
    error_message: str | None


@dataclass(frozen=True)
class NewSection:
    """A node to be added for a section; the result of an earlier run may stand in for its own."""

    section: Section
    earlier: ReusedStep | None = None


@dataclass(frozen=True)
class StoredExecution:
    """What the runner needs of an execution, and what another one can take over of it.

    `blob_key` is None until the document of a URL is fetched. `results` holds what each of the pipeline's own steps left,
    None for each that has not completed; `sections` are the nodes that were added for sections. `holds_pages` says that its
    pages are counted among those in flight.
    """

    execution_id: str
    pipeline_id: str
    pipeline_version: int
    source_execution_id: str | None
    document_name: str | None
    blob_key: str | None
    config_snapshot: JsonObject
    input_config: JsonObject
    are_results_deleted: bool
    results: tuple[FinishedStep | None, ...]
    sections: tuple[StoredSection, ...] = ()
    holds_pages: bool = False

    def sections_of(self, planned_step: int) -> list[StoredSection]:
        """Return the nodes that were added for a step, in the order of the document."""
        return [each for each in self.sections if each.section.planned_step == planned_step]

    @property
    def document_sha256(self) -> str | None:
        """The hash of the document's bytes, once they are there: their key ends with it."""
        return None if self.blob_key is None else self.blob_key.rpartition("/")[2]

    @property
    def checkpoint_id(self) -> str | None:
        """The checkpoint to begin with; scoring needs all the work, so with it a checkpoint is ignored (contract §1.4)."""
        checkpoint_id: str | None = self.input_config.get("checkpoint_id")
        return None if self.input_config.get("run_evals") else checkpoint_id

    @property
    def does_all_anew(self) -> bool:
        """Whether its steps do their work even if an earlier result is there."""
        return self.source_execution_id is not None or bool(self.input_config.get("skip_cache"))


@dataclass(frozen=True)
class Checkpoint:
    """What a completed step left for others to begin with, and of which execution."""

    checkpoint_id: str
    step_type: str
    execution: StoredExecution
    finished: FinishedStep
