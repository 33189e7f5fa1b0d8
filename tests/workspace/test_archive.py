"""The archive: executions as they ended, immutable, with every result or why it is not there."""

import pytest

from lineup.workspace.archive import Ended
from lineup.workspace.errors import UnknownError
from lineup.workspace.opening import Workspace
from tests.workspace.samples import SERVER, execution

pytestmark = pytest.mark.both_databases


def test_an_execution_comes_back_as_the_server_sent_it(workspace: Workspace) -> None:
    result = {"markdown": "# Ünïcode \ud800", "images": {"a": "x" * 100_000}}
    ended = Ended(execution(), "a" * 64, results={0: result}, missing={1: "It failed."})

    kept = workspace.archive.add(SERVER, ended)

    assert kept.execution == execution()
    assert kept.execution.model_extra == {"a_field_of_later": 1}
    assert workspace.archive.get(SERVER, "pex_1") == kept
    assert workspace.archive.results(kept) == ({0: result}, {1: "It failed."})


def test_what_was_kept_first_stays(workspace: Workspace) -> None:
    first = workspace.archive.add(SERVER, Ended(execution(), results={0: {"markdown": "1"}}))
    again = workspace.archive.add(
        SERVER, Ended(execution(status="failed"), results={0: {"markdown": "2"}})
    )

    assert again == first


def test_the_same_id_on_another_server_is_another_execution(workspace: Workspace) -> None:
    workspace.archive.add(SERVER, Ended(execution()))

    assert workspace.archive.find("https://other.example", ["pex_1"]) == {}
    with pytest.raises(UnknownError, match="pex_1 is not in the workspace"):
        workspace.archive.get("https://other.example", "pex_1")


def test_what_has_not_ended_is_not_kept(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="has not ended"):
        workspace.archive.add(SERVER, Ended(execution(status="running")))


def test_a_result_whose_file_is_gone_is_missing_with_a_sentence(workspace: Workspace) -> None:
    kept = workspace.archive.add(SERVER, Ended(execution(), results={0: {"markdown": "1"}}))
    workspace.contents.delete(kept.results[0])

    assert workspace.archive.results(kept) == (
        {},
        {0: "The result is no longer in the workspace's folder."},
    )


def test_more_executions_are_asked_for_than_a_database_takes_at_once(workspace: Workspace) -> None:
    kept = workspace.archive.add(SERVER, Ended(execution()))
    ids = [*(f"pex_{number:012}" for number in range(70_000)), "pex_1"]
    assert workspace.archive.find(SERVER, ids) == {"pex_1": kept}
