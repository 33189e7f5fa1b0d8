"""Stored files through the official SDK."""

from pathlib import Path

import httpx
import pytest
from datalab_sdk import DatalabClient
from datalab_sdk.exceptions import DatalabAPIError
from datalab_sdk.models import UploadedFileMetadata


@pytest.fixture
def stored(sdk: DatalabClient, document: Path) -> UploadedFileMetadata:
    uploaded = sdk.upload_files(document)
    assert isinstance(uploaded, UploadedFileMetadata)
    return uploaded


def test_several_files_are_uploaded_at_once_and_listed(
    sdk: DatalabClient, document: Path, tmp_path: Path
) -> None:
    table = tmp_path / "stock.csv"
    table.write_text("item,quantity\nbolt,4\n")

    uploaded = sdk.upload_files([document, table])

    newest = sdk.list_files(limit=2)
    assert isinstance(uploaded, list)
    assert {each.file_id for each in newest["files"]} == {each.file_id for each in uploaded}
    assert {each.upload_status for each in newest["files"]} == {"completed"}
    assert newest["total"] >= 2
    assert (newest["limit"], newest["offset"]) == (2, 0)


def test_a_file_is_known_by_its_number_and_its_hash_id(
    sdk: DatalabClient, stored: UploadedFileMetadata, document: Path
) -> None:
    by_number = sdk.get_file_metadata(stored.file_id)
    by_hash = sdk.get_file_metadata(stored.reference.removeprefix("datalab://"))

    assert by_number == by_hash
    assert (by_number.original_filename, by_number.content_type) == (
        document.name,
        "application/pdf",
    )
    assert by_number.file_size == document.stat().st_size
    assert stored.created


def test_a_file_comes_back_as_it_went(
    sdk: DatalabClient, stored: UploadedFileMetadata, document: Path
) -> None:
    where = sdk.get_file_download_url(stored.file_id, expires_in=60)

    answer = httpx.get(where["download_url"])
    assert answer.content == document.read_bytes()
    assert answer.headers["Content-Type"] == "application/pdf"
    assert (where["expires_in"], where["original_filename"]) == (60, document.name)


def test_part_of_a_file_can_be_asked_for(
    sdk: DatalabClient, stored: UploadedFileMetadata, document: Path
) -> None:
    where = sdk.get_file_download_url(stored.file_id)

    answer = httpx.get(where["download_url"], headers={"Range": "bytes=0-3"})

    assert (answer.status_code, answer.content) == (206, document.read_bytes()[:4])


def test_a_deleted_file_is_gone(sdk: DatalabClient, stored: UploadedFileMetadata) -> None:
    assert sdk.delete_file(stored.file_id)["success"] is True

    with pytest.raises(DatalabAPIError) as caught:
        sdk.get_file_metadata(stored.file_id)
    assert caught.value.status_code == 404
