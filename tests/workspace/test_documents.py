"""Documents: kept once by their bytes, tagged, deleted with all that was made of them."""

from pathlib import Path

import pytest

from lineup.samples import SAMPLES
from lineup.workspace.archive import Ended
from lineup.workspace.errors import UnknownError
from lineup.workspace.opening import Workspace
from tests.workspace.samples import SERVER, execution

pytestmark = pytest.mark.both_databases


def _file(folder: Path, content: bytes = b"<p>text</p>", name: str = "a.html") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_document_is_kept_with_what_can_be_known_of_it(workspace: Workspace) -> None:
    report = next(sample for sample in SAMPLES if sample.path.suffix == ".pdf")
    document = workspace.documents.add(report.path, "report.pdf")

    assert (document.name, document.document_type) == ("report.pdf", "pdf")
    assert document.pages
    assert document.size == report.path.stat().st_size
    assert workspace.documents.get(document.sha256) == document


def test_the_same_bytes_are_one_document_under_its_first_name(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = workspace.documents.add(_file(tmp_path), "first.html")
    again = workspace.documents.add(_file(tmp_path), "second.html")

    assert again == first
    assert [found.name for found in workspace.documents.list_documents()] == ["first.html"]


def test_the_bytes_come_back_as_they_went(workspace: Workspace, tmp_path: Path) -> None:
    content = bytes(range(256)) * 5_000
    document = workspace.documents.add(_file(tmp_path, content), "odd.bin")
    workspace.documents.write_to(document.sha256, tmp_path / "back")

    assert (tmp_path / "back").read_bytes() == content


def test_tags_are_replaced_and_cleaned(workspace: Workspace, tmp_path: Path) -> None:
    document = workspace.documents.add(_file(tmp_path), "a.html")
    workspace.documents.mark_tagged(document.sha256, ["x"])
    tagged = workspace.documents.mark_tagged(document.sha256, [" scan ", "invoice", "", "scan"])

    assert tagged.tags == ("invoice", "scan")
    assert workspace.documents.get(document.sha256).tags == ("invoice", "scan")


@pytest.mark.parametrize("by", ["hash", "name"])
def test_a_document_is_found_by_the_start_of_its_hash_or_its_name(
    workspace: Workspace, tmp_path: Path, by: str
) -> None:
    document = workspace.documents.add(_file(tmp_path), "100%.html")
    asked = document.sha256[:10] if by == "hash" else "100%.html"

    assert workspace.documents.find(asked) == document
    with pytest.raises(UnknownError, match="no document '%'"):
        workspace.documents.find("%")


def test_a_name_that_two_have_finds_neither(workspace: Workspace, tmp_path: Path) -> None:
    for number in (b"1", b"2"):
        workspace.documents.add(_file(tmp_path, b"<p>" + number), "same.html")

    with pytest.raises(UnknownError, match="more than one document"):
        workspace.documents.find("same.html")


def test_deleting_takes_bytes_results_and_golden_values_and_leaves_the_name(
    workspace: Workspace, tmp_path: Path
) -> None:
    document = workspace.documents.add(_file(tmp_path), "a.html")
    other = workspace.documents.add(_file(tmp_path, b"<p>other"), "b.html")
    own, shared = {"markdown": "own"}, {"markdown": "shared"}
    for execution_id, of, result in (
        ("pex_1", document, own),
        ("pex_2", document, shared),
        ("pex_3", other, shared),
    ):
        ended = Ended(execution(execution_id), of.sha256, results={0: result})
        workspace.archive.add(SERVER, ended)
    workspace.golden.add(document.sha256, {"total": "1"}, said_by="Ada")

    deleted = workspace.documents.mark_deleted(document.sha256)

    assert deleted.deleted is not None
    assert [found.name for found in workspace.documents.list_documents()] == ["b.html"]
    assert workspace.documents.get(document.sha256).name == "a.html"
    assert workspace.golden.current(document.sha256) == {}
    results, missing = workspace.archive.results(workspace.archive.get(SERVER, "pex_1"))
    assert results == {}
    assert "deleted from the workspace" in missing[0]
    kept, _ = workspace.archive.results(workspace.archive.get(SERVER, "pex_3"))
    assert kept == {0: shared}
    with pytest.raises(UnknownError, match="was deleted"):
        workspace.documents.write_to(document.sha256, tmp_path / "back")


def test_what_was_deleted_can_be_added_again(workspace: Workspace, tmp_path: Path) -> None:
    document = workspace.documents.add(_file(tmp_path), "a.html")
    first = workspace.documents.mark_deleted(document.sha256).deleted
    assert workspace.documents.mark_deleted(document.sha256).deleted == first

    again = workspace.documents.add(_file(tmp_path), "again.html")

    assert (again.name, again.deleted) == ("again.html", None)
    workspace.documents.write_to(again.sha256, tmp_path / "back")


def test_an_unknown_document_is_a_sentence(workspace: Workspace) -> None:
    with pytest.raises(UnknownError, match="There is no document 'ffffffffffff'"):
        workspace.documents.get("f" * 64)


def test_more_documents_are_asked_for_than_a_database_takes_at_once(
    workspace: Workspace, tmp_path: Path
) -> None:
    known = workspace.documents.add(_file(tmp_path), "a.html")
    names = [*(f"{number:064x}" for number in range(70_000)), known.sha256]
    assert workspace.documents.list_documents(names) == [known]


def test_several_documents_are_asked_for_at_once_deleted_ones_too(
    workspace: Workspace, tmp_path: Path
) -> None:
    gone = workspace.documents.add(_file(tmp_path), "a.html")
    there = workspace.documents.add(_file(tmp_path, b"<p>2"), "b.html")
    workspace.documents.mark_deleted(gone.sha256)

    asked = workspace.documents.list_documents([gone.sha256, there.sha256, "0" * 64])

    assert {found.name for found in asked} == {"a.html", "b.html"}
