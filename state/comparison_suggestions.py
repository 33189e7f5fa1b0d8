"""What is likely to be compared with what: told by the sides' configurations."""

from collections.abc import Collection, Sequence

from lineup.comparing.naming import config_hash, wire_steps
from lineup.contract.pipelines import DRAFT, PipelineStep
from lineup.workspace.comparison_model import ComparedSide
from state import queries
from state.comparison_sides import SideChoice, side_name
from state.connection import Connection


def suggest_side(
    connection: Connection,
    sides: Sequence[SideChoice],
    hashes: Collection[str] | None = None,
) -> str | None:
    """Return what is most likely to be compared with these: a draft that differs, else the newest other version.

    Where the pipelines have neither it is a draft that doesn't differ, so that the choice begins with their pipeline.
    `hashes` are of the sides' configurations where they aren't what the server has now.
    """
    names = {side.name for side in sides}
    told = hashes or {_hash_of(side) for side in sides if side.pipeline is not None}
    for side in sides:
        for name in _others(side, told):
            if name not in names:
                return name
    drafts = _own_drafts(sides)
    if drafts:
        return drafts[0]
    for pipeline in queries.pipelines(connection):
        name = side_name(pipeline.pipeline_id, pipeline.default_version)
        if name not in names:
            return name
    return None


def is_among(choice: SideChoice, sides: Sequence[ComparedSide]) -> bool:
    """Whether a side is one of a comparison's already; a draft is if it is as it was then."""
    if choice.number == DRAFT and choice.is_run:
        return choice.pipeline is not None and any(
            side.version == DRAFT
            and side.pipeline_id == choice.pipeline.pipeline_id
            and side.config_hash == _hash(choice.pipeline.steps)
            for side in sides
        )
    return choice.name in {side.key for side in sides}


def is_same_configuration(one: SideChoice, other: SideChoice) -> bool:
    """Whether two sides that are run have the same steps with the same settings."""
    return bool(one.steps) and _hash(one.steps) == _hash(other.steps)


def _others(side: SideChoice, told: Collection[str]) -> list[str]:
    """Return what else a side's pipeline has, in the order people compare it; its draft only if it differs."""
    pipeline = side.pipeline
    if pipeline is None:
        return []
    has_moved_on = _hash(pipeline.steps) not in told
    published = sorted((version.version for version in side.versions), reverse=True)
    numbers = [DRAFT] if has_moved_on else []
    numbers += [number for number in (pipeline.active_version, *published) if number]
    numbers.sort(
        key=lambda number: number == side.number
    )  # an execution's own version is the least likely
    return [side_name(pipeline.pipeline_id, number) for number in dict.fromkeys(numbers)]


def _own_drafts(sides: Sequence[SideChoice]) -> list[str]:
    """Return the drafts of the sides' pipelines of which no draft is a side."""
    ids = dict.fromkeys(side.pipeline.pipeline_id for side in sides if side.pipeline is not None)
    among = {
        side.pipeline.pipeline_id
        for side in sides
        if side.pipeline is not None and side.number == DRAFT
    }
    return [side_name(each, DRAFT) for each in ids if each not in among]


def _hash_of(side: SideChoice) -> str:
    if side.execution is not None:
        return config_hash((side.execution.config_snapshot or {}).get("steps") or ())
    return _hash(side.steps)


def _hash(steps: Sequence[PipelineStep]) -> str:
    return config_hash(wire_steps(steps))
