"""The processors that the steps of pipelines may name, as this engine's owner set them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject
from lineup.engine.errors import InvalidRequest, NotFound, Problem
from lineup.engine.processors.composition import step_problems
from lineup.engine.processors.protocol import CUSTOM, CustomProcessor, Processor
from lineup.engine.processors.registry import (
    ID_KEY,
    VERSION_KEY,
    ProcessorRegistry,
    UnknownProcessorError,
    newest,
)
from lineup.engine.services.saved_schemas import SavedSchemas
from lineup.engine.store.custom_processors import CustomProcessorStore
from lineup.engine.store.rubrics import RubricStore

RUBRIC_VERSION_KEY = "eval_rubric_version"
"""Where a frozen step says which version of its rubric it was submitted with."""


@dataclass(frozen=True)
class StepCatalog:
    """Finds the processors of steps that are written now, and freezes steps for a run.

    Decisions of ours, as the API's text says nothing: until somebody chooses a version of a custom processor, its newest
    is active. An archived processor can't be put into a pipeline, but versions that were published with it still run.
    """

    registry: ProcessorRegistry
    choices: CustomProcessorStore
    rubrics: RubricStore
    schemas: SavedSchemas

    @property
    def step_types(self) -> list[str]:
        """The types of steps that something does, sorted."""
        return self.registry.step_types

    def require_valid(self, steps: Sequence[PipelineStep]) -> None:
        """Raise InvalidRequest naming each step that can't run: unknown, out of order, set up wrongly, without its rubric."""
        problems = (
            *step_problems(steps, self),
            *self._rubric_problems(steps),
            *self.schemas.problems(steps),
        )
        if problems:
            raise InvalidRequest(*problems)

    def find(self, step: JsonObject) -> Processor:
        """Return the processor that a run would take now, raising UnknownProcessorError for an archived one too."""
        processor = self.registry.find(self._frozen(step))
        if step["type"] == CUSTOM:
            self._require_in_use(self.registry.find_custom(step[ID_KEY]))
        return processor

    def freeze(self, steps: Sequence[JsonObject]) -> list[JsonObject]:
        """Return the steps with the version that each custom one takes now, and those of its rubric and saved schema.

        Raises InvalidRequest for a step whose processor was uninstalled since the steps were written.
        """
        try:
            frozen = [
                self.schemas.frozen(self._frozen(step)) | self._rubric_version(step)
                for step in steps
            ]
            for step in frozen:
                self.registry.find(step)
        except UnknownProcessorError as error:
            raise InvalidRequest(Problem(("path", "pipeline_id"), str(error))) from error
        return frozen

    def active_version(self, processor: CustomProcessor) -> int:
        """Return the number of the version that new runs take."""
        choice = self.choices.find_choice(processor.processor_id)
        return newest(processor).number if choice is None else choice.active_version

    def is_archived(self, processor: CustomProcessor) -> bool:
        """Whether the processor was taken out of use."""
        choice = self.choices.find_choice(processor.processor_id)
        return choice is not None and choice.archived

    def _frozen(self, step: JsonObject) -> JsonObject:
        if step["type"] != CUSTOM:
            return step
        processor = self.registry.find_custom(step.get(ID_KEY))
        return step | {VERSION_KEY: self.active_version(processor)}

    def _rubric_version(self, step: JsonObject) -> JsonObject:
        """Return the version of the step's rubric; nothing without one, or with one that is not there any more."""
        rubric_id = step.get("eval_rubric_id")
        try:
            found = None if rubric_id is None else self.rubrics.get_rubric(rubric_id)
        except NotFound:
            return {}
        return {} if found is None else {RUBRIC_VERSION_KEY: found.version}

    def _require_in_use(self, processor: CustomProcessor) -> None:
        if self.is_archived(processor):
            sentence = (
                f"The processor {processor.name!r} is archived: choose another, or set its active version, which takes it "
                "back into use."
            )
            raise UnknownProcessorError(sentence)

    def _rubric_problems(self, steps: Sequence[PipelineStep]) -> Iterator[Problem]:
        for index, step in enumerate(steps):
            problem = (
                None if step.eval_rubric_id is None else self._rubric_problem(step.eval_rubric_id)
            )
            if problem is not None:
                path = ("body", "steps", index, "eval_rubric_id")
                yield Problem(path, f"Step {index} {step.type!r}: {problem}")

    def _rubric_problem(self, rubric_id: int) -> str | None:
        try:
            rubric = self.rubrics.get_rubric(rubric_id)
        except NotFound as error:
            return str(error)
        if rubric.archived:
            return f"The eval rubric {rubric_id} ({rubric.name}) is archived: choose another."
        return None
