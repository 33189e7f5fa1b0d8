"""What the steps of an execution are called, and the order in which people read them."""

from collections import Counter
from collections.abc import Sequence

from components.formatting import pages_text
from components.limits import cut_line
from lineup.contract.executions import ExecutionStep

_MOST_NAME = 40


def in_reading_order(steps: Sequence[ExecutionStep]) -> list[ExecutionStep]:
    """Return the steps as they are done: each section before the step that merges it, though it has a later index."""
    return sorted(steps, key=_place)


def step_names(steps: Sequence[ExecutionStep]) -> dict[int, str]:
    """Return each step's name by its index: `1 segment`, and of a section's node `Invoice (2) · pages 3-5`."""
    titles = section_titles(steps)
    return {
        step.step_index: f"{step.step_index} {step.step_type}"
        if step.section is None
        else f"{titles[step.step_index]} · {pages_text(step.section.pages)}"
        for step in steps
    }


def section_titles(steps: Sequence[ExecutionStep]) -> dict[int, str]:
    """Return each section's name by its node's index, numbered where several have the same."""
    named = [
        (step.step_index, cut_name(step.section.name)) for step in steps if step.section is not None
    ]
    counts, seen = Counter(name for _, name in named), Counter[str]()
    titles = {}
    for index, name in named:
        seen[name] += 1
        titles[index] = f"{name} ({seen[name]})" if counts[name] > 1 else name
    return titles


def cut_name(name: str, most: int = _MOST_NAME) -> str:
    """Return a name that fits on a line, without line ends."""
    return cut_line(name if name.strip() else "without a name", most)


def _place(step: ExecutionStep) -> tuple[int, int, int]:
    if step.section is None:
        return (step.step_index, 1, 0)
    return (step.section.planned_step, 0, step.step_index)
