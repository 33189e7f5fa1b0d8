"""Executions in the store: transitions on time, late, and twice; the list over all pipelines."""

import httpx
import pytest

from lineup.client import Client
from lineup.client.errors import ClientError
from lineup.contract.executions import RunOptions
from lineup.contract.extension import ExecutionQuery
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services
from lineup.engine.store.steps import FinishedStep
from lineup.engine.worker.abandoned import close_abandoned

pytestmark = pytest.mark.both_databases

FINISHED = FinishedStep("results/a", "results/b", page_count=3, has_errors=False)


@pytest.fixture
def execution_id(local: Client) -> str:
    return start(local, "Invoices")


def start(client: Client, name: str) -> str:
    """Start an execution of a new pipeline and return its id."""
    pipeline = client.create_pipeline([PipelineStep(type="convert", settings={"mode": "fast"})])
    client.save_pipeline(pipeline.pipeline_id, name)
    url = f"https://example.com/{name}.pdf"
    return client.run_pipeline_on_url(pipeline.pipeline_id, url, RunOptions()).execution_id


def test_a_completed_step_completes_and_bills_the_execution(
    services: Services, execution_id: str
) -> None:
    store = services.executions
    store.mark_running(execution_id)
    store.mark_step_running(execution_id, 0)
    store.mark_step_completed(execution_id, 0, FINISHED)

    ended = store.mark_ended(execution_id)

    assert ended.status == "completed"
    assert ended.steps[0].checkpoint_id is not None
    assert ended.steps[0].result_url is not None
    assert ended.rate_breakdown is not None
    assert ended.rate_breakdown["billed_cents"] == 2


def test_pages_that_failed_make_it_complete_with_errors(
    services: Services, execution_id: str
) -> None:
    store = services.executions
    store.mark_step_running(execution_id, 0)
    store.mark_step_completed(execution_id, 0, FinishedStep("a", "b", 3, has_errors=True))

    assert store.mark_ended(execution_id).status == "completed_with_errors"


def test_a_failed_step_costs_nothing_and_keeps_its_first_word(
    services: Services, execution_id: str
) -> None:
    store = services.executions
    store.mark_step_running(execution_id, 0)
    store.mark_step_failed(execution_id, 0, "the first word")
    store.mark_step_failed(execution_id, 0, "a late word")
    store.mark_step_completed(execution_id, 0, FINISHED)

    ended = store.mark_ended(execution_id)

    assert ended.status == "failed"
    assert ended.steps[0].error_message == "the first word"
    assert ended.rate_breakdown is not None
    assert ended.rate_breakdown["billed_cents"] == 0


def test_a_step_asked_for_again_after_its_end_stays_ended(
    services: Services, execution_id: str
) -> None:
    store = services.executions
    store.mark_step_running(execution_id, 0)
    store.mark_step_completed(execution_id, 0, FINISHED)

    again = store.mark_step_running(execution_id, 0)

    assert again.status == "completed"
    assert again.attempt == 1


def test_a_step_asked_for_again_after_a_crash_is_a_new_attempt(
    services: Services, execution_id: str
) -> None:
    services.executions.mark_step_running(execution_id, 0)

    assert services.executions.mark_step_running(execution_id, 0).attempt == 2


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        pytest.param({}, "failed", id="forgotten"),
        pytest.param({0: "ERROR"}, "failed", id="broken"),
        pytest.param({0: "MAX_RECOVERY_ATTEMPTS_EXCEEDED"}, "failed", id="interrupted too often"),
        pytest.param({0: "ENQUEUED"}, "pending", id="waiting"),
        pytest.param({0: "PENDING"}, "pending", id="under way"),
    ],
)
def test_what_will_not_be_carried_on_is_ended(
    services: Services, execution_id: str, statuses: dict[int, str], status: str
) -> None:
    asked: list[list[str]] = []

    def find(ids: list[str]) -> dict[str, str]:
        asked.append(ids)
        return {ids[position]: found for position, found in statuses.items()}

    close_abandoned(services.executions, find)

    assert asked == [[execution_id]]
    assert services.executions.get_execution(execution_id).status == status


def test_an_abandoned_execution_ends_with_the_sentence(
    services: Services, execution_id: str
) -> None:
    services.executions.mark_abandoned(execution_id, "given up")
    services.executions.mark_abandoned(execution_id, "given up again")

    ended = services.executions.get_execution(execution_id)
    assert (ended.status, ended.error_message) == ("failed", "given up")
    assert services.executions.list_open() == []


def test_an_ended_execution_does_not_run_again(services: Services, execution_id: str) -> None:
    services.executions.mark_abandoned(execution_id, "given up")
    services.executions.mark_running(execution_id)

    assert services.executions.mark_ended(execution_id).status == "failed"


@pytest.mark.parametrize("path", ["pex_nowhere", "pex_nowhere/steps/0/result"])
def test_an_unknown_execution_is_not_found(api: httpx.Client, path: str) -> None:
    answer = api.get(f"/api/v1/pipelines/executions/{path}")

    assert answer.status_code == 404
    assert "pex_nowhere" in answer.json()["detail"]


def test_a_result_that_is_not_there_yet_says_so(local: Client, execution_id: str) -> None:
    with pytest.raises(ClientError, match="Step 0 is pending"):
        local.get_step_result(execution_id, 0)
    with pytest.raises(ClientError, match="has no step 7"):
        local.get_step_result(execution_id, 7)


def test_the_result_of_a_failed_step_is_its_error(
    services: Services, local: Client, execution_id: str
) -> None:
    services.executions.mark_step_failed(execution_id, 0, "It broke.")

    with pytest.raises(ClientError, match=r"left no result: It broke\."):
        local.get_step_result(execution_id, 0)


def test_the_list_pages_by_cursor_without_gap_or_repeat(local: Client) -> None:
    ids = [start(local, f"P{n}") for n in range(5)]

    first = local.list_execution_rows(ExecutionQuery(limit=2))
    second = local.list_execution_rows(ExecutionQuery(limit=2, cursor=first.next_cursor))
    third = local.list_execution_rows(ExecutionQuery(limit=2, cursor=second.next_cursor))

    listed = [row.execution_id for page in (first, second, third) for row in page.rows]
    assert listed == ids[::-1]
    assert (first.total, third.next_cursor) == (5, None)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        pytest.param(ExecutionQuery(search="alpha-o"), ["Alpha-one"], id="part of a name"),
        pytest.param(
            ExecutionQuery(search="beta-one.PDF"), ["Beta-one"], id="a document, in any case"
        ),
        pytest.param(ExecutionQuery(search="%"), [], id="a sign is no wildcard"),
        pytest.param(ExecutionQuery(status=["pending"]), ["Beta-one", "Alpha-one"], id="a status"),
        pytest.param(ExecutionQuery(status=["failed"]), [], id="another status"),
        pytest.param(ExecutionQuery(version=0), ["Beta-one", "Alpha-one"], id="the draft"),
        pytest.param(ExecutionQuery(version=3), [], id="another version"),
    ],
)
def test_the_list_filters(local: Client, query: ExecutionQuery, names: list[str]) -> None:
    for name in ("Alpha-one", "Beta-one"):  # no random id has a hyphen
        start(local, name)

    found = local.list_execution_rows(query)

    assert [row.pipeline_name for row in found.rows] == names
    assert found.total == len(names)


def test_the_list_of_one_pipeline_is_its_own(local: Client) -> None:
    first, _ = start(local, "Alpha"), start(local, "Beta")
    pipeline_id = local.get_execution(first).pipeline_id

    listed = local.list_executions(pipeline_id)

    assert [e.execution_id for e in listed.executions] == [first]
    assert local.list_execution_rows(ExecutionQuery(pipeline_id=pipeline_id)).total == 1


def test_a_cursor_that_is_none_is_refused(local: Client) -> None:
    with pytest.raises(ClientError, match="not a cursor"):
        local.list_execution_rows(ExecutionQuery(cursor="yesterday"))
