"""The cache: what is taken from it, what isn't, and that it shows."""

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from lineup.client import Client
from lineup.contract.eval_checks import RuleType
from lineup.contract.eval_rubrics import (
    EvalDefinition,
    EvalRubricChange,
    EvalRule,
    NewEvalRubric,
)
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services
from lineup.engine.processors.convert import Convert
from lineup.engine.processors.registry import ProcessorRegistry
from tests.engine.working import Worker

pytestmark = pytest.mark.both_databases

PAGE = b"<!doctype html><h1>Title</h1><p>Some text.</p>"
FAST = PipelineStep(type="convert", settings={"mode": "fast"})


class NewerConvert(Convert):
    """Convert after an update."""

    version = "1.1"


@pytest.fixture
def worker(services: Services, database: Engine) -> Worker:
    return Worker(services, database)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    return path


@pytest.fixture
def pipeline_id(local: Client) -> str:
    return local.create_pipeline([FAST]).pipeline_id


def run(
    worker: Worker, client: Client, pipeline_id: str, document: Path, **options: Any
) -> Execution:
    """Run the pipeline to its end."""
    pending = client.run_pipeline_on_file(pipeline_id, document, RunOptions(**options))
    return worker.work(pending.execution_id)


def reuse(client: Client, execution: Execution) -> list[str | None]:
    """Return where each step's result came from."""
    return [step.reused for step in client.get_record(execution.execution_id).steps]


def test_the_same_run_again_takes_the_earlier_result_without_work(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    first = run(worker, local, pipeline_id, document)
    second = run(worker, local, pipeline_id, document)

    results = [local.get_step_result(e.execution_id, 0) for e in (first, second)]
    assert len(worker.pool.calls) == 1
    assert second.status == "completed"
    assert results[0].markdown == results[1].markdown
    assert local.get_record(second.execution_id).steps[0].reused_from == first.execution_id


def test_a_hit_is_free_and_shows_where_costs_are_shown(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    run(worker, local, pipeline_id, document)
    second = run(worker, local, pipeline_id, document)

    record = local.get_record(second.execution_id)
    result = local.get_step_result(second.execution_id, 0)
    assert second.rate_breakdown is not None
    assert second.rate_breakdown["steps"][0]["reused"] == "cache"
    assert second.rate_breakdown["billed_cents"] == 0
    assert record.billed_cents == record.steps[0].billed_cents == 0
    assert (record.page_count, record.steps[0].billable_pages) == (1, 1)
    assert result.total_cost == 0
    assert result.cost_breakdown is not None
    assert result.cost_breakdown["list_cost"] == 0.4
    assert result.cost_breakdown["reused"] == "cache"


def test_a_result_says_its_cost_and_its_checkpoint(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    ended = run(worker, local, pipeline_id, document)

    result = local.get_step_result(ended.execution_id, 0)
    assert result.total_cost == 0.4
    assert result.checkpoint_id == ended.steps[0].checkpoint_id
    assert local.get_record(ended.execution_id).steps[0].billed_cents == Decimal("0.4")


def test_each_execution_has_a_checkpoint_of_its_own(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    ended = [run(worker, local, pipeline_id, document) for _ in range(2)]

    assert len({execution.steps[0].checkpoint_id for execution in ended}) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"output_format": "markdown"}, {"output_format": "html"}, id="format"),
        pytest.param({}, {"page_range": "0"}, id="pages"),
    ],
)
def test_another_option_is_another_result(
    worker: Worker,
    local: Client,
    pipeline_id: str,
    document: Path,
    first: dict[str, str],
    second: dict[str, str],
) -> None:
    run(worker, local, pipeline_id, document, **first)
    other = run(worker, local, pipeline_id, document, **second)

    assert reuse(local, other) == [None]


def test_the_same_pages_in_other_words_are_the_same_result(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    run(worker, local, pipeline_id, document, page_range="0")
    other = run(worker, local, pipeline_id, document, page_range="0-0")

    assert reuse(local, other) == ["cache"]


def test_another_document_is_another_result(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    run(worker, local, pipeline_id, document)
    document.write_bytes(PAGE + b"<p>More.</p>")

    assert reuse(local, run(worker, local, pipeline_id, document)) == [None]


def test_the_same_document_under_another_name_is_the_same_result(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    run(worker, local, pipeline_id, document)
    renamed = document.rename(document.with_name("other.html"))

    assert reuse(local, run(worker, local, pipeline_id, renamed)) == ["cache"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param({"paginate": True, "mode": "fast"}, "cache", id="another order"),
        pytest.param({"mode": "balanced", "paginate": True}, None, id="another value"),
        pytest.param({"mode": "fast", "paginate": True, "odd": 1}, None, id="one more"),
    ],
)
def test_settings_make_a_result(
    worker: Worker, local: Client, document: Path, written: dict[str, Any], expected: str | None
) -> None:
    step = PipelineStep(type="convert", settings={"mode": "fast", "paginate": True})
    run(worker, local, local.create_pipeline([step]).pipeline_id, document)
    other = local.create_pipeline([PipelineStep(type="convert", settings=written)])

    assert reuse(local, run(worker, local, other.pipeline_id, document)) == [expected]


def test_what_a_processor_says_to_depend_on_makes_a_result(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    class Asking(Convert):
        model = "one"

        def depends_on(self, settings: dict[str, Any]) -> dict[str, Any]:
            return {"llm": f"{self.model} {settings['mode']}"}

    processor = Asking()
    asking = Worker(
        worker.services, worker.database, registry=ProcessorRegistry({"convert": processor}, {})
    )
    runs = [run(asking, local, pipeline_id, document) for _ in range(2)]
    processor.model = "another"
    runs.append(run(asking, local, pipeline_id, document))

    assert [reuse(local, each) for each in runs] == [[None], ["cache"], [None]]


def test_a_newer_processor_does_its_work_anew(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    run(worker, local, pipeline_id, document)
    newer = Worker(
        worker.services,
        worker.database,
        registry=ProcessorRegistry({"convert": NewerConvert()}, {}),
    )

    assert reuse(local, run(newer, local, pipeline_id, document)) == [None]


def test_skip_cache_does_all_anew_and_refreshes(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    run(worker, local, pipeline_id, document)
    anew = run(worker, local, pipeline_id, document, skip_cache=True)
    third = run(worker, local, pipeline_id, document)

    assert reuse(local, anew) == [None]
    assert local.get_record(third.execution_id).steps[0].reused_from == anew.execution_id


def test_another_version_of_a_rubric_is_another_result_where_steps_are_scored(
    worker: Worker, local: Client, document: Path
) -> None:
    rule = EvalRule(name="Legible", type=RuleType.PAGE)
    rubric = local.create_rubric(
        NewEvalRubric(name="Legible", eval_definition=EvalDefinition(rules=[rule]))
    )
    step = PipelineStep(type="convert", settings={"mode": "fast"}, eval_rubric_id=rubric.id)
    pipeline_id = local.create_pipeline([step]).pipeline_id
    run(worker, local, pipeline_id, document, run_evals=True)
    run(worker, local, pipeline_id, document)

    local.update_rubric(rubric.id, EvalRubricChange(description="In daylight"))

    assert reuse(local, run(worker, local, pipeline_id, document, run_evals=True)) == [None]
    assert reuse(local, run(worker, local, pipeline_id, document)) == ["cache"]


def test_a_rerun_does_its_step_anew(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    first = run(worker, local, pipeline_id, document)
    again = worker.work(local.rerun_execution(first.execution_id, 0).execution_id)

    assert reuse(local, again) == [None]
    assert len(worker.pool.calls) == 2


def test_a_result_with_errors_is_not_kept(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    worker.pool.has_errors = True
    first = run(worker, local, pipeline_id, document)
    second = run(worker, local, pipeline_id, document)

    assert first.status == "completed_with_errors"
    assert reuse(local, second) == [None]


def test_a_result_whose_bytes_are_gone_is_made_again(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    first = run(worker, local, pipeline_id, document)
    worker.services.results.blobs.delete_folder(f"results/{first.execution_id}")
    second = run(worker, local, pipeline_id, document)
    third = run(worker, local, pipeline_id, document)

    assert reuse(local, second) == [None]
    assert local.get_record(third.execution_id).steps[0].reused_from == second.execution_id


def test_a_step_that_nothing_does_any_more_is_not_looked_for(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    run(worker, local, pipeline_id, document)
    without = Worker(worker.services, worker.database, registry=ProcessorRegistry({}, {}))

    assert reuse(local, run(without, local, pipeline_id, document)) == [None]


def test_a_result_is_one_json_object(
    worker: Worker, local: Client, pipeline_id: str, document: Path
) -> None:
    ended = run(worker, local, pipeline_id, document)

    packed = worker.services.results.get_step_result(ended.execution_id, 0)
    pairs = json.loads(gzip.decompress(packed), object_pairs_hook=list)
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names))
