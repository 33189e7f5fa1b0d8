"""Steps as they pass between the store and those who work on them."""

from dataclasses import dataclass

from lineup.contract.records import Reuse
from lineup.contract.statuses import StepStatus
from lineup.contract.wire import JsonObject


@dataclass(frozen=True)
class FinishedStep:
    """What an attempt at a step left: where its result and its checkpoint lie, and how many pages it processed.

    `billable_pages` differs from `page_count` where a page is more than one to the bill, such as a large sheet; None
    counts as many as the step before.
    """

    result_key: str
    checkpoint_key: str
    page_count: int
    has_errors: bool
    billable_pages: int | None = None
    attempt: int = 1


@dataclass(frozen=True)
class ReusedStep:
    """An earlier result that stands in for a step's own: what made it, and how it came here."""

    finished: FinishedStep
    reused: Reuse
    execution_id: str


@dataclass(frozen=True)
class StoredStep:
    """What the runner and the result reader need of a step; `definition` is the step as the snapshot froze it."""

    execution_id: str
    step_index: int
    step_type: str
    status: StepStatus
    attempt: int
    definition: JsonObject
    result_key: str | None
    checkpoint_key: str | None
    error_message: str | None


@dataclass(frozen=True)
class PastExecution:
    """What another execution can take over of this one; `results` holds None for each step that has not completed."""

    execution_id: str
    pipeline_id: str
    pipeline_version: int
    document_name: str | None
    blob_key: str | None
    config_snapshot: JsonObject
    input_config: JsonObject
    are_results_deleted: bool
    results: tuple[FinishedStep | None, ...]
