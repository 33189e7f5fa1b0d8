"""The evaluation of a step: each rule scored, and the lowest results with their places (contract §4.8)."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from lineup.contract.eval_checks import (
    Arithmetic,
    HeadingOrder,
    Judged,
    NoEmptyPage,
    Pattern,
    RequiredFields,
    SchemaValidity,
    TableShape,
    TextAgreement,
)
from lineup.contract.evaluations import Evaluation, ItemResult, RuleResult
from lineup.engine.evals.checks.arithmetic import check_arithmetic
from lineup.engine.evals.checks.fields import check_required_fields, check_schema_validity
from lineup.engine.evals.checks.patterns import check_pattern
from lineup.engine.evals.checks.structure import (
    check_empty_pages,
    check_heading_order,
    check_table_shape,
)
from lineup.engine.evals.checks.text_layer import check_text_agreement
from lineup.engine.evals.items import Item, NotScored, by_type
from lineup.engine.evals.judge import Judge
from lineup.engine.evals.plan import PlannedRule, plan_rule, read_rule
from lineup.engine.evals.rubric import Rubric
from lineup.engine.evals.subject import Subject

LOWEST = 10
"""How many of a rule's lowest results are told."""

SECONDS = 60.0
"""How long the scoring of a step may take; the rules that are left then are not scored."""

_NOTHING = "There is nothing of the kind that the rule looks at."
_LATE = "Not scored: the scoring of this step took too long."
_CUT = "Scored in part: the scoring of this step took too long."


@dataclass(frozen=True)
class Evaluator:
    """Scores what steps made. The judge is the language model, None without one."""

    judge: Judge | None = None
    monotonic: Callable[[], float] = field(default=time.monotonic)
    seconds: float = SECONDS

    def evaluate(self, rubric: Rubric, subject: Subject) -> Evaluation:
        """Return how the subject scores by the rubric; every rule is in it, those that could not be scored too."""
        end = self.monotonic() + self.seconds
        rules = [self._rule(written, subject, end) for written in rubric.rules]
        return Evaluation(
            eval_definition_name=rubric.name,
            evaluations=rules,
            total_items_evaluated=sum(rule.items_evaluated for rule in rules),
        )

    def _rule(self, written: object, subject: Subject, end: float) -> RuleResult:
        named = written if isinstance(written, dict) else {}
        result = RuleResult(name=str(named.get("name", "")), type=str(named.get("type", "")))
        try:
            planned = plan_rule(read_rule(written), has_model=self.judge is not None)
            result = result.model_copy(update={"judged_by": planned.judged_by})
            items, note = self._taken(self._items(planned, subject), end)
        except NotScored as told:
            return result.model_copy(update={"note": str(told)})
        found = by_type(items, planned.rule.type)
        return result.model_copy(update=_scores(found) | {"note": note})

    def _taken(self, items: Iterable[Item], end: float) -> tuple[list[Item], str | None]:
        if self.monotonic() > end:
            raise NotScored(_LATE)
        taken: list[Item] = []
        try:
            for item in items:
                taken.append(item)
                if self.monotonic() > end:
                    return taken, _CUT
        except NotScored as told:
            if not taken:
                raise
            return taken, f"Scored in part: {told}"
        if not taken:
            raise NotScored(_NOTHING)
        return taken, None

    def _items(self, planned: PlannedRule, subject: Subject) -> Iterator[Item]:  # noqa: PLR0911 (a closed set)
        check, rule_type = planned.check, planned.rule.type
        match check:
            case RequiredFields():
                return check_required_fields(check, subject)
            case Pattern():
                return check_pattern(check, subject, rule_type)
            case NoEmptyPage():
                return check_empty_pages(check, subject)
            case HeadingOrder():
                return check_heading_order(check, subject)
            case TableShape():
                return check_table_shape(check, subject)
            case TextAgreement():
                return check_text_agreement(check, subject)
            case SchemaValidity():
                return check_schema_validity(check, subject)
            case Arithmetic():
                return check_arithmetic(check, subject, rule_type)
            case Judged():
                return iter(()) if self.judge is None else self.judge.items(planned.rule, subject)
            case _:
                assert_never(check)


def _scores(items: list[Item]) -> dict[str, object]:
    lowest = sorted(items, key=lambda item: item.score)[:LOWEST]
    return {
        "rule_score": round(sum(item.score for item in items) / len(items), 2),
        "items_evaluated": len(items),
        "individual_results": [_result(item) for item in lowest],
    }


def _result(item: Item) -> ItemResult:
    return ItemResult(
        score=round(item.score, 2),
        feedback=item.feedback,
        block_id=item.place.block_id,
        page_id=item.place.page_id,
        block_type=item.place.block_type,
    )
