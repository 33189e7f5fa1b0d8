"""Uploaded documents on disk, for as long as the session lives."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO, Protocol, cast

import streamlit as st

from lineup.documents.page_count import PageCount, inspect_document

_COPY_BYTES = 1024 * 1024
_COUNTED_AT_ONCE = 2


class Upload(Protocol):
    """What the browser sent: Streamlit's `UploadedFile`."""

    file_id: str
    name: str
    size: int


@dataclass(frozen=True)
class StoredUpload:
    """An uploaded document on disk; `filename` is what its owner called it, `size` in bytes."""

    path: Path
    filename: str
    sha256: str
    size: int


@dataclass
class _Chosen:
    """What an uploader has now, and what it had before it was last drawn anew, when it had lost its files."""

    now: list[StoredUpload] = field(default_factory=list)
    earlier: list[StoredUpload] = field(default_factory=list)


def earlier_uploads(key: str) -> list[StoredUpload]:
    """Return what was chosen in the uploader with this key and is no longer in it; ask before it is drawn."""
    chosen = _chosen(key)
    if key not in st.session_state:
        chosen.earlier = _each_once([*chosen.earlier, *chosen.now])
        chosen.now = []
    return list(chosen.earlier)


def all_uploads(key: str, uploads: Iterable[Upload]) -> list[StoredUpload]:
    """Return what was chosen earlier and what the uploader with this key has now; the same bytes are one document."""
    chosen = _chosen(key)
    chosen.now = [store_upload(upload) for upload in uploads]
    return chosen_uploads(key)


def chosen_uploads(key: str) -> list[StoredUpload]:
    """Return what was last chosen in the uploader with this key, drawn or not."""
    chosen = _chosen(key)
    return _each_once([*chosen.earlier, *chosen.now])


def remove_upload(key: str, sha256: str) -> None:
    """Choose a document no longer that was chosen in the uploader with this key earlier."""
    chosen = _chosen(key)
    chosen.earlier = [one for one in chosen.earlier if one.sha256 != sha256]


def remove_uploads(key: str) -> None:
    """Choose nothing any longer of what was chosen in the uploader with this key."""
    st.session_state.pop(_chosen_key(key), None)


def store_upload(upload: Upload) -> StoredUpload:
    """Return the upload as a file of the session's own folder; each upload is written once."""
    return _store_once(upload.file_id, upload)


@st.cache_data(max_entries=256, show_spinner=False)
def inspect(sha256: str, _path: Path) -> PageCount:  # noqa: ARG001 (the cache key)
    """Return the document's type, pages and problem; asked once for the same content, in a child that may be killed."""
    with counting_turns():
        return inspect_document(_path)


@st.cache_resource(show_spinner=False)
def counting_turns() -> BoundedSemaphore:
    """Return the turns at counting pages, of all sessions together: many uploads at once must not take the machine."""
    return BoundedSemaphore(_COUNTED_AT_ONCE)


def inspect_file(path: Path) -> PageCount:
    """Return the type, pages and problem of a file of our own, such as a sample."""
    return inspect(file_sha256(path), path)


def file_sha256(path: Path) -> str:
    """Return the sha256 of a file of our own."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _chosen(key: str) -> _Chosen:
    chosen: _Chosen = st.session_state.setdefault(_chosen_key(key), _Chosen())
    return chosen


def _chosen_key(key: str) -> str:
    return f"{key}-chosen"


def _each_once(uploads: Iterable[StoredUpload]) -> list[StoredUpload]:
    return list({upload.sha256: upload for upload in uploads}.values())


@st.cache_resource(max_entries=64, show_spinner=False, scope="session")
def _store_once(file_id: str, _upload: Upload) -> StoredUpload:  # noqa: ARG001 (the cache key)
    source = cast("BinaryIO", _upload)
    digest = hashlib.sha256()
    # named by its order, never by its owner: the name is hostile text
    path = Path(tempfile.mkstemp(dir=_folder())[1])
    source.seek(0)
    with path.open("wb") as target:
        while piece := source.read(_COPY_BYTES):
            digest.update(piece)
            target.write(piece)
    return StoredUpload(path, _upload.name, digest.hexdigest(), _upload.size)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


@st.cache_resource(show_spinner=False, scope="session", on_release=_remove)
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="lineup-uploads-"))
