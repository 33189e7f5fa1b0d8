"""The list of comparisons: counted for all at once."""

import pytest
from sqlalchemy import event

from lineup.workspace.errors import UnknownError
from lineup.workspace.opening import Workspace
from lineup.workspace.summaries import RunCounts
from tests.workspace.samples import PAST, A, B, new_comparison

pytestmark = pytest.mark.both_databases


def _names(workspace: Workspace, search: str = "", **where: int) -> list[str]:
    page = workspace.summaries.page(search, **({"limit": 50} | where))
    return [row.comparison.name for row in page.rows]


def test_runs_documents_and_verdicts_are_counted(workspace: Workspace) -> None:
    made = workspace.comparisons.add(new_comparison())
    first, second, third, _ = workspace.comparisons.cells(made.comparison_id)
    for cell, error in ((first, None), (second, "It failed.")):
        workspace.comparisons.mark_starting(cell.cell_id)
        workspace.comparisons.mark_running(cell.cell_id, f"pex_{cell.cell_id}")
        workspace.comparisons.mark_ended(cell.cell_id, error)
    workspace.comparisons.mark_starting(third.cell_id)
    say = workspace.verdicts.add
    say(made.comparison_id, ["d1", "d2", "d3"], [A.key], judged_by="Ada")
    say(made.comparison_id, ["d1"], [B.key], judged_by="Bo")
    say(made.comparison_id, ["d2"], None, judged_by="Ada")
    say(made.comparison_id, ["d3"], [], judged_by="Ada")

    row = workspace.summaries.page(limit=50).rows[0]

    assert row.comparison == made
    assert (row.documents, row.judged) == (2, 2)
    assert row.runs == RunCounts(waiting=1, started=1, done=1, failed=1)
    assert workspace.summaries.runs(made.comparison_id) == row.runs


@pytest.mark.parametrize(
    ("said", "judged"),
    [
        pytest.param([("Ada", [A.key])], 1, id="decided"),
        pytest.param([("Ada", [])], 1, id="none is right"),
        pytest.param([("Ada", [A.key]), ("Ada", None)], 0, id="taken back"),
        pytest.param([("Ada", [A.key]), ("Bo", [B.key]), ("Bo", None)], 1, id="another's stands"),
        pytest.param([("Ada", None), ("Ada", None), ("Bo", [B.key])], 1, id="back from nothing"),
        pytest.param([("Ada", [A.key]), ("Ada", None), ("Bo", None)], 0, id="taken back twice"),
        pytest.param(
            [("Ada", None), ("Ada", [A.key]), ("Bo", None), ("Bo", [B.key]), ("Ada", [])],
            1,
            id="to and fro",
        ),
    ],
)
def test_the_list_counts_the_differences_whose_decisions_stand(
    workspace: Workspace, said: list[tuple[str, list[str] | None]], judged: int
) -> None:
    made = workspace.comparisons.add(new_comparison())
    workspace.comparisons.add(new_comparison("not judged"))
    for person, right in said:
        workspace.verdicts.add(made.comparison_id, ["d1"], right, judged_by=person)
    other, row = workspace.summaries.page(limit=50).rows
    assert (row.judged, other.judged) == (judged, 0)
    assert len(workspace.verdicts.current(made.comparison_id)) == judged


def test_runs_that_measure_the_noise_are_runs_but_no_documents(workspace: Workspace) -> None:
    made = workspace.comparisons.add(new_comparison())
    workspace.comparisons.add_repeat(made.comparison_id, A.key)
    row = workspace.summaries.page(limit=50).rows[0]
    assert (row.documents, row.runs.total) == (2, 6)


def test_the_newest_comes_first_and_pages_are_turned(workspace: Workspace) -> None:
    for name in ("one", "two", "three"):
        workspace.comparisons.add(new_comparison(name))
    assert _names(workspace) == ["three", "two", "one"]
    assert _names(workspace, limit=2) == ["three", "two"]
    assert _names(workspace, limit=2, offset=2) == ["one"]
    assert workspace.summaries.page(limit=2).total == 3


@pytest.mark.parametrize(
    ("search", "found"),
    [
        pytest.param("inVOIces", ["Invoices 100%"], id="any case"),
        pytest.param(" letters ", ["Letters"], id="spaces around"),
        pytest.param("%", ["Invoices 100%"], id="a wildcard means itself"),
        pytest.param("_", [], id="another wildcard"),
        pytest.param("bo", ["Letters"], id="who made it"),
        pytest.param("\0", ["Letters", "Invoices 100%"], id="nothing that can be searched for"),
    ],
)
def test_a_text_is_searched_for(workspace: Workspace, search: str, found: list[str]) -> None:
    workspace.comparisons.add(new_comparison("Invoices 100%"))
    workspace.comparisons.add(new_comparison("Letters", created_by="Bo"))
    assert _names(workspace, search) == found
    assert workspace.summaries.page(search, limit=1).total == len(found)


def test_the_number_of_statements_does_not_grow_with_the_list(workspace: Workspace) -> None:
    told: list[str] = []
    event.listen(
        workspace.database,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_rest: told.append(statement),
    )

    def asked() -> int:
        told.clear()
        workspace.summaries.page(limit=50)
        return len(told)

    workspace.comparisons.add(new_comparison())
    with_one = asked()
    for _ in range(5):
        workspace.comparisons.add(new_comparison(sides=(PAST, A)))
    assert asked() == with_one


@pytest.mark.parametrize(
    ("runs", "is_stopped", "is_open"),
    [
        pytest.param(RunCounts(done=3, failed=1), False, False, id="all over"),
        pytest.param(RunCounts(waiting=1), False, True, id="one waits"),
        pytest.param(RunCounts(waiting=1), True, False, id="stopped"),
        pytest.param(RunCounts(waiting=1, started=1), True, True, id="stopped, one still runs"),
    ],
)
def test_what_is_still_to_be_done(runs: RunCounts, *, is_stopped: bool, is_open: bool) -> None:
    assert runs.is_open(is_stopped=is_stopped) is is_open


def test_no_comparison_has_no_runs(workspace: Workspace) -> None:
    with pytest.raises(UnknownError):
        workspace.summaries.runs("cmp_nowhere")
