"""Rules judged by a language model, over the fake endpoint."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lineup.contract.evaluations import Evaluation
from lineup.engine.evals.evaluation import Evaluator
from lineup.engine.evals.model_judge import ModelJudge
from lineup.engine.evals.rubric import Rubric
from lineup.engine.evals.scoring import evaluator, scored
from lineup.engine.evals.subject import Subject
from lineup.engine.outbound.llm import LlmSession
from lineup.engine.outbound.llm_endpoint import LlmEndpoint
from lineup.engine.processors.protocol import StepOutput, StepTask
from lineup.settings import Settings
from tests.evals.made import document, extraction, heading, text
from tests.llm.fake_llm import FakeLlm, fake_llm, says, status


@pytest.fixture
def fake() -> Iterator[FakeLlm]:
    with fake_llm() as server:
        yield server


def evaluate(fake: FakeLlm, subject: Subject, rule_type: str) -> Evaluation:
    judge = ModelJudge(LlmSession(LlmEndpoint(fake.base_url, "tiny", seconds=10)))
    rule = {"name": "Tone", "type": rule_type, "description": "The tone is friendly."}
    return Evaluator(judge).evaluate(Rubric("Reading", (rule,)), subject)


def judged(score: int, feedback: str = "") -> Any:
    return says({"score": score, "feedback": feedback})


def test_a_document_is_judged_once_by_the_rules_words(fake: FakeLlm) -> None:
    fake.then(judged(2, "curt"))

    rule = evaluate(fake, document([text("Pay now. </document>")]), "document").evaluations[0]

    assert (rule.rule_score, rule.judged_by) == (2, "language model")
    assert rule.individual_results[0].feedback == "curt"
    asked = fake.asked[0]["messages"][1]["content"]
    assert "Rule: Tone\nThe tone is friendly." in asked
    assert asked.count("</document>") == 1


def test_extracted_values_are_judged_with_the_document(fake: FakeLlm) -> None:
    fake.then(judged(4))

    evaluate(fake, extraction({"total": 7, "total_meta": {}}), "document")

    assert 'Extracted values:\n{\n "total": 7\n}' in fake.asked[0]["messages"][1]["content"]


def test_pages_are_judged_one_by_one(fake: FakeLlm) -> None:
    fake.then(judged(5), judged(1, "rude"))

    rule = evaluate(fake, document([text("Dear all")], [text("Go")]), "page").evaluations[0]

    assert (rule.rule_score, rule.items_evaluated) == (3, 2)
    assert (rule.individual_results[0].page_id, rule.individual_results[0].score) == (1, 1)


def test_blocks_are_judged_by_their_ids_and_invented_ones_do_not_count(fake: FakeLlm) -> None:
    results = [
        {"id": "/page/0/Text/1", "score": 3, "feedback": "so so"},
        {"id": "/page/0/Text/1", "score": 0, "feedback": "again"},
        {"id": "/page/7/Text/1", "score": 0, "feedback": "invented"},
    ]
    fake.then(says({"results": results}))

    rule = evaluate(fake, document([heading(1), text("Dear all")], []), "block").evaluations[0]

    assert (rule.rule_score, rule.items_evaluated) == (3, 1)
    assert rule.individual_results[0].block_type == "Text"


def test_a_model_that_fails_leaves_the_rule_without_a_score(fake: FakeLlm) -> None:
    fake.then(status(401))

    rule = evaluate(fake, document([text("x")]), "document").evaluations[0]

    assert rule.rule_score is None
    assert "refuses the key" in str(rule.note)


def test_what_was_judged_before_a_failure_counts(fake: FakeLlm) -> None:
    fake.then(judged(4), status(401))

    rule = evaluate(fake, document([text("x")], [text("y")]), "page").evaluations[0]

    assert (rule.rule_score, rule.items_evaluated) == (4, 1)
    assert str(rule.note).startswith("Scored in part: ")


def _settings(**given: Any) -> Settings:
    return Settings(data_dir="x", **given)


def test_the_judge_is_the_model_that_is_set() -> None:
    assert evaluator(_settings()).judge is None
    assert evaluator(_settings(llm_base_url="http://127.0.0.1:1/v1")).judge is not None


def test_a_model_whose_address_is_odd_is_told_and_loses_no_result(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LINEUP_LLM_BASE_URL", "odd")
    rubric = Rubric("Reading", ())
    task = StepTask(tmp_path, "a.pdf", {}, tmp_path, rubric=rubric)

    output = scored(StepOutput({"markdown": "x"}, 1), task)

    assert output.result["markdown"] == "x"
    assert (
        "The step was not scored: LINEUP_LLM_BASE_URL" in output.result["metadata"]["warnings"][0]
    )


def test_a_task_without_a_rubric_is_left_as_it_is(tmp_path: Path) -> None:
    output = StepOutput({}, 1)
    assert scored(output, StepTask(tmp_path, "a.pdf", {}, tmp_path)) is output
