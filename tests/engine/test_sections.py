"""Segment → another step: one node for each section, with later indexes, and the merged result where it was planned."""

import math
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from lineup.client import Client
from lineup.client.errors import ClientError
from lineup.contract.executions import Execution, ExecutionStep, RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.contract.usage import UsageGroup, UsageQuery
from lineup.engine.assembly import Services
from lineup.engine.processors.installed import registered
from lineup.engine.processors.registry import ProcessorRegistry
from lineup.engine.rate_card import Rate
from lineup.engine.worker.sections import MAX_SECTIONS
from tests.engine.working import Worker
from tests.plugin.lineup_test_gather import Gather
from tests.segment.packets import make_letters

pytestmark = pytest.mark.both_databases

NAMES = {"segments": [{"name": "Alpha"}, {"name": "Beta"}, {"name": "Gamma"}]}


@pytest.fixture
def registry(installed: ProcessorRegistry) -> ProcessorRegistry:
    return installed if "gather" in installed.by_type else registered(installed, Gather())


@pytest.fixture
def worker(services: Services, database: Engine, monkeypatch: pytest.MonkeyPatch) -> Worker:
    monkeypatch.setattr("lineup.engine.worker.child._processors", lambda: services.catalog.registry)
    return Worker(services, database)


@pytest.fixture
def packet(tmp_path: Path) -> Path:
    """Six pages: Alpha has two, Beta three, Gamma one."""
    return make_letters(
        tmp_path / "packet.pdf", ["Alpha", "Alpha", "Beta", "Beta", "Beta", "Gamma"]
    )


def pipeline(client: Client, schema: Any = NAMES, **settings: Any) -> str:
    steps = [
        PipelineStep(type="convert", settings={"mode": "fast"}),
        PipelineStep(type="segment", settings={"segmentation_schema": schema}),
        PipelineStep(type="gather", settings=settings),
    ]
    return client.create_pipeline(steps).pipeline_id


def submit(client: Client, pipeline_id: str, document: Path, **options: Any) -> str:
    run = client.run_pipeline_on_file(pipeline_id, document, RunOptions(**options))
    return run.execution_id


def sections(execution: Execution) -> list[ExecutionStep]:
    return [step for step in execution.steps if step.section is not None]


def billed(execution: Execution) -> list[int | float]:
    assert execution.rate_breakdown is not None
    return [entry["billed_cents"] for entry in execution.rate_breakdown["steps"]]


@pytest.fixture
def priced(services: Services) -> Iterator[None]:
    """With a rate for the step that the tests bring along."""
    cards = [services.runs.card, services.control.card, services.pipelines._card]
    for card in cards:
        gather = Rate("gather", "any", Decimal(2_100), "the tests", is_assumed=False)
        card._by_step["gather", "any"] = gather
    yield
    for card in cards:
        card._by_step.pop(("gather", "any"), None)


def test_each_section_is_a_node_after_the_planned_steps(
    local: Client, worker: Worker, packet: Path
) -> None:
    ended = worker.work(submit(local, pipeline(local), packet))

    assert ended.status == "completed"
    assert [step.step_type for step in ended.steps] == ["convert", "segment", *["gather"] * 4]
    shown = [(step.section.name, step.section.pages) for step in sections(ended) if step.section]
    assert shown == [("Alpha", (0, 1)), ("Beta", (2, 3, 4)), ("Gamma", (5,))]
    assert {step.source_step_type for step in sections(ended)} == {"segment"}


def test_the_planned_step_has_the_merged_result(
    local: Client, worker: Worker, packet: Path
) -> None:
    ended = worker.work(submit(local, pipeline(local), packet))

    merged = local.get_step_result(ended.execution_id, 2)
    fields = merged.extraction_schema_json
    assert fields["rows"] == [{"page": page} for page in range(6)]
    assert (fields["first_page"], fields["first_page_citations"]) == (0, ["/page/0/Text/0"])
    parts = merged.sections
    assert [part["extraction_schema_json"]["first_page"] for part in parts] == [0, 2, 5]
    assert merged.page_count == 6
    assert "different values for first_page" in merged.warnings[0]
    second = local.get_step_result(ended.execution_id, 4)
    assert second.extraction_schema_json["first_page"] == 2


@pytest.mark.usefixtures("priced")
def test_the_bill_is_what_the_rate_says(local: Client, worker: Worker, packet: Path) -> None:
    pipeline_id = pipeline(local)
    rate = local.get_rate(pipeline_id).rate_per_1000_pages_cents

    ended = worker.work(submit(local, pipeline_id, packet))

    assert rate == 400 + 200 + 2_100
    assert billed(ended) == [2.4, 1.2, 0, 4.2, 6.3, 2.1]
    assert ended.rate_breakdown is not None
    assert ended.rate_breakdown["billed_cents"] == math.ceil(rate * 6 / 1_000)
    assert ended.rate_breakdown["total_rate_per_1000_cents"] == rate
    assert local.get_step_result(ended.execution_id, 2).total_cost == pytest.approx(12.6)


@pytest.mark.usefixtures("priced")
def test_a_second_run_takes_every_section_from_the_cache_for_nothing(
    local: Client, worker: Worker, packet: Path
) -> None:
    pipeline_id = pipeline(local)
    worker.work(submit(local, pipeline_id, packet))
    before = len(worker.pool.calls)

    again = worker.work(submit(local, pipeline_id, packet))

    assert (again.status, len(worker.pool.calls) - before) == ("completed", 1)  # the merging
    assert set(billed(again)) == {0}
    record = local.get_record(again.execution_id)
    assert [step.reused for step in record.steps] == ["cache", "cache", None, *["cache"] * 3]


def test_usage_counts_pages_once(local: Client, worker: Worker, packet: Path) -> None:
    worker.work(submit(local, pipeline(local), packet))

    lines = local.get_usage(UsageQuery(group_by=UsageGroup.STEP_TYPE)).lines

    gathered = next(line for line in lines if line.step_type == "gather")
    assert (gathered.completed, gathered.pages) == (1, 6)


def test_a_section_that_fails_leaves_the_others(
    local: Client, worker: Worker, packet: Path
) -> None:
    ended = worker.work(submit(local, pipeline(local, fail_on="Beta"), packet))

    assert ended.status == "completed_with_errors"
    assert [step.status for step in ended.steps] == [
        *["completed"] * 4,
        "failed",
        "completed",
    ]
    assert ended.error_message == "The word Beta stands here."
    merged = local.get_step_result(ended.execution_id, 2)
    assert merged.page_count == 3
    assert "'Beta' could not be worked on: The word Beta" in merged.warnings[0]


def test_if_all_sections_fail_the_step_does(local: Client, worker: Worker, packet: Path) -> None:
    ended = worker.work(submit(local, pipeline(local, fail_on="index"), packet))

    assert ended.status == "failed"
    assert "None of the 3 sections could be worked on" in (ended.steps[2].error_message or "")


def test_a_failed_section_alone_is_run_again(local: Client, worker: Worker, packet: Path) -> None:
    first = worker.work(submit(local, pipeline(local, fail_on="Beta"), packet))
    before = len(worker.pool.calls)

    again = worker.work(local.rerun_execution(first.execution_id, 4).execution_id)

    assert len(worker.pool.calls) - before == 2  # the section, and the merging
    reused = [step.reused for step in local.get_record(again.execution_id).steps]
    assert reused == ["rerun", "rerun", None, "rerun", None, "rerun"]


def test_a_run_again_from_the_planned_step_does_all_sections_anew(
    local: Client, worker: Worker, packet: Path
) -> None:
    first = worker.work(submit(local, pipeline(local), packet))
    before = len(worker.pool.calls)

    again = worker.work(local.rerun_execution(first.execution_id, 2).execution_id)

    assert (again.status, len(sections(again))) == ("completed", 3)
    assert len(worker.pool.calls) - before == 4


def test_a_step_that_is_not_there_is_told(local: Client, worker: Worker, packet: Path) -> None:
    first = worker.work(submit(local, pipeline(local), packet))

    with pytest.raises(ClientError, match="There is no step 6: the execution has 6"):
        local.rerun_execution(first.execution_id, 6)


def test_what_was_done_before_a_cancellation_stays(
    services: Services, local: Client, worker: Worker, packet: Path
) -> None:
    execution_id = submit(local, pipeline(local), packet)
    run = worker.pool.run

    async def cancel_at_second(call: Any) -> Any:
        if call.task.pages == (2, 3, 4):
            services.control.cancel(execution_id)
        return await run(call)

    worker.pool.run = cancel_at_second  # type: ignore[method-assign]
    ended = worker.work(execution_id)

    assert ended.status == "failed"
    statuses = [step.status for step in ended.steps]
    assert statuses == ["completed", "completed", "skipped", "completed", "failed", "skipped"]
    assert ended.steps[4].error_message == "The execution was cancelled."


def test_sections_that_are_there_are_not_added_again(
    services: Services, local: Client, worker: Worker, packet: Path
) -> None:
    ended = worker.work(submit(local, pipeline(local), packet))
    wanted = [step.section for step in sections(ended) if step.section]

    assert services.executions.add_sections(ended.execution_id, wanted) == [3, 4, 5]
    assert services.executions.get_execution(ended.execution_id) == ended


def test_without_any_section_there_is_a_sentence(
    local: Client, worker: Worker, packet: Path
) -> None:
    nothing = pipeline(local, {"Zebra": "striped animals of the savannah"})

    ended = worker.work(submit(local, nothing, packet))

    assert ended.status == "failed"
    assert "Segment found no section" in (ended.steps[2].error_message or "")


def test_too_many_sections_are_refused_with_a_sentence(
    local: Client, worker: Worker, packet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lineup.engine.worker.sections.MAX_SECTIONS", 2)

    ended = worker.work(submit(local, pipeline(local), packet))

    assert "found 3 sections, and at most 2" in (ended.steps[2].error_message or "")
    assert MAX_SECTIONS == 200


def test_a_page_of_two_sections_is_billed_once(
    local: Client, worker: Worker, tmp_path: Path
) -> None:
    packet = make_letters(tmp_path / "shared.pdf", ["Alpha", "Alpha", ""], second_heading="Beta")

    ended = worker.work(submit(local, pipeline(local), packet))

    shown = [step.section.pages for step in sections(ended) if step.section]
    record = local.get_record(ended.execution_id)
    assert shown == [(0, 1), (1, 2)]
    assert [step.billable_pages for step in record.steps] == [3, 3, 0, 2, 1]
