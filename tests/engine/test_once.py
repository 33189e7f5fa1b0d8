"""Steps are done at least once; what they leave, and what they cost, is there exactly once."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from lineup.client import Client
from lineup.clock import utc_now
from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.steps import FinishedStep
from tests.engine.working import Worker

pytestmark = pytest.mark.both_databases

FINISHED = FinishedStep("results/a", "results/b", page_count=3, has_errors=False)


class PowerCutError(BaseException):
    """The machine goes off."""


class DyingStore(ExecutionStore):
    """A store whose machine goes off when a result is there but not yet its row."""

    def mark_step_completed(
        self, execution_id: str, step_index: int, finished: FinishedStep
    ) -> bool:
        """Go off."""
        message = f"step {step_index} of {execution_id} lies at {finished.result_key}"
        raise PowerCutError(message)


@pytest.fixture
def execution_id(local: Client, tmp_path: Path) -> str:
    document = tmp_path / "page.html"
    document.write_bytes(b"<!doctype html><p>Some text.</p>")
    pipeline = local.create_pipeline([PipelineStep(type="convert", settings={"mode": "fast"})])
    return local.run_pipeline_on_file(
        pipeline.pipeline_id, document, RunOptions(skip_cache=True)
    ).execution_id


def test_a_crash_between_a_result_and_its_row_costs_an_attempt_and_nothing_else(
    services: Services, database: Engine, local: Client, execution_id: str
) -> None:
    worker = Worker(services, database)
    dying = replace(worker.runner, executions=DyingStore(database, utc_now))
    with pytest.raises(PowerCutError):
        asyncio.run(dying.run_step(execution_id, 0))
    before = local.get_execution(execution_id).steps[0].status

    ended = worker.work(execution_id)

    record = local.get_record(execution_id)
    assert (before, ended.status) == ("running", "completed")
    assert record.steps[0].attempt == 2
    assert record.billed_cents == 1
    assert local.get_step_result(execution_id, 0).markdown == "Some text."


def test_a_step_asked_for_twice_works_once(
    services: Services, database: Engine, local: Client, execution_id: str
) -> None:
    worker = Worker(services, database)
    ended = worker.work(execution_id)
    again = worker.work(execution_id)

    assert again == ended
    assert len(worker.pool.calls) == 1
    assert local.get_record(execution_id).steps[0].attempt == 1


def test_a_completion_told_twice_counts_once_and_lets_the_next_step_begin(
    services: Services, local: Client, execution_id: str
) -> None:
    services.executions.mark_step_running(execution_id, 0)

    told = [services.executions.mark_step_completed(execution_id, 0, FINISHED) for _ in range(2)]

    services.executions.mark_ended(execution_id)
    assert told == [True, True]
    assert local.get_record(execution_id).billed_cents == 2


def test_an_attempt_that_a_newer_one_replaced_changes_nothing(
    services: Services, local: Client, execution_id: str
) -> None:
    store = services.executions
    stale = store.mark_step_running(execution_id, 0)
    newer = store.mark_step_running(execution_id, 0)

    assert not store.mark_step_completed(execution_id, 0, replace(FINISHED, attempt=stale.attempt))
    store.mark_step_failed(execution_id, 0, "the stale word", stale.attempt)
    assert store.mark_ended(execution_id).status == "pending"

    good = replace(FINISHED, result_key="results/newer", attempt=newer.attempt)
    assert store.mark_step_completed(execution_id, 0, good)
    assert store.mark_ended(execution_id).status == "completed"
    assert store.find_step(execution_id, 0).result_key == "results/newer"
    assert local.get_record(execution_id).billed_cents == 2


def test_two_runs_that_keep_the_same_result_at_once_do_not_collide(
    services: Services, database: Engine, local: Client, execution_id: str
) -> None:
    worker = Worker(services, database)
    worker.work(execution_id)
    twin = local.rerun_execution(execution_id, 0)

    ended = worker.work(twin.execution_id)

    assert ended.status == "completed"
    assert ended.steps[0].status == "completed"
