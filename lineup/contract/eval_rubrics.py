"""Eval rubrics (contract §8.1). The inner shape of `eval_definition` is not documented: what it is here is our decision."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator, model_validator

from lineup.contract.eval_checks import EvalCheck, RuleType, types_of
from lineup.contract.extraction_schemas import LongText, ShortName
from lineup.contract.stored_json import require_storable
from lineup.contract.wire import JsonObject, UtcDatetime, WireModel

MAX_RULES = 50
"""The most rules of a rubric; a limit of ours."""


class EvalRule(WireModel):
    """One thing that is judged, scored from 0 to 5; `description` says what is asked for. Other keys are kept.

    `check` declares how it is judged; a rule without one is judged by its words.
    """

    name: ShortName
    type: RuleType
    description: LongText = ""
    check: EvalCheck | None = None

    @model_validator(mode="after")
    def _fit_check_to_type(self) -> "EvalRule":
        if self.check is not None and self.type not in types_of(self.check):
            fitting = " or ".join(sorted(types_of(self.check)))
            message = f"a {self.check.kind} check can't look at each {self.type.value}: set the rule's type to {fitting}"
            raise ValueError(message)
        return self


class EvalDefinition(WireModel):
    """What a rubric judges: rules of different names. Other keys are kept."""

    rules: Annotated[list[EvalRule], Field(min_length=1, max_length=MAX_RULES)]

    @field_validator("rules")
    @classmethod
    def _tell_rules_apart(cls, rules: list[EvalRule]) -> list[EvalRule]:
        names = [rule.name for rule in rules]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            message = f"two rules are called {twice!r}: give each a name of its own"
            raise ValueError(message)
        return rules


def _within_limits(value: Any) -> Any:  # noqa: ANN401 (JSON)
    return require_storable(value) if isinstance(value, dict) else value


StorableDefinition = Annotated[EvalDefinition, BeforeValidator(_within_limits)]
"""A definition that is sent to be kept."""


class RubricVersion(WireModel):
    """An earlier version of a rubric."""

    version: int
    name: str | None = None
    description: str | None = None
    eval_definition: JsonObject
    updated: UtcDatetime | None = None


class EvalRubric(WireModel):
    """A rubric in its present version; `version_history` has the earlier ones, oldest first, None without any.

    `eval_definition` is whatever the server keeps: another server's rules may have another shape.
    """

    id: int
    name: str
    description: str | None = None
    eval_definition: JsonObject
    source: str | None = None
    source_processor_id: str | None = None
    archived: bool = False
    version: int = 1
    created: UtcDatetime | None = None
    updated: UtcDatetime | None = None
    version_history: list[RubricVersion] | None = None


class EvalRubricList(WireModel):
    """One page of rubrics, the latest first, and how many there are in all."""

    rubrics: list[EvalRubric]
    total: int


class NewEvalRubric(WireModel):
    """The body that saves a rubric."""

    name: ShortName
    description: LongText | None = None
    eval_definition: StorableDefinition


class EvalRubricChange(WireModel):
    """The body that changes a rubric; what is None or not given stays. A change makes a new version."""

    name: ShortName | None = None
    description: LongText | None = None
    eval_definition: StorableDefinition | None = None
