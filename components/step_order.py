"""Where steps may stand in a pipeline: what is wrong with an order, and what can be added, moved and taken away.

A change is possible that makes nothing worse: a pipeline may already hold a step that this server doesn't know.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lineup.contract.installed_processors import (
    CUSTOM,
    START,
    InstalledProcessor,
    InstalledProcessors,
)
from lineup.contract.pipelines import PipelineStep

Item = TypeVar("Item")


@dataclass(frozen=True)
class Addition:
    """A processor that can be added, and the 0-based position its step would have."""

    processor: InstalledProcessor
    position: int


def step_title(step: PipelineStep, known: InstalledProcessors) -> str:
    """Return what people call a step: its processor's title; its type where the server has none."""
    found = known.find(step)
    return found.title if found else step.type.replace("_", " ").capitalize() or "Unnamed"


def order_problems(steps: Sequence[PipelineStep], known: InstalledProcessors) -> list[str]:
    """Return a sentence for each step that can't stand where it does."""
    return list(_problems(steps, known))


def possible_additions(steps: Sequence[PipelineStep], known: InstalledProcessors) -> list[Addition]:
    """Return what can be added, and where; the same processor may fit in several places."""
    return [
        Addition(processor, position)
        for processor in _offered(known)
        for position in range(len(steps) + 1)
        if _new_problem(steps, inserted(steps, bare_step(processor), position), known) is None
    ]


def impossible_additions(steps: Sequence[PipelineStep], known: InstalledProcessors) -> list[str]:
    """Return for each processor that fits nowhere a sentence that says why not at the end."""
    fitting = [addition.processor for addition in possible_additions(steps, known)]
    problems = (
        _new_problem(steps, inserted(steps, bare_step(processor), len(steps)), known)
        for processor in _offered(known)
        if processor not in fitting
    )
    return list(dict.fromkeys(problem for problem in problems if problem))


def why_not_moved(
    steps: Sequence[PipelineStep], position: int, to: int, known: InstalledProcessors
) -> str | None:
    """Return why a step can't be moved to a position; None if it can."""
    if to < 0:
        return "It is the first step."
    if to >= len(steps):
        return "It is the last step."
    return _new_problem(steps, moved(steps, position, to), known)


def why_not_removed(
    steps: Sequence[PipelineStep], position: int, known: InstalledProcessors
) -> str | None:
    """Return why a step can't be taken away; None if it can."""
    if len(steps) == 1:
        return "A pipeline has at least one step."
    return _new_problem(steps, without(steps, position), known)


def bare_step(processor: InstalledProcessor) -> PipelineStep:
    """Return a step of the processor without any settings."""
    identity = processor.custom_processor_id
    own = {} if identity is None else {"custom_processor_id": identity}
    return PipelineStep(type=processor.step_type, **own)


def inserted(items: Sequence[Item], item: Item, position: int) -> list[Item]:
    """Return the items with one more at a position."""
    return [*items[:position], item, *items[position:]]


def without(items: Sequence[Item], position: int) -> list[Item]:
    """Return the items but one."""
    return [*items[:position], *items[position + 1 :]]


def moved(items: Sequence[Item], position: int, to: int) -> list[Item]:
    """Return the items with one at another position."""
    return inserted(without(items, position), items[position], to)


def _offered(known: InstalledProcessors) -> list[InstalledProcessor]:
    return [processor for processor in known.processors if not processor.archived]


def _new_problem(
    before: Sequence[PipelineStep], after: Sequence[PipelineStep], known: InstalledProcessors
) -> str | None:
    """Return the first problem that a change brings; None if it brings none."""
    old, new = order_problems(before, known), order_problems(after, known)
    if len(new) <= len(old):
        return None
    return next((problem for problem in new if problem not in old), new[0])


def _problems(steps: Sequence[PipelineStep], known: InstalledProcessors) -> Iterator[str]:
    if known.max_steps is not None and len(steps) > known.max_steps:
        yield f"A pipeline has at most {known.max_steps} steps."
    before: PipelineStep | None = None
    for step in steps:
        processor = known.find(step)
        if processor is None:
            yield _unknown(step, known)
        elif (before.type if before else START) not in processor.may_follow:
            where = f"follow {step_title(before, known)}" if before else "be the first step"
            yield f"{processor.title} can't {where}: it {_rule(processor, known)}."
        before = step


def _unknown(step: PipelineStep, known: InstalledProcessors) -> str:
    if known.is_complete:
        return f"This server has nothing that does the step {step_title(step, known)}."
    return f"Nothing is known of the step {step_title(step, known)}."


def _rule(processor: InstalledProcessor, known: InstalledProcessors) -> str:
    names = [_type_name(each, known) for each in processor.may_follow if each != START]
    if not names:
        return "is always the first step"
    follows = f"follows {' or '.join([', '.join(names[:-1]), names[-1]] if names[:-1] else names)}"
    return f"is the first step or {follows}" if processor.may_be_first else follows


def _type_name(step_type: str, known: InstalledProcessors) -> str:
    if step_type == CUSTOM:
        return "a custom step"
    titles = (each.title for each in known.processors if each.step_type == step_type)
    return next(titles, step_type)
