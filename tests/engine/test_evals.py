"""Runs that are scored, through the client: what comes back, what it costs, and what the cache makes of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from lineup.client import Client
from lineup.contract.eval_rubrics import EvalDefinition, EvalRubricChange, NewEvalRubric
from lineup.contract.evaluations import Evaluation, read_evaluation
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services
from lineup.engine.evals import scoring
from lineup.engine.evals.subject import Subject
from lineup.engine.processors.protocol import StepTask
from tests.engine.working import Worker
from tests.llm.fake_llm import fake_llm, says, status

PAGE = b"<!doctype html><h1>Title</h1><p>Some text.</p><h4>Deep</h4>"
RULES: list[dict[str, Any]] = [
    {"name": "Headings", "type": "block", "check": {"kind": "heading_order"}},
    {"name": "Tone", "type": "document", "description": "The tone is friendly."},
]

Run = Callable[..., Execution]


def definition(*rules: dict[str, Any]) -> EvalDefinition:
    return EvalDefinition.model_validate({"rules": list(rules)})


@pytest.fixture
def rubric_id(local: Client) -> int:
    new = NewEvalRubric(name="Reading", eval_definition=definition(*RULES))
    return local.create_rubric(new).id


@pytest.fixture
def pipeline_id(local: Client, rubric_id: int) -> str:
    step = PipelineStep(type="convert", settings={"mode": "fast"}, eval_rubric_id=rubric_id)
    return local.create_pipeline([step]).pipeline_id


@pytest.fixture
def run(
    services: Services, database: Engine, local: Client, pipeline_id: str, tmp_path: Path
) -> Run:
    worker = Worker(services, database)
    document = tmp_path / "page.html"
    document.write_bytes(PAGE)

    def run(**options: Any) -> Execution:
        pending = local.run_pipeline_on_file(pipeline_id, document, RunOptions(**options))
        return worker.work(pending.execution_id)

    return run


def evaluation(client: Client, execution: Execution) -> Evaluation:
    found = read_evaluation(client.get_step_result(execution.execution_id, 0).evaluation)
    assert found is not None
    return found


def test_a_step_with_a_rubric_is_scored_if_the_run_asks_for_it(run: Run, local: Client) -> None:
    found = evaluation(local, run(run_evals=True))

    headings, tone = found.evaluations
    assert found.eval_definition_name == "Reading"
    assert (headings.rule_score, headings.items_evaluated) == (2.5, 2)
    assert headings.individual_results[0].feedback == "level 4 follows level 1"
    assert headings.individual_results[0].block_id == "/page/0/SectionHeader/2"
    assert (tone.rule_score, tone.judged_by) == (None, None)
    assert found.overall_score == 2.5


def test_a_run_that_does_not_ask_has_no_scores(run: Run, local: Client) -> None:
    result = local.get_step_result(run().execution_id, 0)

    assert result.evaluation is None


def test_scoring_is_free(run: Run) -> None:
    with_scores, without = run(run_evals=True), run(skip_cache=True)

    assert with_scores.rate_breakdown is not None
    assert without.rate_breakdown is not None
    assert with_scores.rate_breakdown["billed_cents"] == without.rate_breakdown["billed_cents"] > 0


def test_scores_come_with_the_cached_result_and_only_for_runs_that_ask(
    run: Run, local: Client
) -> None:
    first = run(run_evals=True)
    again, without = run(run_evals=True), run()

    assert evaluation(local, again) == evaluation(local, first)
    assert [local.get_record(each.execution_id).steps[0].reused for each in (again, without)] == [
        "cache",
        None,
    ]
    assert local.get_step_result(without.execution_id, 0).evaluation is None


def test_a_changed_rubric_scores_anew(run: Run, local: Client, rubric_id: int) -> None:
    run(run_evals=True)
    local.update_rubric(rubric_id, EvalRubricChange(eval_definition=definition(RULES[0])))
    changed = run(run_evals=True)

    assert local.get_record(changed.execution_id).steps[0].reused is None
    assert len(evaluation(local, changed).evaluations) == 1


def test_another_model_scores_anew(
    run: Run,
    services: Services,
    database: Engine,
    local: Client,
    pipeline_id: str,
    tmp_path: Path,
) -> None:
    run(run_evals=True)
    pending = local.run_pipeline_on_file(
        pipeline_id, tmp_path / "page.html", RunOptions(run_evals=True)
    )
    ended = Worker(services, database, judge="a model").work(pending.execution_id)

    assert local.get_record(ended.execution_id).steps[0].reused is None


def test_a_rule_in_words_is_judged_by_the_model_that_is_set(
    run: Run, local: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fake_llm() as fake:
        fake.then(says({"score": 4, "feedback": "dry"}))
        monkeypatch.setenv("LINEUP_LLM_BASE_URL", fake.base_url)
        tone = evaluation(local, run(run_evals=True)).evaluations[1]

    assert (tone.rule_score, tone.judged_by) == (4, "language model")
    assert tone.individual_results[0].feedback == "dry"


def test_a_model_that_failed_is_asked_again_by_the_next_run(
    run: Run, local: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fake_llm() as fake:
        fake.then(status(401), says({"score": 4, "feedback": "dry"}))
        monkeypatch.setenv("LINEUP_LLM_BASE_URL", fake.base_url)
        before = evaluation(local, run(run_evals=True)).evaluations[1]
        after = evaluation(local, run(run_evals=True)).evaluations[1]

    assert (before.rule_score, after.rule_score) == (None, 4)


def test_a_step_without_a_rubric_is_the_same_with_and_without_evals(
    local: Client, services: Services, database: Engine, tmp_path: Path
) -> None:
    pipeline = local.create_pipeline([PipelineStep(type="convert", settings={"mode": "fast"})])
    document = tmp_path / "page.html"
    document.write_bytes(PAGE)
    worker = Worker(services, database)
    for options in (RunOptions(), RunOptions(run_evals=True)):
        pending = local.run_pipeline_on_file(pipeline.pipeline_id, document, options)
        ended = worker.work(pending.execution_id)

    assert local.get_record(ended.execution_id).steps[0].reused == "cache"


def test_a_run_waiting_while_its_rubric_changes_is_scored_as_submitted(
    services: Services,
    database: Engine,
    local: Client,
    pipeline_id: str,
    rubric_id: int,
    tmp_path: Path,
) -> None:
    document = tmp_path / "page.html"
    document.write_bytes(PAGE)
    pending = local.run_pipeline_on_file(pipeline_id, document, RunOptions(run_evals=True))
    local.update_rubric(rubric_id, EvalRubricChange(eval_definition=definition(RULES[1])))
    local.archive_rubric(rubric_id)

    ended = Worker(services, database).work(pending.execution_id)

    assert len(evaluation(local, ended).evaluations) == 2


def test_scoring_that_breaks_loses_no_result(
    run: Run, local: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Subject, __: StepTask) -> Subject:
        raise ZeroDivisionError

    monkeypatch.setattr(scoring, "subject_of", broken)
    ended = run(run_evals=True)

    result = local.get_step_result(ended.execution_id, 0)
    assert ended.status == "completed"
    assert result.markdown
    assert result.evaluation is None
    assert result.warnings == [
        "The step was not scored: the scoring failed unexpectedly (ZeroDivisionError)."
    ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        pytest.param(
            {"type": "page", "check": {"kind": "schema_validity"}},
            "set the rule's type to document",
            id="type",
        ),
        pytest.param(
            {"type": "page", "check": {"kind": "pattern", "pattern": "(?=a)b"}},
            "can't be used (look-around",
            id="look-around",
        ),
        pytest.param(
            {"type": "page", "check": {"kind": "pattern", "pattern": "a" * 301}},
            "301 characters, and 300",
            id="long",
        ),
        pytest.param(
            {"type": "page", "check": {"kind": "table_shape", "min_row": 3}}, "min_row", id="option"
        ),
        pytest.param({"type": "page", "check": {"kind": "magic"}}, "'magic'", id="kind"),
        pytest.param({"type": "page", "check": {"pattern": "x"}}, "kind", id="no kind"),
    ],
)
def test_a_check_that_can_not_be_is_refused_with_a_sentence(
    api: httpx.Client, rule: dict[str, Any], words: str
) -> None:
    body = {"name": "Odd", "eval_definition": {"rules": [{"name": "Rule", **rule}]}}

    answer = api.post("/api/v1/eval_rubrics", json=body)

    assert answer.status_code == 422
    assert words in answer.text


def test_a_pattern_that_would_hang_a_matcher_is_matched_at_once(
    services: Services, database: Engine, local: Client, tmp_path: Path
) -> None:
    rule = {"name": "Evil", "type": "document", "check": {"kind": "pattern", "pattern": "(a+)+$b"}}
    rubric = local.create_rubric(NewEvalRubric(name="Evil", eval_definition=definition(rule)))
    step = PipelineStep(type="convert", settings={"mode": "fast"}, eval_rubric_id=rubric.id)
    document = tmp_path / "page.html"
    document.write_bytes(b"<!doctype html><p>" + b"a" * 5_000)
    pending = local.run_pipeline_on_file(
        local.create_pipeline([step]).pipeline_id, document, RunOptions(run_evals=True)
    )

    ended = Worker(services, database).work(pending.execution_id)

    assert evaluation(local, ended).evaluations[0].rule_score == 0
