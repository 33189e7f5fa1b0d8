"""Pipelines: drafts, names, versions and rates."""

from lineup.contract.pipelines import DRAFT, Pipeline, PipelineRate, PipelineStep, PipelineVersion
from lineup.contract.wire import JsonObject
from lineup.engine.errors import InvalidRequest, NotFound, Problem
from lineup.engine.processors.composition import StepFinder, require_valid_steps
from lineup.engine.rates import RateCard
from lineup.engine.store.pipelines import PipelineStore


class PipelineService:
    """Checks what the composition rules ask before it lets the store change anything."""

    def __init__(self, store: PipelineStore, processors: StepFinder, card: RateCard) -> None:
        self.store = store
        self._processors = processors
        self._card = card

    def create_pipeline(self, steps: list[PipelineStep]) -> Pipeline:
        """Return a new unsaved draft, raising InvalidRequest for steps that can't run."""
        require_valid_steps(steps, self._processors)
        return self.store.add_pipeline(steps)

    def update_pipeline(self, pipeline_id: str, steps: list[PipelineStep]) -> Pipeline:
        """Return the pipeline with a new draft, raising InvalidRequest for steps that can't run."""
        require_valid_steps(steps, self._processors)
        return self.store.replace_draft(pipeline_id, steps)

    def save_pipeline(self, pipeline_id: str, name: str) -> Pipeline:
        """Return the pipeline under its name; an empty one is made from the steps."""
        pipeline = self.store.get_pipeline(pipeline_id)
        return self.store.mark_saved(pipeline_id, name.strip() or _made_name(pipeline))

    def publish_version(self, pipeline_id: str, description: str | None) -> PipelineVersion:
        """Return the draft as a new, active version, raising InvalidRequest for a draft that can't run."""
        require_valid_steps(self.store.get_pipeline(pipeline_id).steps, self._processors)
        return self.store.add_version(pipeline_id, description)

    def get_rate(self, pipeline_id: str, location: str | None) -> PipelineRate:
        """Return what 1,000 pages through the version that a run would take by default cost."""
        if location is not None and location not in self._card.multipliers:
            known = " or ".join(self._card.multipliers)
            message = f"{location!r} is not a processing location: choose {known}."
            raise InvalidRequest(Problem(("query", "processing_location"), message))
        _, steps = self.resolve(pipeline_id, None)
        return self._card.rate(steps, location)

    def resolve(self, pipeline_id: str, version: int | None) -> tuple[int, list[JsonObject]]:
        """Return the number and the steps of the version that a run means.

        None is the active version, or the draft where none is published; 0 is the draft. Raises NotFound with the
        versions that exist.
        """
        pipeline = self.store.get_pipeline(pipeline_id)
        number = pipeline.default_version if version is None else version
        if number == DRAFT:
            return DRAFT, [step.to_wire() for step in pipeline.steps]
        versions = {v.version: v for v in self.store.list_versions(pipeline_id).versions}
        if number not in versions:
            raise NotFound(_unknown_version(number, sorted(versions)))
        return number, [step.to_wire() for step in versions[number].steps]


def _made_name(pipeline: Pipeline) -> str:
    chain = " → ".join(step.type for step in pipeline.steps)
    return f"{chain} {pipeline.pipeline_id.removeprefix('pl_')[:4]}"


def _unknown_version(number: int, existing: list[int]) -> str:
    published = ", ".join(str(version) for version in existing) or "none"
    return f"There is no version {number} of this pipeline; published: {published}. 0 is the draft."
