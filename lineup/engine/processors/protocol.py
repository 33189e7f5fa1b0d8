"""What a processor is given and what it gives back. It runs in a worker process that may be killed at any moment."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from pydantic import BaseModel

from lineup.contract import installed_processors
from lineup.contract.wire import JsonObject
from lineup.engine.evals.rubric import Rubric

START = installed_processors.START
"""What a first step follows."""

CUSTOM = installed_processors.CUSTOM
"""The type of the steps that name their processor by its id."""

SEGMENT = "segment"
"""The type of the steps that say which pages belong together; what follows one works on each segment by itself."""


class ProcessorError(Exception):
    """An expected failure; its text is a sentence for people that becomes the step's error message."""


@dataclass(frozen=True)
class SectionPart:
    """A section as the merging step sees it: name and 0-based pages, its node's index, and its result or why it has none."""

    name: str
    pages: tuple[int, ...]
    step_index: int
    result: Path | None
    error: str | None = None


@dataclass(frozen=True)
class StepTask:
    """The work of one step.

    `source` is the input document on local disk, `filename` what its owner called it (hostile text, for messages only:
    results are found again for the same bytes under another name), `page_range` and `output_format` the run's overrides,
    `scratch` an empty folder of this call's own that is deleted afterwards.

    `seconds` is how long the step may take in all before it is stopped.

    `checkpoint` is the file that the step before left for this one. A first step has one if the run begins with what an
    earlier run's first step left; `earlier_result` is then that step's result.

    By `rubric` the engine itself scores the output afterwards.

    `pages` are the 0-based pages of the section that the step is to work on: its processor is given a checkpoint of those
    alone. A step with `parts` is not given to its processor at all: what its sections left is merged.
    """

    source: Path
    filename: str
    settings: JsonObject
    scratch: Path
    page_range: str | None = None
    output_format: str | None = None
    checkpoint: Path | None = None
    earlier_result: Path | None = None
    rubric: Rubric | None = None
    pages: tuple[int, ...] | None = None
    parts: tuple[SectionPart, ...] = ()
    seconds: float = 600.0


@dataclass(frozen=True)
class StepOutput:
    """What a step produced: the step result as on the wire, and how many pages it processed.

    `checkpoint` is what the next step works on, JSON-able. `has_errors` means that some pages failed and the rest is good.
    `billable_pages` is given where the bill counts otherwise than `page_count`, such as a large sheet as several pages;
    None takes the count of the step before, if both worked on the same number of pages. `is_lasting` is false where the same
    work may end better soon, as when a language model failed: then later runs do it anew.
    """

    result: JsonObject
    page_count: int
    has_errors: bool = False
    checkpoint: JsonObject = field(default_factory=dict)
    billable_pages: int | None = None
    is_lasting: bool = True


class Processor(Protocol):
    """One kind of step. A change of `version` means that the same input may give another result.

    What it stands on may decide results too: a processor may name such distributions in a tuple `libraries`. With the
    version they are part of what an earlier result is found by, and of the execution's record. A method
    `depends_on(settings)` may return what else an earlier result is found by, such as which language model answers.
    """

    step_type: str
    version: str
    settings_model: type[BaseModel]
    may_follow: frozenset[str]

    def run(self, task: StepTask) -> StepOutput:
        """Return the step's output, raising ProcessorError where the document or the settings don't allow it."""
        ...


@dataclass(frozen=True)
class CustomVersion:
    """One numbered version of a custom processor: what it does, since when, and the processor that does it."""

    number: int
    description: str
    created: datetime
    processor: Processor


@runtime_checkable
class CustomProcessor(Protocol):
    """A processor that steps of type `custom` name by `processor_id`: `cp_` and twelve letters and digits.

    A pipeline keeps working while `versions` grows, so a version once shipped must stay. The processors of two versions
    have different `version` texts.
    """

    step_type: str
    processor_id: str
    name: str
    versions: tuple[CustomVersion, ...]
