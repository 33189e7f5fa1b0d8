"""A rubric as a step is scored by it."""

from dataclasses import dataclass

from lineup.contract.eval_rubrics import EvalRubric
from lineup.contract.wire import JsonObject


@dataclass(frozen=True)
class Rubric:
    """Its name and its rules as they are stored, in the version that the run was submitted with."""

    name: str
    rules: tuple[object, ...]


def rubric_version(rubric: EvalRubric, version: int | None) -> Rubric | None:
    """Return the rubric as it was in a version, the present one for None; None where that version is not known."""
    if version is None or version == rubric.version:
        return _read(rubric.name, rubric.eval_definition)
    earlier = next((each for each in rubric.version_history or () if each.version == version), None)
    if earlier is None:
        return None
    return _read(earlier.name or rubric.name, earlier.eval_definition)


def _read(name: str, definition: JsonObject) -> Rubric:
    rules = definition.get("rules")
    return Rubric(name, tuple(rules) if isinstance(rules, list) else ())
