"""Carrying comparisons out: all start alike, failures stay alone, and nothing is run twice."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import cast

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy.orm import Session

from lineup.client import Client
from lineup.client.retries import NO_RETRIES
from lineup.comparing.naming import version_side
from lineup.comparing.running import ComparisonRunner
from lineup.comparing.service import ComparisonService
from lineup.servers import EMBEDDED
from lineup.workspace.comparison_model import Cell, CellState, ComparedDocument, Comparison
from lineup.workspace.lookups import comparison_row
from lineup.workspace.opening import Workspace
from tests.asgi import AsgiTransport
from tests.comparing.conftest import Lab
from tests.engine.conftest import KEY
from tests.waiting import wait_for

HELLO = {"markdown": "Hello there."}


def cells(lab: Lab, comparison: Comparison) -> list[Cell]:
    return list(lab.workspace.comparisons.cells(comparison.comparison_id))


def executions(lab: Lab, comparison: Comparison) -> list[str]:
    """The documents of all executions that the server has of the comparison's pipeline."""
    found = lab.client.list_executions(comparison.sides[0].pipeline_id, limit=100).executions
    return [str(one.document_name) for one in found]


def test_every_document_runs_on_every_side_and_is_archived(lab: Lab) -> None:
    one, two = lab.document("one.html"), lab.document("two.html")
    pipeline = lab.pipeline(dict.fromkeys(["one.html", "two.html"], HELLO), {"one.html": HELLO})
    comparison = lab.comparison(pipeline, [1, 2], one, two, options={"run_evals": True})

    assert lab.finish(comparison) == 4

    told = {(cell.document.name, cell.side[-1]): cell for cell in cells(lab, comparison)}
    assert [told["one.html", "1"].state, told["two.html", "2"].state] == ["done", "failed"]
    assert told["two.html", "2"].error == "This document was planted to fail."
    archived = lab.workspace.archive.get(EMBEDDED, told["one.html", "1"].execution_id or "")
    results, missing = lab.workspace.archive.results(archived)
    assert results[0]["markdown"] == "Hello there."
    assert missing == {}
    assert archived.document == one.key
    assert archived.record is not None
    asked = archived.execution.input_config or {}
    assert (asked["run_evals"], asked["output_format"]) == (True, "markdown,json")


def test_only_what_failed_is_run_again(lab: Lab) -> None:
    document = lab.document("one.html")
    pipeline = lab.pipeline({"one.html": HELLO}, {"two.html": HELLO})
    comparison = lab.comparison(pipeline, [1, 2], document)
    lab.finish(comparison)
    (lab.folder / "answers-1.json").write_text('{"one.html": {"markdown": "Now it works."}}')

    assert lab.workspace.comparisons.mark_retried(comparison.comparison_id) == 1
    assert lab.finish(comparison) == 1

    assert [cell.state for cell in cells(lab, comparison)] == [CellState.DONE, CellState.DONE]


def test_no_more_runs_than_allowed_are_open_at_once(lab: Lab) -> None:
    documents = [lab.document(f"{number}.html") for number in range(5)]
    pipeline = lab.pipeline({}, {})
    comparison = lab.comparison(pipeline, [1, 2], *documents)

    lab.runner().advance(comparison.comparison_id)

    states = Counter(cell.state for cell in cells(lab, comparison))
    assert states == {CellState.RUNNING: 4, CellState.WAITING: 6}


def test_a_run_whose_start_was_not_written_down_is_found_again(lab: Lab) -> None:
    document = lab.document("one.html")
    comparison = lab.comparison(lab.pipeline({"one.html": HELLO}, {}), [1, 2], document)
    first = cells(lab, comparison)[0]
    side = comparison.sides[0]
    lab.workspace.comparisons.mark_starting(first.cell_id)
    started = lab.runner()._run(comparison, first)

    lab.runner().advance(comparison.comparison_id)

    assert cells(lab, comparison)[0].execution_id == started.execution_id
    assert side.version == 1
    assert executions(lab, comparison) == ["one.html"] * 2


def test_a_run_that_never_reached_the_server_is_started_after_all(lab: Lab) -> None:
    document = lab.document("one.html")
    comparison = lab.comparison(lab.pipeline({"one.html": HELLO}, {}), [1, 2], document)
    lab.workspace.comparisons.mark_starting(cells(lab, comparison)[0].cell_id)

    lab.finish(comparison)

    assert cells(lab, comparison)[0].state is CellState.DONE
    assert len(executions(lab, comparison)) == 2


class Unsteady(httpx.BaseTransport):
    """Passes runs on, and then loses the answer of some."""

    def __init__(self, below: httpx.BaseTransport) -> None:
        self._below, self.runs = below, 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._below.handle_request(request)
        if request.url.path.endswith("/run"):
            self.runs += 1
            if self.runs % 7 == 3:
                message = "the answer was lost"
                raise httpx.ReadError(message, request=request)
        return answer


def test_forty_documents_on_three_versions_survive_restarts_and_run_once_each(
    lab: Lab, transport: AsgiTransport
) -> None:
    names = [f"{number}.html" for number in range(40)]
    documents = [lab.document(name) for name in names]
    answers = dict.fromkeys(names, HELLO)
    pipeline = lab.pipeline(answers, answers | {"7.html": None}, answers)
    comparison = lab.comparison(pipeline, [1, 2, 3], *documents)
    client = Client("http://engine", SecretStr(KEY), transport=Unsteady(transport))

    turns = 0
    while ComparisonRunner(client, lab.workspace, EMBEDDED, lab.runner().now, 30).advance(
        comparison.comparison_id
    ):
        turns += 1
        if turns != 2:  # a turn at which the engine was away
            lab.work()

    states = Counter(cell.state for cell in cells(lab, comparison))
    assert states == {CellState.DONE: 119, CellState.FAILED: 1}
    found = lab.client.list_executions(pipeline.pipeline_id, limit=1)
    assert found.total == 120
    assert len({cell.execution_id for cell in cells(lab, comparison)}) == 120

    lab.workspace.comparisons.mark_retried(comparison.comparison_id)
    assert lab.finish(comparison) == 1


def test_a_stopped_comparison_starts_nothing_and_follows_what_was_started(lab: Lab) -> None:
    documents = [lab.document(f"{number}.html") for number in range(3)]
    answers = {document.name: HELLO for document in documents}
    comparison = lab.comparison(lab.pipeline(answers, answers), [1, 2], *documents)
    runner = lab.runner()
    runner.advance(comparison.comparison_id)
    lab.workspace.comparisons.mark_stopped(comparison.comparison_id, is_stopped=True)
    assert lab.workspace.comparisons.list_open()
    lab.work()

    assert not runner.advance(comparison.comparison_id)

    states = Counter(cell.state for cell in cells(lab, comparison))
    assert states == {CellState.DONE: 4, CellState.WAITING: 2}
    assert not lab.workspace.comparisons.list_open()


def test_a_repeat_takes_nothing_from_the_cache(lab: Lab) -> None:
    document = lab.document("one.html")
    comparison = lab.comparison(lab.pipeline({"one.html": HELLO}, {}), [1, 2], document)
    lab.finish(comparison)
    lab.workspace.comparisons.add_repeat(comparison.comparison_id, comparison.sides[0].key)
    calls = len(lab.worker.pool.calls)

    lab.finish(comparison)

    again = cells(lab, comparison)[-1]
    assert (again.repeat, again.state) == (1, CellState.DONE)
    assert len(lab.worker.pool.calls) == calls + 1


def test_a_draft_that_moved_on_is_not_run_unless_it_was_published(lab: Lab) -> None:
    document = lab.document("one.html")
    pipeline = lab.pipeline({"one.html": HELLO}, {"one.html": HELLO})
    other = version_side(lab.client, pipeline, 1)
    lab.client.update_pipeline(pipeline.pipeline_id, [*pipeline.steps[:1]])
    comparison = lab.comparison(pipeline, [1, 0], document)
    changed = pipeline.steps[0].model_copy(
        update={"settings": pipeline.steps[0].settings | {"x": 1}}
    )
    lab.client.update_pipeline(pipeline.pipeline_id, [changed])
    lab.finish(comparison)
    assert cells(lab, comparison)[1].state is CellState.DONE  # it is version 2
    assert other.config_hash != comparison.sides[1].config_hash

    moved = lab.comparison(lab.client.get_pipeline(pipeline.pipeline_id), [1, 0], document)
    lab.client.update_pipeline(pipeline.pipeline_id, pipeline.steps)
    lab.finish(moved)
    error = cells(lab, moved)[1].error or ""
    assert error.startswith("The draft has changed since the comparison was made")


def test_a_deleted_document_fails_its_runs_only(lab: Lab) -> None:
    one, two = lab.document("one.html"), lab.document("two.html")
    answers = dict.fromkeys(["one.html", "two.html"], HELLO)
    comparison = lab.comparison(lab.pipeline(answers, answers), [1, 2], one, two)
    lab.workspace.documents.mark_deleted(one.key)

    lab.finish(comparison)

    told = [(cell.document.name, cell.state) for cell in cells(lab, comparison)]
    assert Counter(told) == {("one.html", CellState.FAILED): 2, ("two.html", CellState.DONE): 2}
    assert cells(lab, comparison)[0].error == (
        "The document was deleted from the workspace: add it again."
    )


def test_an_execution_that_the_server_no_longer_has_fails_with_a_sentence(lab: Lab) -> None:
    document = ComparedDocument("a" * 64, "old.pdf")
    pipeline = lab.pipeline({}, {})
    comparison = lab.comparison(pipeline, [1, 2], document)
    first = cells(lab, comparison)[0]
    lab.workspace.comparisons.mark_running(first.cell_id, "pex_goneGONEgone")

    lab.runner().advance(comparison.comparison_id)

    assert cells(lab, comparison)[0].error == "The server no longer has this execution."


@pytest.mark.parametrize("status", [401, 402, 503])
def test_trouble_with_the_key_or_the_server_writes_no_run_off(lab: Lab, status: int) -> None:
    document = lab.document("one.html")
    comparison = lab.comparison(lab.pipeline({"one.html": HELLO}, {}), [1, 2], document)
    lab.runner().advance(comparison.comparison_id)
    transport = httpx.MockTransport(lambda _: httpx.Response(status, json={"detail": "no"}))
    troubled = Client("http://engine", transport=transport, retries=NO_RETRIES)

    assert lab.runner(troubled).advance(comparison.comparison_id)

    assert {cell.state for cell in cells(lab, comparison)} == {CellState.RUNNING}


def test_a_service_sees_to_its_own_servers_comparisons_and_lets_others_wait(
    lab: Lab, workspace: Workspace
) -> None:
    document = lab.document("one.html")
    comparison = lab.comparison(lab.pipeline({"one.html": HELLO}, {}), [1, 2], document)
    ComparisonService(workspace, {"https://elsewhere.example": lab.runner()}).turn()
    assert {cell.state for cell in cells(lab, comparison)} == {CellState.WAITING}

    assert workspace.comparisons.take_lease(comparison.comparison_id, "another", 60)
    service = ComparisonService(workspace, {EMBEDDED: lab.runner()})
    service.turn()
    assert {cell.state for cell in cells(lab, comparison)} == {CellState.WAITING}

    workspace.comparisons.drop_lease(comparison.comparison_id, "another")
    service.turn()
    assert {cell.state for cell in cells(lab, comparison)} == {CellState.RUNNING}


class Slow:
    """A runner that takes until its lease was renewed."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.was_renewed = False

    def advance(self, comparison_id: str) -> bool:
        before = self.leased_until(comparison_id)
        wait_for(lambda: self.leased_until(comparison_id) > before, "another lease")
        self.was_renewed = True
        return True

    def leased_until(self, comparison_id: str) -> datetime:
        with Session(self.workspace.database) as session:
            until = comparison_row(session, comparison_id).leased_until
        assert until is not None
        return until


def test_a_lease_is_held_for_as_long_as_a_turn_takes(lab: Lab, workspace: Workspace) -> None:
    comparison = lab.comparison(lab.pipeline({}, {}), [1, 2], lab.document("one.html"))
    slow = Slow(workspace)
    runner = cast("ComparisonRunner", slow)

    ComparisonService(workspace, {EMBEDDED: runner}, lease_seconds=0.3).turn()

    assert slow.was_renewed
    assert slow.leased_until(comparison.comparison_id)


def test_nothing_is_left_in_the_folder_of_temporary_files(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    comparison = lab.comparison(lab.pipeline({}, {}), [1, 2], lab.document("one.html"))
    lab.runner().advance(comparison.comparison_id)
    assert list(scratch.iterdir()) == []
