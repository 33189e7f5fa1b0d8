"""Cancelling an execution and running it again from a step."""

import gzip
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from lineup.client import Client
from lineup.client.errors import ClientError
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.extension import Feature
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services
from lineup.engine.callers import Caller, Limits
from lineup.engine.rates import rate_breakdown
from lineup.engine.store.new_executions import NewExecution
from lineup.engine.store.steps import FinishedStep
from tests.engine.conftest import RememberedQueue

pytestmark = pytest.mark.both_databases

DOCUMENT = b"<!doctype html><p>text</p>"


@pytest.fixture
def run(local: Client, tmp_path: Path) -> Execution:
    """An execution of one step on a stored document, pending."""
    document = tmp_path / "page.html"
    document.write_bytes(DOCUMENT)
    pipeline = local.create_pipeline([PipelineStep(type="convert", settings={"mode": "fast"})])
    options = RunOptions(output_format="html", page_range="0")
    return local.run_pipeline_on_file(pipeline.pipeline_id, document, options)


@pytest.fixture
def two_steps(services: Services, run: Execution) -> str:
    """A pending execution of two convert steps, as no pipeline may have them."""
    source = services.executions.get_stored(run.execution_id)
    steps = tuple(source.config_snapshot["steps"]) * 2
    new = NewExecution(
        pipeline_id=source.pipeline_id,
        pipeline_version=0,
        steps=steps,
        document_name=source.document_name,
        blob_key=source.blob_key,
        config_snapshot=source.config_snapshot | {"steps": list(steps)},
        input_config=source.input_config,
        rate_breakdown=rate_breakdown(services.control.card, steps, None),
        caller=Caller(None, "engine", Limits(), ""),
    )
    return services.executions.add_execution(new, lambda *_: None).execution_id


def finish(services: Services, execution_id: str, step_index: int = 0) -> None:
    """Complete a step as a worker does."""
    step = services.executions.mark_step_running(execution_id, step_index)
    keys = [f"results/{execution_id}/{step_index}/{part}" for part in ("result", "checkpoint")]
    for key in keys:
        services.results.blobs.put_bytes(key, gzip.compress(b"{}"))
    finished = FinishedStep(keys[0], keys[1], 3, has_errors=False, attempt=step.attempt)
    assert services.executions.mark_step_completed(execution_id, step_index, finished)


def test_a_pending_execution_is_cancelled_and_its_work_stopped(
    local: Client, queue: RememberedQueue, run: Execution
) -> None:
    cancelled = local.cancel_execution(run.execution_id)

    assert (cancelled.status, cancelled.error_message) == ("failed", "The execution was cancelled.")
    assert queue.cancelled == [run.execution_id]
    assert local.get_record(run.execution_id).cancelled_at == cancelled.completed_at


def test_what_a_worker_reports_of_a_cancelled_execution_changes_nothing(
    services: Services, local: Client, run: Execution
) -> None:
    store = services.executions
    store.mark_running(run.execution_id)
    step = store.mark_step_running(run.execution_id, 0)
    cancelled = local.cancel_execution(run.execution_id)

    late = FinishedStep("a", "b", 3, has_errors=False, attempt=step.attempt)
    assert not store.mark_step_completed(run.execution_id, 0, late)
    store.mark_step_failed(run.execution_id, 0, "a late word", step.attempt)
    store.mark_ended(run.execution_id)

    assert local.get_execution(run.execution_id) == cancelled


def test_a_cancelled_execution_has_nothing_left_to_do(
    services: Services, local: Client, run: Execution
) -> None:
    local.cancel_execution(run.execution_id)

    assert services.executions.mark_running(run.execution_id) == 0


def test_cancelling_what_has_ended_returns_it_as_it_is(
    services: Services, local: Client, run: Execution
) -> None:
    finish(services, run.execution_id)
    ended = services.executions.mark_ended(run.execution_id)

    assert local.cancel_execution(run.execution_id) == ended
    assert local.get_record(run.execution_id).cancelled_at is None


def test_completed_steps_of_a_cancelled_execution_stay_billed(
    services: Services, two_steps: str
) -> None:
    finish(services, two_steps, 0)
    services.executions.mark_step_running(two_steps, 1)

    cancelled = services.executions.mark_cancelled(two_steps, "cancelled")

    assert [step.status for step in cancelled.steps] == ["completed", "failed"]
    assert cancelled.rate_breakdown is not None
    assert cancelled.rate_breakdown["billed_cents"] == 2


def test_a_rerun_is_a_new_execution_of_the_same_steps_document_and_options(
    local: Client, queue: RememberedQueue, run: Execution
) -> None:
    again = local.rerun_execution(run.execution_id, 0)

    assert again.execution_id != run.execution_id
    assert again.status == "pending"
    assert again.config_snapshot == run.config_snapshot
    assert again.input_config == run.input_config
    assert queue.waiting == [run.execution_id, again.execution_id]
    assert local.get_record(again.execution_id).source_execution_id == run.execution_id


def test_a_rerun_takes_the_results_before_its_step_over_for_free(
    services: Services, local: Client, two_steps: str
) -> None:
    finish(services, two_steps, 0)
    services.executions.mark_step_failed(two_steps, 1, "It broke.")
    services.executions.mark_ended(two_steps)

    again = local.rerun_execution(two_steps, 1)
    finish(services, again.execution_id, 1)
    ended = services.executions.mark_ended(again.execution_id)

    record = local.get_record(again.execution_id)
    assert ended.status == "completed"
    assert [(s.reused, s.reused_from, s.attempt) for s in record.steps] == [
        ("rerun", two_steps, 0),
        (None, None, 1),
    ]
    assert [s.billed_cents for s in record.steps] == [0, Decimal("1.2")]
    assert record.billed_cents == 2
    assert ended.steps[0].lookup_key is not None
    assert local.get_step_result(again.execution_id, 0).total_cost == 0


def test_a_rerun_from_behind_an_unfinished_step_is_refused(local: Client, two_steps: str) -> None:
    with pytest.raises(ClientError, match="Step 0 has not completed") as refused:
        local.rerun_execution(two_steps, 1)

    assert [field.field for field in refused.value.fields] == ["from_step"]


@pytest.mark.parametrize("step", [pytest.param(-1, id="before"), pytest.param(2, id="behind")])
def test_a_rerun_from_a_step_that_is_not_there_is_refused(
    local: Client, two_steps: str, step: int
) -> None:
    with pytest.raises(ClientError) as refused:
        local.rerun_execution(two_steps, step)

    assert [field.field for field in refused.value.fields] == ["from_step"]


def test_a_rerun_whose_earlier_result_is_gone_is_refused(
    services: Services, local: Client, two_steps: str
) -> None:
    step = services.executions.mark_step_running(two_steps, 0)
    gone = FinishedStep("results/gone", "results/gone", 3, has_errors=False, attempt=step.attempt)
    services.executions.mark_step_completed(two_steps, 0, gone)

    with pytest.raises(ClientError, match="no longer stored: run it again from step 0"):
        local.rerun_execution(two_steps, 1)


@pytest.mark.parametrize("call", ["cancel", "rerun"])
def test_what_is_not_there_is_not_found(api: httpx.Client, call: str) -> None:
    answer = api.post(f"/api/v1/lineup/executions/pex_nowhere/{call}", json={"from_step": 0})

    assert answer.status_code == 404
    assert "pex_nowhere" in answer.json()["detail"]


def test_the_server_says_that_it_can(local: Client) -> None:
    capabilities = local.get_capabilities()

    assert capabilities is not None
    assert all(capabilities.has(f) for f in (Feature.CANCEL, Feature.RERUN, Feature.RECORD))
