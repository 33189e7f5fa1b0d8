"""Pipelines: drafts, names, versions and rates."""

from lineup.contract.pipelines import DRAFT, Pipeline, PipelineRate, PipelineStep, PipelineVersion
from lineup.contract.wire import JsonObject
from lineup.engine.errors import InvalidRequest, NotPossible, Problem
from lineup.engine.rate_card import RateCard
from lineup.engine.rates import pipeline_rate
from lineup.engine.services.locations import location_problem
from lineup.engine.services.step_catalog import StepCatalog
from lineup.engine.store.pipelines import PipelineStore
from lineup.engine.store.versions import VersionStore


class PipelineService:
    """Checks what the composition rules ask before it lets the store change anything.

    Archiving hides a pipeline from the default list and does nothing else (our decision): whoever named it in a program
    still runs it, and it can be edited and published as before.
    """

    def __init__(
        self,
        store: PipelineStore,
        versions: VersionStore,
        catalog: StepCatalog,
        card: RateCard,
    ) -> None:
        self.store = store
        self.versions = versions
        self._catalog = catalog
        self._card = card

    def create_pipeline(self, steps: list[PipelineStep]) -> Pipeline:
        """Return a new unsaved draft, raising InvalidRequest for steps that can't run."""
        self._catalog.require_valid(steps)
        return self.store.add_pipeline(steps)

    def update_pipeline(self, pipeline_id: str, steps: list[PipelineStep]) -> Pipeline:
        """Return the pipeline with a new draft, raising InvalidRequest for steps that can't run."""
        self._catalog.require_valid(steps)
        return self.store.replace_draft(pipeline_id, steps)

    def save_pipeline(self, pipeline_id: str, name: str) -> Pipeline:
        """Return the pipeline under its name; an empty one is made from the steps."""
        pipeline = self.store.get_pipeline(pipeline_id)
        return self.store.mark_saved(pipeline_id, name.strip() or _made_name(pipeline))

    def publish_version(self, pipeline_id: str, description: str | None) -> PipelineVersion:
        """Return the draft as a new, active version, raising InvalidRequest for a draft that can't run."""
        self._catalog.require_valid(self.store.get_pipeline(pipeline_id).steps)
        return self.versions.add_version(pipeline_id, description)

    def discard_draft(self, pipeline_id: str, version: int | None) -> Pipeline:
        """Return the pipeline with a version's steps as its draft; the active version stays what it is.

        None takes the active version's steps. Raises NotFound with the versions there are and, where none is published,
        NotPossible (our decision).
        """
        number = version or self.store.get_pipeline(pipeline_id).active_version
        if number == DRAFT:
            message = "Nothing of this pipeline is published, so there are no steps to go back to: publish it first."
            raise NotPossible(message)
        steps = self.versions.find_version(pipeline_id, number).steps
        return self.store.replace_draft(pipeline_id, steps)

    def get_rate(
        self, pipeline_id: str, location: str | None, *, version: int | None = None
    ) -> PipelineRate:
        """Return what 1,000 pages through the version cost; None is the one that a run takes by default."""
        problem = location_problem(location)
        if problem:
            raise InvalidRequest(Problem(("query", "processing_location"), problem))
        _, steps = self.resolve(pipeline_id, version)
        return pipeline_rate(self._card, steps, location)

    def resolve(self, pipeline_id: str, version: int | None) -> tuple[int, list[JsonObject]]:
        """Return the number and the steps of the version that a run means.

        None is the active version, or the draft where none is published; 0 is the draft. Raises NotFound with the
        versions that exist.
        """
        pipeline = self.store.get_pipeline(pipeline_id)
        number = pipeline.default_version if version is None else version
        if number == DRAFT:
            return DRAFT, [step.to_wire() for step in pipeline.steps]
        published = self.versions.find_version(pipeline_id, number)
        return number, [step.to_wire() for step in published.steps]


def _made_name(pipeline: Pipeline) -> str:
    chain = " → ".join(step.type for step in pipeline.steps)
    return f"{chain} {pipeline.pipeline_id.removeprefix('pl_')[:4]}"
