import io
import json
import zipfile

import pytest

from components.downloads import (
    DownloadFile,
    document_stem,
    download_files,
    image_files,
    safe_name,
    zip_bytes,
)
from lineup.contract.results import StepResult
from tests.dashboard.samples_of import NOON, PNG, block, execution, page_block, result

_FULL = result(
    page_block(block("Text", 1, "<p>Ünïcode</p>")),
    markdown="Ünïcode",
    html="<p>Ünïcode</p>",
    chunks={"blocks": []},
    images={"_page_0_Figure_4.jpeg": PNG, "broken.jpeg": "not base64"},
    page_count=1,
)


def _files(of: StepResult) -> dict[str, DownloadFile]:
    return {file.name: file for file in download_files(execution(started_at=NOON), 0, of)}


def test_there_is_a_file_for_each_format_the_pictures_and_everything() -> None:
    assert {name: file.label for name, file in _files(_FULL).items()} == {
        "invoice.md": "Markdown",
        "invoice.html": "HTML",
        "invoice.json": "JSON tree",
        "invoice.chunks.json": "Chunks",
        "invoice-images.zip": "1 image as ZIP",
        "invoice.zip": "Everything as ZIP, with a manifest",
    }


def test_a_format_that_was_not_made_has_no_file() -> None:
    assert list(_files(result(markdown="a"))) == ["invoice.md", "invoice.zip"]


def test_a_text_is_downloaded_as_it_is() -> None:
    assert _files(_FULL)["invoice.md"].content() == "Ünïcode".encode()


def test_the_tree_is_downloaded_as_json_with_its_blocks() -> None:
    tree = json.loads(_files(_FULL)["invoice.json"].content())
    assert tree["children"][0]["children"][0]["html"] == "<p>Ünïcode</p>"


def test_the_archive_holds_every_file_and_a_manifest_that_names_them() -> None:
    archive = zipfile.ZipFile(io.BytesIO(_files(_FULL)["invoice.zip"].content()))
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["execution_id"] == "pex_000000000001"
    assert manifest["started_at"] == NOON.isoformat()
    assert manifest["completed_at"] is None
    assert sorted([*manifest["files"], "manifest.json"]) == sorted(archive.namelist())
    assert "images/_page_0_Figure_4.jpeg" in archive.namelist()


def test_the_archive_of_pictures_holds_those_that_can_be_read() -> None:
    archive = zipfile.ZipFile(io.BytesIO(_files(_FULL)["invoice-images.zip"].content()))
    assert archive.namelist() == ["_page_0_Figure_4.jpeg"]
    assert image_files(result()) == {}


def test_the_same_files_make_the_same_archive() -> None:
    assert zip_bytes({"a": b"1"}) == zip_bytes({"a": b"1"})


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        pytest.param("report.pdf", "report.pdf", id="an ordinary name"),
        pytest.param("../../etc/passwd", "passwd", id="a path"),
        pytest.param("C:\\a\\b.pdf", "b.pdf", id="a path of another system"),
        pytest.param('a<b>:"c".pdf', "a_b_c_.pdf", id="signs that systems refuse"),
        pytest.param("..", "document", id="only dots"),
        pytest.param("Ünïcode 1.pdf", "Ünïcode 1.pdf", id="letters of any language"),
        pytest.param("x" * 300, "x" * 80, id="too long"),
    ],
)
def test_a_documents_name_is_made_safe_for_files(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_the_documents_own_ending_is_left_out() -> None:
    assert [document_stem(name) for name in ("a.b.pdf", "a", ".pdf")] == ["a.b", "a", "pdf"]
