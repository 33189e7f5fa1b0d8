"""The evaluation in a step result (contract §4.8). `note` and `judged_by` are ours."""

from pydantic import Field, ValidationError

from lineup.contract.wire import JsonObject, WireModel

BEST = 5.0
"""The best score; the worst is 0."""


class ItemResult(WireModel):
    """How one thing scored; `page_id` is the 0-based page. What isn't on a page has no place."""

    score: float
    feedback: str = ""
    block_id: str | None = None
    page_id: int | None = None
    block_type: str | None = None


class RuleResult(WireModel):
    """How a rule scored: the mean of what it looked at, and the lowest of these. `rule_score` is None if it wasn't scored.

    `judged_by` says what judged, `note` why there is no score or what people should know of it.
    """

    name: str
    type: str = ""
    rule_score: float | None = None
    items_evaluated: int = 0
    individual_results: list[ItemResult] = Field(default_factory=list)
    judged_by: str | None = None
    note: str | None = None


class Evaluation(WireModel):
    """How a step's output scored by a rubric."""

    eval_definition_name: str = ""
    evaluations: list[RuleResult] = Field(default_factory=list)
    total_items_evaluated: int = 0

    @property
    def overall_score(self) -> float | None:
        """The mean of the rules that were scored, each counting once; None if none was. Ours: the API has no such figure."""
        scores = [rule.rule_score for rule in self.evaluations if rule.rule_score is not None]
        return sum(scores) / len(scores) if scores else None


def read_evaluation(written: JsonObject | None) -> Evaluation | None:
    """Return the evaluation; None without one, or for one of a shape that nobody documents."""
    if not written:
        return None
    try:
        return Evaluation.model_validate(written)
    except ValidationError:
        return None
