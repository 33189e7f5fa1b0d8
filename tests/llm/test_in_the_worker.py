"""The language model asked from where it really is: a worker's child of a running engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lineup.client import Client
from lineup.contract.eval_rubrics import EvalDefinition, NewEvalRubric
from lineup.contract.evaluations import read_evaluation
from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import PipelineStep
from tests.llm.conftest import KEY
from tests.llm.fake_llm import FakeLlm, drips, fake_llm, says, status
from tests.servers import running
from tests.waiting import wait_for, wait_until_ended

_RULE = {"name": "Tone", "type": "document", "description": "The tone is friendly."}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[FakeLlm]:
    with fake_llm() as fake:
        yield fake


@pytest.fixture(scope="module")
def asking(endpoint: FakeLlm, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """An engine that knows the endpoint."""
    settings = {"LINEUP_LLM_BASE_URL": endpoint.base_url, "LINEUP_LLM_API_KEY": KEY}
    folder = tmp_path_factory.mktemp("asking")
    with running(folder, LINEUP_WORKERS="1", **settings) as server, server.client() as client:
        yield client


def _submit(client: Client, folder: Path) -> str:
    document = folder / "letter.html"
    document.write_text("<!doctype html><p>Dear all, thank you.")
    definition = EvalDefinition.model_validate({"rules": [_RULE]})
    rubric = client.create_rubric(NewEvalRubric(name="Tone", eval_definition=definition))
    step = PipelineStep(type="convert", settings={"mode": "fast"}, eval_rubric_id=rubric.id)
    pipeline_id = client.create_pipeline([step]).pipeline_id
    run = client.run_pipeline_on_file(pipeline_id, document, RunOptions(run_evals=True))
    return run.execution_id


def test_a_child_asks_the_model_with_the_key(
    endpoint: FakeLlm, asking: Client, tmp_path: Path
) -> None:
    endpoint.replies = [says({"score": 4, "feedback": "short"})]

    ended = wait_until_ended(asking, _submit(asking, tmp_path))

    evaluation = read_evaluation(asking.get_step_result(ended.execution_id, 0).evaluation)
    assert evaluation is not None
    assert evaluation.overall_score == 4
    assert endpoint.keys == [f"Bearer {KEY}"]
    assert "thank you" in endpoint.asked[0]["messages"][1]["content"]


def test_an_extraction_is_answered_by_the_model_and_says_so(
    endpoint: FakeLlm, asking: Client, tmp_path: Path
) -> None:
    endpoint.replies = [says({"order": "B-77", "greeting": "Dear all"})]
    document = tmp_path / "order.html"
    document.write_text("<!doctype html><p>Dear all, your order B-77 is here.")
    fields = {"order": {"type": "string"}, "greeting": {"type": "string"}}
    steps = [
        PipelineStep(type="convert", settings={"mode": "fast"}),
        PipelineStep(type="extract", settings={"page_schema": {"properties": fields}}),
    ]
    pipeline_id = asking.create_pipeline(steps).pipeline_id
    run = asking.run_pipeline_on_file(pipeline_id, document, RunOptions())

    ended = wait_until_ended(asking, run.execution_id)

    result = asking.get_step_result(ended.execution_id, 1)
    found = result.extraction_schema_json
    assert (found["order"], found["greeting"]) == ("B-77", "Dear all")
    assert found["order_citations"] == ["/page/0/Text/0"]
    assert found["order_meta"]["reasoning"].startswith("Read by the language model")
    assert result.metadata is not None
    assert result.metadata["extraction_backend"] == "llm"
    assert result.metadata["llm"]["questions"] == 1


def test_what_a_failing_model_left_is_not_kept_for_later_runs(
    endpoint: FakeLlm, asking: Client, tmp_path: Path
) -> None:
    document = tmp_path / "parcel.html"
    document.write_text("<!doctype html><p>Parcel no. K-9 is on its way.")
    step = {"page_schema": {"properties": {"parcel": {"type": "string"}}}}
    steps = [PipelineStep(type="extract", settings=step)]
    pipeline_id = asking.create_pipeline(steps).pipeline_id
    backends = []
    for reply in (status(401), says({"parcel": "K-9"})):
        endpoint.replies = [reply]
        run = asking.run_pipeline_on_file(pipeline_id, document, RunOptions())
        ended = wait_until_ended(asking, run.execution_id)
        told = asking.get_step_result(ended.execution_id, 0).metadata or {}
        backends.append(told["extraction_backend"])

    assert backends == ["deterministic", "llm"]


def test_cancelling_ends_a_question_that_is_under_way(
    endpoint: FakeLlm, asking: Client, tmp_path: Path
) -> None:
    endpoint.replies = [drips()]
    asked_before = len(endpoint.asked)
    execution_id = _submit(asking, tmp_path)
    wait_for(lambda: len(endpoint.asked) > asked_before, "a question")

    asking.cancel_execution(execution_id)

    assert endpoint.hung_up.wait(90)
    assert wait_until_ended(asking, execution_id).status == "failed"
