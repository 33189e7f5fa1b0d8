"""Which steps have a rubric."""

from collections.abc import Sequence

from lineup.client import ClientError
from lineup.contract.pipelines import PipelineStep
from state import queries
from state.connection import Connection


def scored_steps(connection: Connection, versions: Sequence[Sequence[PipelineStep]]) -> list[str]:
    """Return each step that has a rubric with that rubric's name, such as `0 convert by Reading`, once for all versions."""
    told = [
        f"{index} {step.type} by {_name(connection, step.eval_rubric_id)}"
        for steps in versions
        for index, step in enumerate(steps)
        if step.eval_rubric_id is not None
    ]
    return list(dict.fromkeys(told))


def _name(connection: Connection, rubric_id: int) -> str:
    """Return the rubric's name, its number where the server doesn't tell: the form must not fail for that."""
    try:
        return queries.rubric(connection, rubric_id).name
    except ClientError:
        return f"rubric {rubric_id}"


def rubric_names(connection: Connection, steps: Sequence[PipelineStep]) -> dict[int, str]:
    """Return the names of the rubrics that a step can be scored by, by their ids, and of those that the steps have.

    A server that lists none leaves only those.
    """
    try:
        names = {each.id: each.name for each in queries.rubrics(connection)}
    except ClientError:
        names = {}
    used = {step.eval_rubric_id for step in steps if step.eval_rubric_id is not None}
    return names | {each: _name(connection, each) for each in used - names.keys()}
