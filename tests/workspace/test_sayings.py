"""What people said: verdicts, golden values, views and collections; nobody's word is lost."""

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from lineup.workspace.errors import TakenError, UnknownError, WorkspaceError
from lineup.workspace.opening import Workspace
from lineup.workspace.revisions import revision_of
from lineup.workspace.verdicts import last_of
from tests.workspace.samples import A, B, new_comparison

pytestmark = pytest.mark.both_databases

DOCUMENT = "a" * 64


def test_the_latest_verdict_counts_and_all_stay(workspace: Workspace) -> None:
    name = workspace.comparisons.add(new_comparison()).comparison_id
    workspace.verdicts.add(name, ["df_1", "df_2"], [A.key], judged_by="Ada", comment="clear")
    workspace.verdicts.add(name, ["df_1"], [], judged_by="Bob")
    workspace.verdicts.add(name, ["df_2"], None, judged_by="Ada")

    current = workspace.verdicts.current(name)
    assert {key: (told.right, told.judged_by) for key, told in current.items()} == {
        "df_1": (frozenset(), "Bob")
    }
    history = workspace.verdicts.history(name, "df_1")
    assert [(told.right, told.judged_by, told.comment) for told in history] == [
        (frozenset({A.key}), "Ada", "clear"),
        (frozenset(), "Bob", ""),
    ]
    assert len(workspace.verdicts.history(name)) == 4


def test_what_is_taken_back_lets_the_decision_before_count_again(workspace: Workspace) -> None:
    name = workspace.comparisons.add(new_comparison()).comparison_id

    def judge(person: str, right: list[str] | None, difference: str = "df_1") -> None:
        workspace.verdicts.add(name, [difference], right, judged_by=person)

    def counts() -> dict[str, tuple[frozenset[str] | None, str]]:
        told = workspace.verdicts.current(name)
        return {key: (one.right, one.judged_by) for key, one in told.items()}

    judge("Bob", [B.key])
    judge("Ada", [A.key])
    judge("Ada", [A.key], "df_2")
    judge("Ada", [])
    assert last_of(workspace.verdicts.history(name), "Ada") == workspace.verdicts.history(name)[-1]
    judge("Ada", None)
    assert counts()["df_1"] == (frozenset({A.key}), "Ada")
    judge("Ada", None, "df_2")
    judge("Ada", None)
    assert counts() == {"df_1": (frozenset({B.key}), "Bob")}
    assert last_of(workspace.verdicts.history(name), "Ada") is None
    judge("Cleo", None)
    judge("Cleo", None)
    assert counts() == {}


def test_people_who_judge_at_the_same_time_are_all_heard(workspace: Workspace) -> None:
    name = workspace.comparisons.add(new_comparison()).comparison_id

    def judge(number: int) -> None:
        side = A.key if number % 2 else B.key
        workspace.verdicts.add(name, ["df_1"], [side], judged_by=f"person {number}")

    with ThreadPoolExecutor(8) as people:
        list(people.map(judge, range(24)))

    history = workspace.verdicts.history(name, "df_1")
    assert {told.judged_by for told in history} == {f"person {number}" for number in range(24)}
    assert workspace.verdicts.current(name)["df_1"] == history[-1]


def test_who_decides_while_another_does_waits_for_a_later_number(workspace: Workspace) -> None:
    name = workspace.comparisons.add(new_comparison()).comparison_id
    has_begun, may_end = threading.Event(), threading.Event()

    def slow() -> Iterator[str]:
        has_begun.set()
        may_end.wait(90)
        yield "df_1"

    def judge(differences: Iterable[str], person: str) -> None:
        workspace.verdicts.add(name, differences, [A.key], judged_by=person)

    with ThreadPoolExecutor(2) as people:
        first = people.submit(judge, slow(), "Ada")
        has_begun.wait(90)
        second = people.submit(judge, ["df_1"], "Bob")
        with pytest.raises(TimeoutError):
            second.result(timeout=0.2)
        may_end.set()
        first.result()
        second.result()

    assert [told.judged_by for told in workspace.verdicts.history(name)] == ["Ada", "Bob"]


def test_a_verdict_on_nothing_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UnknownError):
        workspace.verdicts.add("cmp_no", ["df_1"], [A.key], judged_by="Ada")


def test_golden_values_are_said_changed_and_withdrawn(workspace: Workspace) -> None:
    values = {"total": "12.00", "items[0].price": None, "paid": False}
    workspace.golden.add(DOCUMENT, values, said_by="Ada", difference_id="df_1")
    workspace.golden.add(DOCUMENT, {"total": "13.00"}, said_by="Bob")
    workspace.golden.withdraw(DOCUMENT, "paid", said_by="Bob")

    current = workspace.golden.current(DOCUMENT)
    assert {path: told.value for path, told in current.items()} == {
        "total": "13.00",
        "items[0].price": None,
    }
    assert current["total"].said_by == "Bob"
    assert current["items[0].price"].difference_id == "df_1"
    assert [told.is_withdrawn for told in workspace.golden.history(DOCUMENT)].count(True) == 1
    assert workspace.golden.current("b" * 64) == {}


def test_a_view_is_saved_replaced_and_deleted(workspace: Workspace) -> None:
    workspace.views.save("executions", "failed ones", "status=failed", saved_by="Ada")
    workspace.views.save("executions", " failed ones ", "status=failed&page=2", saved_by="Bob")
    workspace.views.save("compare", "failed ones", "x=1", saved_by="Ada")

    (view,) = workspace.views.list_views("executions")
    assert (view.query, view.saved_by) == ("status=failed&page=2", "Bob")
    workspace.views.delete("executions", "failed ones")
    workspace.views.delete("executions", "failed ones")
    assert workspace.views.list_views("executions") == []
    assert len(workspace.views.list_views("compare")) == 1
    with pytest.raises(WorkspaceError, match="1 to 200"):
        workspace.views.save("compare", "", "", saved_by="Ada")


def test_a_collection_keeps_all_its_versions(workspace: Workspace) -> None:
    first = workspace.collections.add("Golden", ["1", "2", "1"], "the first")
    same = workspace.collections.add_version("Golden", ["1", "2"])
    second = workspace.collections.add_version("Golden", ["2", "3"], "without 1")

    assert (first.version, first.documents) == (1, ("1", "2"))
    assert same == first
    assert (second.version, second.note) == (2, "without 1")
    assert workspace.collections.get("Golden", 1) == first
    assert workspace.collections.get("Golden") == second
    assert workspace.collections.list_collections() == [second]


def test_collections_that_are_not_there_or_taken_are_sentences(workspace: Workspace) -> None:
    workspace.collections.add("Golden", [])
    with pytest.raises(TakenError, match="choose another name"):
        workspace.collections.add("Golden", ["1"])
    with pytest.raises(UnknownError, match="no collection named 'Silver'"):
        workspace.collections.get("Silver")
    with pytest.raises(UnknownError, match="has no version 9"):
        workspace.collections.get("Golden", 9)
    with pytest.raises(WorkspaceError, match="1 to 200"):
        workspace.collections.add("\n", [])


def test_versions_made_at_once_get_numbers_of_their_own(workspace: Workspace) -> None:
    workspace.collections.add("Golden", [])

    with ThreadPoolExecutor(6) as people:
        made = people.map(
            lambda number: workspace.collections.add_version("Golden", [str(number)]), range(6)
        )
        numbers = sorted(version.version for version in made)

    assert numbers == [2, 3, 4, 5, 6, 7]


def test_a_run_that_ends_is_no_saying(workspace: Workspace) -> None:
    made = workspace.comparisons.add(new_comparison())
    told = [revision_of(workspace.database, made.comparison_id)]
    cell = workspace.comparisons.cells(made.comparison_id)[0]
    workspace.comparisons.mark_starting(cell.cell_id)
    told.append(revision_of(workspace.database, made.comparison_id))
    workspace.verdicts.add(made.comparison_id, ["d"], [A.key], judged_by="Ada")
    told.append(revision_of(workspace.database, made.comparison_id))

    assert told[0] != told[1]
    assert told[0].has_same_sayings(told[1])
    assert not told[1].has_same_sayings(told[2])
