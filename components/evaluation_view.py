"""How a step scored by its rubric: each rule, worst first, and the lowest results with their places."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.failure import plain
from components.formatting import ABSENT, count_text
from components.limits import cut_text
from lineup.contract.evaluations import BEST, Evaluation, RuleResult
from lineup.contract.executions import Execution

_MOST_CELL = 300
_BANDS = ((4.5, "very good"), (3.5, "good"), (2.5, "fair"), (0.0, "poor"))
"""From which score a result is called what; the words are ours."""


@dataclass(frozen=True)
class LowResult:
    """One of the lowest results: of which rule, how it scored and why, and where it is on a 0-based page."""

    rule: str
    score: float
    feedback: str
    page_id: int | None
    block_id: str | None
    block_type: str | None


OpenPlace = Callable[[str, Sequence[LowResult]], None]
"""Opens the place of the row chosen in the table of this key, whose rows these are."""


def draw_evaluation(evaluation: Evaluation, *, on_open: OpenPlace, key: str) -> None:
    """Draw the overall score, the rules and their lowest results; choosing one of these opens its page and block."""
    st.markdown(overall_text(evaluation))
    rules = worst_first(evaluation)
    score = st.column_config.ProgressColumn("Score", min_value=0, max_value=BEST, format="%.1f")
    st.dataframe(
        rules_frame(rules),
        hide_index=True,
        height="content",
        column_config={"Score": score},
        alt="Rules",
    )
    for rule in rules:
        if rule.note:
            st.caption(f":material/info: {plain(rule.name)}: {plain(rule.note)}")
    _draw_low_results(low_results(rules), on_open, key)


def draw_not_scored(reason: str) -> None:
    """Draw why there are no scores."""
    st.info(reason, icon=":material/info:")


def overall_text(evaluation: Evaluation) -> str:
    """Return `4.2 of 5 (good) over 3 rules, by the rubric Reading`, as markdown."""
    scored = [rule for rule in evaluation.evaluations if rule.rule_score is not None]
    rubric = plain(evaluation.eval_definition_name or "without a name")
    if evaluation.overall_score is None:
        return f"**Not scored** · no rule of the rubric {rubric} could be judged"
    total = len(evaluation.evaluations)
    left = f", {total - len(scored)} not scored" if total > len(scored) else ""
    score = f"**{evaluation.overall_score:.1f} of 5** ({score_word(evaluation.overall_score)})"
    return f"{score} · mean of {count_text(len(scored), 'rule')}{left} · rubric {rubric}"


def score_word(score: float) -> str:
    """Return a score in a word."""
    return next((word for least, word in _BANDS if round(score, 1) >= least), "poor")


def worst_first(evaluation: Evaluation) -> list[RuleResult]:
    """Return the rules by their scores, the lowest first, those without a score last."""
    return sorted(
        evaluation.evaluations,
        key=lambda rule: (rule.rule_score is None, rule.rule_score or 0.0),
    )


def rules_frame(rules: Sequence[RuleResult]) -> pd.DataFrame:
    """Return the rules as a table."""
    return pd.DataFrame(
        {
            "Rule": [rule.name for rule in rules],
            "Score": pd.Series([rule.rule_score for rule in rules], dtype="float"),
            "In words": [
                "not scored" if rule.rule_score is None else score_word(rule.rule_score)
                for rule in rules
            ],
            "Looked at": [_looked_at(rule) for rule in rules],
            "Judged by": [_judge_text(rule.judged_by) for rule in rules],
        }
    )


def _judge_text(judge: str | None) -> str:
    """Return what judged a rule; a check's name is written in words."""
    if judge is None:
        return ABSENT
    return judge.replace("_", " ") if judge.startswith("check ") else judge


def low_results(rules: Sequence[RuleResult]) -> list[LowResult]:
    """Return what lost points in any rule, the lowest first."""
    found = [
        LowResult(
            rule.name, each.score, each.feedback, each.page_id, each.block_id, each.block_type
        )
        for rule in rules
        for each in rule.individual_results
        if each.score < BEST
    ]
    return sorted(found, key=lambda result: result.score)


def low_results_frame(results: Sequence[LowResult]) -> pd.DataFrame:
    """Return the results as a table, pages as people count them."""
    return pd.DataFrame(
        {
            "Score": [f"{result.score:.1f}" for result in results],
            "What is wrong": [cut_text(result.feedback, _MOST_CELL).text for result in results],
            "Page": [
                ABSENT if result.page_id is None else str(result.page_id + 1) for result in results
            ],
            "Block": [result.block_type or ABSENT for result in results],
            "Rule": [result.rule for result in results],
        }
    )


def why_not_scored(execution: Execution, step_index: int) -> str:
    """Return why the step's result has no scores that can be shown."""
    snapshot = execution.config_snapshot or {}
    steps = snapshot.get("steps") if isinstance(snapshot.get("steps"), list) else []
    step = steps[step_index] if steps and step_index < len(steps) else {}
    if steps and not step.get("eval_rubric_id"):
        return (
            "This step has no rubric, so there is nothing to score it by. A rubric is saved with POST /api/v1/eval_rubrics "
            "and named in the step's eval_rubric_id."
        )
    if not (execution.input_config or {}).get("run_evals"):
        return "This run did not ask for scores: run again with Run evals ticked."
    return "The server sent no scores for this step that could be read."


def _draw_low_results(results: Sequence[LowResult], on_open: OpenPlace, key: str) -> None:
    if not results:
        st.caption("Nothing that was looked at lost a point.")
        return
    has_places = any(result.page_id is not None for result in results)
    hint = " · choose one to see its page and block" if has_places else ""
    st.markdown(f"**Lowest results**{hint}")
    st.dataframe(
        low_results_frame(results),
        hide_index=True,
        height="content",
        key=key,
        selection_mode="single-row",
        on_select=lambda: on_open(key, results),
        alt="Lowest results",
    )


def _looked_at(rule: RuleResult) -> str:
    if rule.items_evaluated == 0:
        return ABSENT
    noun = rule.type if rule.type in {"block", "page"} else "result"
    return count_text(rule.items_evaluated, noun)
