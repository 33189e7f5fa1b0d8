"""The Evaluation view, and that the run form tells what can be scored."""

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.evaluation_view import (
    low_results,
    low_results_frame,
    overall_text,
    rules_frame,
    score_word,
    why_not_scored,
    worst_first,
)
from components.run_options import scored_text
from lineup.client import Client
from lineup.contract.eval_rubrics import EvalDefinition, NewEvalRubric
from lineup.contract.evaluations import Evaluation
from lineup.contract.pipelines import PipelineStep
from lineup.samples import SAMPLES
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import execution, pipeline, result, version
from tests.dashboard.seen import run_until, words

_RULES = [
    {"name": "Sums", "type": "document", "check": {"kind": "arithmetic"}},
    {"name": "Tables", "type": "block", "check": {"kind": "table_shape", "min_columns": 9}},
    {"name": "Tone", "type": "document", "description": "The report is cheerful."},
]
_EVALUATION = Evaluation.model_validate(
    {
        "eval_definition_name": "Reading *all*",
        "evaluations": [
            {
                "name": "Pages",
                "type": "page",
                "rule_score": 4.5,
                "items_evaluated": 2,
                "judged_by": "check no_empty_page",
                "individual_results": [
                    {"score": 4, "feedback": "thin", "page_id": 1},
                    {"score": 5, "page_id": 0},
                ],
            },
            {"name": "Tone", "type": "document", "note": "Not scored: nobody can."},
            {
                "name": "Tables",
                "type": "block",
                "rule_score": 1.5,
                "items_evaluated": 1,
                "individual_results": [
                    {
                        "score": 1.5,
                        "feedback": "odd",
                        "page_id": 0,
                        "block_id": "/page/0/Table/1",
                        "block_type": "Table",
                    }
                ],
            },
        ],
        "total_items_evaluated": 3,
    }
)


def test_the_overall_score_says_what_it_is_the_mean_of() -> None:
    told = "**3.0 of 5** (fair) · mean of 2 rules, 1 not scored · rubric Reading \\*all\\*"
    assert overall_text(_EVALUATION) == told


def test_without_any_score_that_is_said() -> None:
    unscored = Evaluation.model_validate({"evaluations": [{"name": "Tone"}]})
    assert overall_text(unscored).startswith("**Not scored**")


def test_rules_stand_worst_first_and_those_without_a_score_last() -> None:
    frame = rules_frame(worst_first(_EVALUATION))
    assert list(frame["Rule"]) == ["Tables", "Pages", "Tone"]
    assert list(frame["In words"]) == ["poor", "very good", "not scored"]
    assert list(frame["Looked at"]) == ["1 block", "2 pages", "–"]
    assert list(frame["Judged by"]) == ["–", "check no empty page", "–"]


def test_the_lowest_results_of_all_rules_stand_together_with_pages_as_people_count() -> None:
    frame = low_results_frame(low_results(_EVALUATION.evaluations))
    assert list(frame["Score"]) == ["1.5", "4.0"]
    assert list(frame["Page"]) == ["1", "2"]
    assert list(frame["Block"]) == ["Table", "–"]
    assert list(frame["Rule"]) == ["Tables", "Pages"]


@pytest.mark.parametrize(
    ("score", "word"), [(5, "very good"), (4.44, "good"), (2.5, "fair"), (0, "poor")]
)
def test_a_score_has_a_word(score: float, word: str) -> None:
    assert score_word(score) == word


@pytest.mark.parametrize(
    ("step", "run_evals", "reason"),
    [
        ({"type": "convert"}, True, "has no rubric"),
        ({"type": "convert", "eval_rubric_id": 7}, False, "did not ask"),
        ({"type": "convert", "eval_rubric_id": 7}, True, "sent no scores"),
    ],
)
def test_missing_scores_have_a_reason(step: Any, run_evals: bool, reason: str) -> None:
    of = execution(config_snapshot={"steps": [step]}, input_config={"run_evals": run_evals})
    assert reason in why_not_scored(of, 0)


def test_without_a_snapshot_the_run_is_what_is_known() -> None:
    assert "did not ask" in why_not_scored(execution(), 3)


def test_what_can_be_scored_is_told() -> None:
    assert scored_text(["0 convert by A*"]) == "Can be scored: 0 convert by A\\*"
    assert "nothing to score by" in scored_text([])


def test_the_run_form_names_a_rubric_that_the_server_does_not_tell_by_its_number(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    step = PipelineStep(type="convert", settings={}, eval_rubric_id=12)
    one = pipeline(1, steps=[step]).model_dump(mode="json")
    fake.answer("GET /pipelines", {"pipelines": [one], "total": 1})
    versions = {"versions": [version(1, step).model_dump(mode="json")], "total": 1}
    fake.answer(f"GET /pipelines/{one['pipeline_id']}/versions", versions)

    assert "Can be scored: 0 convert by rubric 12" in words(on_fake())


def test_a_step_that_lost_no_point_says_so(fake: FakeServer, on_fake: OpenPage) -> None:
    fake.answer("GET /pipelines/executions/pex_000000000001", execution().model_dump(mode="json"))
    full = {"name": "Pages", "type": "page", "rule_score": 5, "items_evaluated": 1}
    scored = result(markdown="# All", evaluation={"evaluations": [full]})
    body = scored.model_dump(mode="json", by_alias=True)
    fake.answer("GET /pipelines/executions/pex_000000000001/steps/0/result", body)

    shown = on_fake("execution.py", id="pex_000000000001", view="Evaluation")

    assert "Nothing that was looked at lost a point." in words(shown)
    assert "rubric without a name" in words(shown)


def test_an_execution_without_scores_says_why(fake: FakeServer, on_fake: OpenPage) -> None:
    of = execution().model_dump(mode="json")
    fake.answer("GET /pipelines/executions/pex_000000000001", of)
    body = result(markdown="# All").model_dump(mode="json", by_alias=True)
    fake.answer("GET /pipelines/executions/pex_000000000001/steps/0/result", body)

    shown = on_fake("execution.py", id="pex_000000000001", view="Evaluation")

    assert "did not ask for scores" in words(shown)


@pytest.fixture
def scored_pipeline(client: Client) -> Iterator[str]:
    """A pipeline whose step has a rubric; archived afterwards, as the newest one is what the form begins with."""
    definition = EvalDefinition.model_validate({"rules": _RULES})
    rubric = client.create_rubric(NewEvalRubric(name="Reading", eval_definition=definition))
    step = PipelineStep(type="convert", settings={"mode": "fast"}, eval_rubric_id=rubric.id)
    made = client.create_pipeline([step])
    client.save_pipeline(made.pipeline_id, "Scored")
    yield made.pipeline_id
    client.archive_pipeline(made.pipeline_id)


def test_a_rubric_is_run_from_the_form_and_its_scores_are_shown(
    on_engine: OpenPage, scored_pipeline: str
) -> None:
    parameters = {"pipeline": scored_pipeline, "view": "Evaluation"}
    app: AppTest = on_engine(source="Samples", sample=SAMPLES[0].name, **parameters)
    assert "Can be scored: 0 convert by Reading" in words(app).replace("\\", "")

    app.checkbox(key="option-run_evals").check().run()
    app.button(key="run").click().run()

    run_until(app, "Lowest results")
    rules = app.dataframe[1].value
    assert list(rules["Rule"]) == ["Tables", "Sums", "Tone"]
    assert list(rules["Judged by"]) == ["check table shape", "check arithmetic", "–"]
    assert "needs a language model" in words(app)
    assert set(app.dataframe[2].value["Block"]) == {"Table"}
    assert not app.exception
