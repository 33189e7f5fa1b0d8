"""Pipelines and their versions (contract §1.1 to 1.3)."""

from typing import Annotated, Any

from pydantic import Field, model_serializer

from lineup.contract.wire import Cents, JsonObject, UtcDatetime, WireModel

DRAFT = 0
"""The version number that means the draft."""

MAX_VERSION = 2**31 - 1
"""The highest version number that can be asked for."""

MAX_NAME = 200
"""The longest name of a pipeline, in characters; a limit of ours, as documented for saved schemas."""

MAX_DESCRIPTION = 500
"""The longest description of a version, in characters."""


class PipelineStep(WireModel):
    """One step of a pipeline as its author wrote it."""

    type: str
    settings: JsonObject = Field(default_factory=dict)
    custom_processor_id: str | None = None
    eval_rubric_id: int | None = None
    pending_check_url: str | None = None
    pending_name: str | None = None

    @model_serializer
    def to_wire(self) -> JsonObject:
        """Return the step as the API writes it: keys that were never given stay away."""
        given = {name: value for name, value in self if name in self.model_fields_set}
        return {"type": self.type, "settings": self.settings} | given


class Pipeline(WireModel):
    """A pipeline; `steps` is always the draft, published steps are in its versions."""

    id: int
    pipeline_id: str
    name: str | None
    steps: list[PipelineStep]
    is_saved: bool
    archived: bool
    active_version: int
    created: UtcDatetime | None
    updated: UtcDatetime | None

    @property
    def title(self) -> str:
        """The name for people: the given one, or the id of a draft that was never saved."""
        return self.name or f"Unsaved draft {self.pipeline_id}"

    @property
    def default_version(self) -> int:
        """The version that a run takes when none is named: the active one, else the draft (0)."""
        return self.active_version


class PipelineList(WireModel):
    """One page of pipelines and how many there are in all."""

    pipelines: list[Pipeline]
    total: int


class PipelineVersion(WireModel):
    """An immutable, published snapshot of a pipeline's steps."""

    id: int
    version: int
    steps: list[PipelineStep]
    description: str | None
    created: UtcDatetime | None


class PipelineVersionList(WireModel):
    """All versions of a pipeline, newest first."""

    versions: list[PipelineVersion]
    total: int


class PipelineSteps(WireModel):
    """The body that creates a pipeline or replaces its draft."""

    steps: Annotated[list[PipelineStep], Field(min_length=1)]


class PipelineName(WireModel):
    """The body that saves a pipeline; an empty name asks the server to make one."""

    name: Annotated[str, Field(max_length=MAX_NAME)] = ""


class VersionDescription(WireModel):
    """The body that publishes a version."""

    description: Annotated[str | None, Field(max_length=MAX_DESCRIPTION)] = None


class DraftDiscard(WireModel):
    """The body that resets the draft to a version's steps; None takes the active one."""

    version: Annotated[int | None, Field(ge=1, le=MAX_VERSION)] = None


class PipelineRate(WireModel):
    """What a pipeline costs: cents per 1,000 pages in all, and how that comes about."""

    rate_per_1000_pages_cents: Cents
    rate_breakdown: dict[str, Any] | list[Any] | None = None
