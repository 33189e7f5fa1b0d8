"""Comparisons: their sides and runs, and every transition when it comes late."""

from datetime import timedelta

import pytest
from sqlalchemy import event, inspect

from lineup.workspace.comparison_model import CellState, ComparedDocument
from lineup.workspace.errors import UnknownError, WorkspaceError
from lineup.workspace.opening import Workspace
from tests.workspace.conftest import Clock
from tests.workspace.samples import ONE, PAST, TWO, A, B, new_comparison

pytestmark = pytest.mark.both_databases


def _states(workspace: Workspace, comparison_id: str) -> list[tuple[str, str, int, str]]:
    return [
        (cell.document.name, cell.side, cell.repeat, cell.state)
        for cell in workspace.comparisons.cells(comparison_id)
    ]


def test_a_comparison_wants_each_document_on_each_side(workspace: Workspace) -> None:
    made = workspace.comparisons.add(new_comparison(options={"page_range": "0"}))

    assert workspace.comparisons.get(made.comparison_id) == made
    assert made.sides == (A, B)
    assert made.options == {"page_range": "0"}
    assert _states(workspace, made.comparison_id) == [
        (name, side, 0, "waiting")
        for name in ("one.pdf", "two.pdf")
        for side in ("pl_a@6", "pl_a@7")
    ]
    assert made.side("pl_a@7") == B


def test_past_executions_are_read_and_never_run(workspace: Workspace) -> None:
    new = new_comparison(sides=(PAST, A), past={(ONE.key, PAST.key): "pex_old"})
    made = workspace.comparisons.add(new)

    cells = {(c.document.name, c.side): c for c in workspace.comparisons.cells(made.comparison_id)}
    assert cells["one.pdf", "pex_old"].state is CellState.RUNNING
    assert cells["one.pdf", "pex_old"].execution_id == "pex_old"
    assert cells["two.pdf", "pex_old"].state is CellState.FAILED
    assert "No past execution" in (cells["two.pdf", "pex_old"].error or "")
    assert workspace.comparisons.mark_retried(made.comparison_id) == 0


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"sides": (A,)}, "2 to 4 sides; this one would have 1", id="one side"),
        pytest.param({"sides": (A, A)}, "the same side twice", id="twice the same"),
        pytest.param({"name": " "}, "1 to 200 printable characters", id="no name"),
        pytest.param({"name": "a\x00b"}, "1 to 200 printable characters", id="an odd name"),
    ],
)
def test_what_is_no_comparison_is_refused_with_a_sentence(
    workspace: Workspace, changed: dict[str, object], sentence: str
) -> None:
    with pytest.raises(WorkspaceError, match=sentence):
        workspace.comparisons.add(new_comparison(**changed))  # type: ignore[arg-type]
    assert workspace.comparisons.list_comparisons() == []


def test_a_run_goes_from_waiting_to_done(workspace: Workspace) -> None:
    made = workspace.comparisons.add(new_comparison(documents=(ONE,)))
    cell, other = workspace.comparisons.cells(made.comparison_id)

    assert workspace.comparisons.mark_starting(cell.cell_id)
    assert not workspace.comparisons.mark_starting(cell.cell_id)
    workspace.comparisons.mark_running(cell.cell_id, "pex_1")
    assert workspace.comparisons.list_open() == [made]
    workspace.comparisons.mark_ended(cell.cell_id)
    workspace.comparisons.mark_ended(cell.cell_id, "told late")
    workspace.comparisons.mark_running(cell.cell_id, "pex_late")
    workspace.comparisons.mark_ended(other.cell_id, "The document is empty.")

    done, failed = workspace.comparisons.cells(made.comparison_id)
    assert (done.state, done.execution_id, done.error) == (CellState.DONE, "pex_1", None)
    assert (failed.state, failed.error) == (CellState.FAILED, "The document is empty.")
    assert workspace.comparisons.list_open() == []


def test_a_start_that_never_came_about_waits_again(workspace: Workspace) -> None:
    made = workspace.comparisons.add(new_comparison(documents=(ONE,)))
    cell, _ = workspace.comparisons.cells(made.comparison_id)
    workspace.comparisons.mark_starting(cell.cell_id)
    workspace.comparisons.mark_waiting(cell.cell_id)

    assert workspace.comparisons.mark_starting(cell.cell_id)
    workspace.comparisons.mark_running(cell.cell_id, "pex_1")
    workspace.comparisons.mark_waiting(cell.cell_id)
    assert workspace.comparisons.cells(made.comparison_id)[0].state is CellState.RUNNING


def test_only_what_failed_is_run_anew(workspace: Workspace) -> None:
    made = workspace.comparisons.add(new_comparison())
    cells = workspace.comparisons.cells(made.comparison_id)
    for cell in cells:
        workspace.comparisons.mark_running(cell.cell_id, f"pex_{cell.cell_id}")
        workspace.comparisons.mark_ended(cell.cell_id, "no" if cell.side == B.key else None)

    assert workspace.comparisons.mark_retried(made.comparison_id, ONE.key, [A.key]) == 0
    assert workspace.comparisons.mark_retried(made.comparison_id, ONE.key, [B.key]) == 1
    assert workspace.comparisons.mark_retried(made.comparison_id) == 1

    again = workspace.comparisons.cells(made.comparison_id)
    assert [(cell.state, cell.attempt) for cell in again] == [
        (CellState.DONE, 0),
        (CellState.WAITING, 1),
    ] * 2
    assert again[1].execution_id is None


def test_sides_documents_and_repeats_can_be_added_later(workspace: Workspace) -> None:
    made = workspace.comparisons.add(new_comparison(documents=(ONE,)))
    third = A.from_json({**A.to_json(), "key": "pl_a@8", "version": 8})

    assert workspace.comparisons.add_side(made.comparison_id, third).sides == (A, B, third)
    workspace.comparisons.add_side(made.comparison_id, third)
    workspace.comparisons.add_documents(made.comparison_id, [ONE, TWO])
    assert workspace.comparisons.add_repeat(made.comparison_id, A.key) == 1
    assert workspace.comparisons.add_repeat(made.comparison_id, A.key) == 2

    told = _states(workspace, made.comparison_id)
    assert len(told) == len(set(told)) == 3 + 3 + 2 + 2
    assert [row[:3] for row in told[-2:]] == [("one.pdf", A.key, 2), ("two.pdf", A.key, 2)]


def test_there_is_no_fifth_side(workspace: Workspace) -> None:
    made = workspace.comparisons.add(new_comparison())
    for version in (8, 9):
        side = A.from_json({**A.to_json(), "key": f"pl_a@{version}"})
        workspace.comparisons.add_side(made.comparison_id, side)
    fifth = A.from_json({**A.to_json(), "key": "pl_a@10"})
    with pytest.raises(WorkspaceError, match="would have 5"):
        workspace.comparisons.add_side(made.comparison_id, fifth)


def test_baseline_name_and_rest_can_be_changed(workspace: Workspace) -> None:
    made = workspace.comparisons.add(new_comparison())

    assert workspace.comparisons.mark_baseline(made.comparison_id, B.key).sides == (B, A)
    assert workspace.comparisons.mark_renamed(made.comparison_id, " Best ").name == "Best"
    stopped = workspace.comparisons.mark_stopped(made.comparison_id, is_stopped=True)
    assert stopped.stopped is not None
    assert workspace.comparisons.list_open() == []
    again = workspace.comparisons.mark_stopped(made.comparison_id, is_stopped=True)
    assert again.stopped == stopped.stopped
    workspace.comparisons.mark_stopped(made.comparison_id, is_stopped=False)
    assert len(workspace.comparisons.list_open()) == 1
    assert [known.name for known in workspace.comparisons.list_comparisons()] == ["Best"]


def test_a_lease_is_one_owners_until_it_runs_out_or_is_dropped(
    workspace: Workspace, clock: Clock
) -> None:
    name = workspace.comparisons.add(new_comparison()).comparison_id
    take = workspace.comparisons.take_lease

    assert take(name, "one", 60)
    assert take(name, "one", 60)
    assert not take(name, "two", 60)
    workspace.comparisons.drop_lease(name, "two")
    assert not take(name, "two", 60)
    clock.moment += timedelta(seconds=120)
    assert take(name, "two", 60)
    workspace.comparisons.drop_lease(name, "two")
    assert take(name, "one", 60)


def test_an_unknown_comparison_is_a_sentence(workspace: Workspace) -> None:
    with pytest.raises(UnknownError, match="no comparison 'cmp_no'"):
        workspace.comparisons.get("cmp_no")


@pytest.mark.parametrize(
    ("key", "is_address"), [("a" * 64, False), ("https://a.example/x.pdf", True)]
)
def test_a_document_of_the_servers_own_is_an_address(key: str, is_address: bool) -> None:
    assert ComparedDocument(key, "x").is_address is is_address


def test_open_runs_are_found_without_reading_those_that_ended(workspace: Workspace) -> None:
    workspace.comparisons.add(new_comparison())
    told: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        told.append(statement)

    event.listen(workspace.database, "before_cursor_execute", note)
    workspace.comparisons.list_open()
    event.remove(workspace.database, "before_cursor_execute", note)
    indexes = inspect(workspace.database).get_indexes("workspace_cells")
    assert ["state", "comparison"] in [index["column_names"] for index in indexes]
    assert "EXISTS" not in told[0]  # which would look at each comparison's runs


def test_a_group_is_passed_over_and_brought_back(workspace: Workspace) -> None:
    rules = {"ignored": ["field|date"], "with_markup": False}
    made = workspace.comparisons.add(new_comparison(rules=rules))
    store, name = workspace.comparisons, made.comparison_id

    for _ in range(2):
        store.mark_passed_over(name, "field|total", is_passed_over=True)
    assert store.get(name).rules == rules | {"ignored": ["field|date", "field|total"]}
    for _ in range(2):
        store.mark_passed_over(name, "field|date", is_passed_over=False)
    assert store.get(name).rules == rules | {"ignored": ["field|total"]}
    with pytest.raises(UnknownError):
        store.mark_passed_over("cmp_none", "field|date", is_passed_over=True)
