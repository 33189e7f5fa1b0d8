"""Which steps may stand in which order, and whether their settings are right (contract §3.1)."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from pydantic import ValidationError

from lineup.contract.pipelines import PipelineStep
from lineup.contract.stored_json import require_storable
from lineup.contract.wire import JsonObject
from lineup.engine.errors import Problem
from lineup.engine.processors.protocol import START, Processor
from lineup.engine.processors.registry import UnknownProcessorError

MAX_STEPS = 20
"""The most steps a pipeline may have; a limit of ours."""


class StepFinder(Protocol):
    """Finds the processor of a step."""

    def find(self, step: JsonObject) -> Processor:
        """Return the processor, raising UnknownProcessorError."""
        ...


def step_problems(steps: Sequence[PipelineStep], processors: StepFinder) -> Iterator[Problem]:
    """Yield what is wrong with each step that is unknown, out of order, or set up wrongly."""
    if len(steps) > MAX_STEPS:
        message = f"A pipeline has at most {MAX_STEPS} steps; this one has {len(steps)}."
        yield Problem(("body", "steps"), message)
        return
    yield from _unstorable(steps)
    before = START
    for index, step in enumerate(steps):
        try:
            processor = processors.find(step.to_wire())
        except UnknownProcessorError as error:
            message = f"Step {index} {step.type!r}: {error}"
            yield Problem(("body", "steps", index, error.field), message)
        else:
            yield from _misplaced(index, processor, before)
            yield from _bad_settings(index, step, processor)
        before = step.type


def _unstorable(steps: Sequence[PipelineStep]) -> Iterator[Problem]:
    """Yield the steps that are too large to keep, or hold what no answer could carry."""
    for index, step in enumerate(steps):
        try:
            require_storable(step.to_wire())
        except ValueError as error:
            yield Problem(("body", "steps", index), f"Step {index} can't be kept: {error}.")


def _misplaced(index: int, processor: Processor, before: str) -> Iterator[Problem]:
    if before in processor.may_follow:
        return
    allowed = ", ".join(sorted(processor.may_follow - {START}))
    rule = "must be the first step" if not allowed else f"may follow only: {allowed}"
    where = "comes first" if before == START else f"follows {before!r}"
    message = f"Step {index} {processor.step_type!r} {where}, but it {rule}."
    yield Problem(("body", "steps", index, "type"), message)


def _bad_settings(index: int, step: PipelineStep, processor: Processor) -> Iterator[Problem]:
    try:
        processor.settings_model.model_validate(step.settings)
    except ValidationError as error:
        for item in error.errors(include_url=False, include_context=False, include_input=False):
            path = ("body", "steps", index, "settings", *item["loc"])
            reason = item["msg"].removeprefix("Value error, ")
            setting = ".".join(str(part) for part in item["loc"])
            name = f"setting {setting!r}" if setting else "settings"
            yield Problem(path, f"Step {index} {step.type!r}, {name}: {reason}")
