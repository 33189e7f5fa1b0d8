"""The record of an execution: enough to run it again, and true about what happened."""

from importlib.metadata import version
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from lineup import __version__
from lineup.client import Client
from lineup.contract.eval_checks import RuleType
from lineup.contract.eval_rubrics import EvalDefinition, EvalRule, NewEvalRubric
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services
from lineup.engine.blobs import document_key
from tests.convert.pdf_files import drawn_pdf, text_page
from tests.engine.working import Worker

RULE = EvalRule(name="Legible", type=RuleType.PAGE)


@pytest.fixture
def worker(services: Services, database: Engine) -> Worker:
    return Worker(services, database)


@pytest.fixture
def ended(worker: Worker, local: Client, tmp_path: Path) -> Execution:
    """A run with options on one page of a document of two."""
    document = tmp_path / "two.pdf"
    document.write_bytes(drawn_pdf(text_page("The first."), text_page("The second.")))
    step = PipelineStep(type="convert", settings={"mode": "fast", "paginate": True})
    options = RunOptions(page_range="1", output_format="html")
    pipeline = local.create_pipeline([step])
    pending = local.run_pipeline_on_file(pipeline.pipeline_id, document, options)
    return worker.work(pending.execution_id)


def test_a_run_made_from_the_record_alone_gives_the_same_result(
    worker: Worker, local: Client, ended: Execution, tmp_path: Path
) -> None:
    snapshot, options = ended.config_snapshot, ended.input_config
    assert snapshot is not None
    assert options is not None
    copy = tmp_path / "copy"
    copy.write_bytes(worker.services.results.blobs.read_bytes(document_key(options["sha256"])))

    steps = [PipelineStep.model_validate(step) for step in snapshot["steps"]]
    pipeline = local.create_pipeline(steps)
    recorded = RunOptions(
        page_range=options["page_range"], output_format=options["output_format"], skip_cache=True
    )
    pending = local.run_pipeline_on_file(
        pipeline.pipeline_id, copy, recorded, filename=options["filename"]
    )
    again = worker.work(pending.execution_id)

    one, two = (local.get_step_result(e.execution_id, 0) for e in (ended, again))
    assert one.html is not None
    assert "The second." in one.html
    own = {"runtime", "checkpoint_id"}
    assert one.model_dump(exclude=own) == two.model_dump(exclude=own)
    assert again.config_snapshot == snapshot


def test_the_snapshot_names_the_versions_of_what_made_the_result(ended: Execution) -> None:
    assert ended.config_snapshot is not None
    engine = ended.config_snapshot["engine"]

    assert (engine["name"], engine["version"]) == ("lineup", __version__)
    assert list(engine["processors"]) == ["convert"]
    assert engine["libraries"]["liteparse"] == version("liteparse")
    assert ended.config_snapshot["rate_card_date"] == "2026-09-11"


def test_the_record_says_how_many_pages_the_document_has_once_they_are_counted(
    local: Client, ended: Execution
) -> None:
    assert ended.input_config is not None
    assert ended.input_config["page_count"] == 2
    assert local.get_record(ended.execution_id).page_count == 1


def test_the_record_tells_attempts_time_and_cost_of_each_step(
    local: Client, ended: Execution
) -> None:
    record = local.get_record(ended.execution_id)

    (step,) = record.steps
    assert (step.step_index, step.step_type, step.status) == (0, "convert", "completed")
    assert (step.attempt, step.reuse, step.reused_from) == (1, None, None)
    assert (step.page_count, step.billable_pages) == (1, 1)
    assert step.seconds is not None
    assert record.seconds is not None
    assert record.billed_cents == 1
    assert (record.source_execution_id, record.cancelled_at, record.results_deleted_at) == (
        None,
        None,
        None,
    )


def test_the_record_of_a_pending_execution_is_there_too(local: Client, ended: Execution) -> None:
    pending = local.rerun_execution(ended.execution_id, 0)

    record = local.get_record(pending.execution_id)

    assert (record.billed_cents, record.seconds, record.steps[0].attempt) == (None, None, 0)


def test_the_version_of_a_rubric_is_frozen(local: Client) -> None:
    rubric = local.create_rubric(
        NewEvalRubric(name="Legible", eval_definition=EvalDefinition(rules=[RULE]))
    )
    step = PipelineStep(type="convert", settings={}, eval_rubric_id=rubric.id)
    pipeline = local.create_pipeline([step])

    run = local.run_pipeline_on_url(
        pipeline.pipeline_id, "https://example.org/a.pdf", RunOptions(run_evals=True)
    )

    assert run.config_snapshot is not None
    assert run.config_snapshot["steps"][0]["eval_rubric_version"] == 1


def test_an_unknown_execution_has_no_record(api: httpx.Client) -> None:
    answer = api.get("/api/v1/lineup/executions/pex_nowhere/record")

    assert answer.status_code == 404
    assert "pex_nowhere" in answer.json()["detail"]
