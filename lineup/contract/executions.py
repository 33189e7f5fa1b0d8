"""Executions and their steps (contract §1.5), and the options of a run (§1.4)."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from lineup.contract.statuses import ExecutionStatus, StepStatus
from lineup.contract.wire import UtcDatetime, WireModel

OUTPUT_FORMATS = ("markdown", "html", "json", "chunks")
"""The output formats of convert, in the order people look for them."""

PROCESSING_LOCATIONS = ("us", "eu")
"""The regions a run may be pinned to."""


class Section(WireModel):
    """A part of the document that a node of its own works on: its name and its 0-based pages, as segment found them.

    `planned_step` is the index of the pipeline's step whose work it is part of; that one gets the merged result.
    """

    name: str
    pages: tuple[int, ...]
    planned_step: int


class ExecutionStep(WireModel):
    """One node of the execution's graph; only those that our engine adds for sections have a `section` (rulings 8)."""

    step_index: int
    step_type: str
    status: str
    lookup_key: str | None = None
    result_url: str | None = None
    started_at: UtcDatetime | None = None
    finished_at: UtcDatetime | None = None
    error_message: str | None = None
    source_step_type: str | None = None
    checkpoint_id: str | None = None
    section: Annotated[
        SkipJsonSchema[Section | None], Field(exclude_if=lambda section: section is None)
    ] = None

    @property
    def state(self) -> StepStatus:
        """The status as a closed set; a word we don't know is UNKNOWN, and `status` keeps it."""
        return StepStatus(self.status)

    @property
    def seconds(self) -> float | None:
        """How long the step ran, in seconds, once it has ended."""
        if self.started_at is None or self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds()


class Execution(WireModel):
    """One run of a pipeline version on one document."""

    execution_id: str
    pipeline_id: str
    pipeline_version: int
    status: str
    steps: tuple[ExecutionStep, ...]
    started_at: UtcDatetime | None = None
    completed_at: UtcDatetime | None = None
    created: UtcDatetime | None = None
    config_snapshot: dict[str, Any] | None = None
    input_config: dict[str, Any] | None = None
    rate_breakdown: dict[str, Any] | None = None

    @property
    def state(self) -> ExecutionStatus:
        """The status as a closed set; a word we don't know is UNKNOWN, and `status` keeps it."""
        return ExecutionStatus(self.status)

    @property
    def is_terminal(self) -> bool:
        """Whether the execution never changes again."""
        return self.state.is_terminal

    @property
    def seconds(self) -> float | None:
        """Time from start to end in seconds, once it has ended."""
        if self.started_at is None or self.completed_at is None:
            return None
        return (self.completed_at - self.started_at).total_seconds()

    @property
    def document_name(self) -> str | None:
        """The name of the input, as far as the server told it."""
        name = (self.input_config or {}).get("filename") or (self.input_config or {}).get(
            "file_url"
        )
        return str(name) if name else None

    @property
    def error_message(self) -> str | None:
        """The first failed step's sentence, or the server's own about the whole execution."""
        of_steps = next((step.error_message for step in self.steps if step.error_message), None)
        own = (self.model_extra or {}).get("error_message")
        return of_steps or (str(own) if own else None)


class ExecutionList(WireModel):
    """One page of a pipeline's executions, newest first, and how many there are in all."""

    executions: list[Execution]
    total: int


@dataclass(frozen=True)
class RunOptions:
    """What a run may ask for beside its document.

    `page_range` is 0-based text such as `0,2-4`; `version` None takes the active version, 0 the draft; `checkpoint_id` is
    one that an earlier run's convert step left, whose reading of the same document is used again.
    """

    page_range: str | None = None
    output_format: str | None = None
    run_evals: bool = False
    skip_cache: bool = False
    webhook_url: str | None = None
    processing_location: str | None = None
    version: int | None = None
    checkpoint_id: str | None = None

    def form_fields(self) -> dict[str, str]:
        """Return the form fields to send: text only, and nothing for an option that was not chosen."""
        texts = {
            "page_range": self.page_range,
            "output_format": self.output_format,
            "run_evals": "true" if self.run_evals else None,
            "skip_cache": "true" if self.skip_cache else None,
            "webhook_url": self.webhook_url,
            "processing_location": self.processing_location,
            "version": None if self.version is None else str(self.version),
            "checkpoint_id": self.checkpoint_id,
        }
        return {name: text for name, text in texts.items() if text}
