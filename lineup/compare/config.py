"""What differs between two lists of steps: steps, settings, schema fields, and one merged graph."""

from collections.abc import Sequence
from itertools import pairwise

from lineup.compare.alignment import in_order
from lineup.compare.config_changes import ConfigDiff, Edge, Mark, StepChange
from lineup.compare.setting_changes import diff_settings
from lineup.contract.pipelines import PipelineStep

_PLAIN = ("custom_processor_id", "eval_rubric_id")
"""What a step says beside its type and settings."""


def diff_config(before: Sequence[PipelineStep], after: Sequence[PipelineStep]) -> ConfigDiff:
    """Return what differs between two lists of steps; a step is the same one if its type (and processor) is."""
    pairs = _pairs(before, after)
    kept = in_order(pairs)
    moved = {pair for position, pair in enumerate(pairs) if position not in kept}
    steps = tuple(
        _step_change(before, after, pair, moved) for pair in _merged(before, after, pairs, moved)
    )
    return ConfigDiff(steps, tuple(_edges(steps)))


def _pairs(before: Sequence[PipelineStep], after: Sequence[PipelineStep]) -> list[tuple[int, int]]:
    """Return the steps that are the same: first by what they are and are set to, then by what they are, then by type."""
    pairs: list[tuple[int, int]] = []
    for told in (_whole, _identity, _type):
        for left, step in enumerate(before):
            for right, other in enumerate(after):
                is_free = all(left != one and right != two for one, two in pairs)
                if is_free and told(step) == told(other):
                    pairs.append((left, right))
    return sorted(pairs)


def _whole(step: PipelineStep) -> object:
    return step.type, step.custom_processor_id, step.eval_rubric_id, step.settings


def _identity(step: PipelineStep) -> object:
    return step.type, step.custom_processor_id


def _type(step: PipelineStep) -> object:
    return step.type


def _merged(
    before: Sequence[PipelineStep],
    after: Sequence[PipelineStep],
    pairs: Sequence[tuple[int, int]],
    moved: set[tuple[int, int]],
) -> list[tuple[int | None, int | None]]:
    """Return every step once in the second list's order, each removed one behind what stood before it."""
    partner = {right: left for left, right in pairs}
    merged: list[tuple[int | None, int | None]] = [
        (partner.get(at), at) for at in range(len(after))
    ]
    removed = [at for at in range(len(before)) if at not in partner.values()]
    places = {left: (left, right) for left, right in pairs if (left, right) not in moved}
    for at in removed:
        earlier = [one for one in range(at) if one in places or one in removed]
        anchor = merged.index(places.get(earlier[-1], (earlier[-1], None))) + 1 if earlier else 0
        merged.insert(anchor, (at, None))
    return merged


def _step_change(
    before: Sequence[PipelineStep],
    after: Sequence[PipelineStep],
    pair: tuple[int | None, int | None],
    moved: set[tuple[int, int]],
) -> StepChange:
    left, right = pair
    if left is None or right is None:
        step = before[left] if left is not None else after[right or 0]
        mark = Mark.REMOVED if right is None else Mark.ADDED
        return StepChange(
            step.type, mark, left, right, custom_processor_id=step.custom_processor_id
        )
    settings, schema = diff_settings(_told(before[left]), _told(after[right]))
    mark = Mark.CHANGED if settings or schema else Mark.SAME
    if (left, right) in moved:
        mark = Mark.MOVED
    step = after[right]
    return StepChange(step.type, mark, left, right, settings, schema, step.custom_processor_id)


def _told(step: PipelineStep) -> dict[str, object]:
    """Return a step as an object whose keys are the paths people read: its settings, and what else it says."""
    plain = {name: getattr(step, name) for name in _PLAIN if getattr(step, name) is not None}
    return {**plain, "settings": step.settings}


def _edges(steps: Sequence[StepChange]) -> list[Edge]:
    """Return the edges of both lists: each step feeds the next one."""
    old = _chain(sorted((step.before, step.key) for step in steps if step.before is not None))
    new = _chain(sorted((step.after, step.key) for step in steps if step.after is not None))
    edges = [Edge(*edge, Mark.SAME if edge in old else Mark.ADDED) for edge in new]
    return edges + [Edge(*edge, Mark.REMOVED) for edge in old if edge not in new]


def _chain(numbered: Sequence[tuple[int, str]]) -> list[tuple[str, str]]:
    return [(one, other) for (_, one), (_, other) in pairwise(numbered)]
