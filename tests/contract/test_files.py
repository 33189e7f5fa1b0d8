"""Stored files on the wire."""

from typing import Any

import pytest
from pydantic import ValidationError

from lineup.contract.files import (
    FileDeletion,
    FileDownload,
    FileMetadata,
    UploadRequest,
    UploadTicket,
)

TICKET: dict[str, Any] = {
    "upload_url": "https://presigned.example/x",
    "expires_in": 3600,
    "reference": "datalab://file-abc123",
}


@pytest.mark.parametrize("file_id", [123, "h4sh1d"])
def test_the_id_of_a_file_is_kept_as_the_server_writes_it(file_id: int | str) -> None:
    assert UploadTicket.model_validate(TICKET | {"file_id": file_id}).file_id == file_id


@pytest.mark.parametrize("name", ["filename", "content_type"])
def test_an_upload_needs_a_name_and_a_type(name: str) -> None:
    body = {"filename": "a.pdf", "content_type": "application/pdf"}

    assert UploadRequest.model_validate(body).processing_location is None
    with pytest.raises(ValidationError, match="at least 1 character"):
        UploadRequest.model_validate(body | {name: ""})


def test_a_file_that_is_still_expected_has_neither_size_nor_type() -> None:
    body = {
        "file_id": 1,
        "original_filename": "a.pdf",
        "upload_status": "pending",
        "reference": "datalab://file-a",
    }

    metadata = FileMetadata.model_validate(body)

    assert (metadata.file_size, metadata.content_type, metadata.created) == (None, None, None)


def test_a_download_needs_nothing_but_its_address_and_id() -> None:
    body = {"download_url": "https://x/y", "expires_in": 60, "file_id": 1}

    assert FileDownload.model_validate(body).original_filename is None


def test_a_deletion_need_not_say_anything() -> None:
    assert FileDeletion.model_validate({"success": True}).message == ""
