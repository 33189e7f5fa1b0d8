"""Where uploads, results and page images lie, and under which keys; `storage` holds the places there are."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol


class BlobStore(Protocol):
    """Immutable bytes under keys such as `documents/ab/ab12…`; a key is there whole or not at all.

    Reading an absent key raises FileNotFoundError; a place that refuses or does not answer raises StorageError.
    """

    def require_usable(self) -> None:
        """Raise StartError unless blobs can be written here."""
        ...

    def put_file(self, key: str, source: Path) -> None:
        """Store a local file under the key, replacing what was there."""
        ...

    def put_bytes(self, key: str, content: bytes) -> None:
        """Store bytes under the key, replacing what was there."""
        ...

    def exists(self, key: str) -> bool:
        """Whether the key is there."""
        ...

    def read_bytes(self, key: str) -> bytes:
        """Return the bytes under the key."""
        ...

    def local_copy(self, key: str) -> AbstractContextManager[Path]:
        """Give the bytes under the key as a local file, valid inside the block; readers must not change it."""
        ...

    def list_keys(self, folder: str) -> Iterator[str]:
        """Yield the keys under a folder of keys such as `results/pex_…`, in no order."""
        ...

    def delete(self, key: str) -> None:
        """Delete the key; one that is not there is fine."""
        ...

    def delete_folder(self, folder: str) -> None:
        """Delete all keys under a folder of keys; none being there is fine."""
        ...


def document_key(sha256: str) -> str:
    """Return where a document's bytes lie: by content, so that the same document is stored once."""
    return f"documents/{sha256[:2]}/{sha256}"


RESULTS = "results"
"""Under which folder of keys all that steps left lies."""


def results_folder(execution_id: str) -> str:
    """Return under which folder of keys all that an execution's steps left lies, attempts that did not count too."""
    return f"{RESULTS}/{execution_id}"


def execution_of(key: str) -> str:
    """Return the id of the execution whose step left what lies under the key."""
    return key.removeprefix(f"{RESULTS}/").partition("/")[0]


def result_key(execution_id: str, step_index: int, attempt: int) -> str:
    """Return where an attempt's step result lies; attempts never overwrite one another."""
    return f"{results_folder(execution_id)}/{step_index}/{attempt}/result.json.gz"


def checkpoint_key(execution_id: str, step_index: int, attempt: int) -> str:
    """Return where an attempt's checkpoint lies."""
    return f"{results_folder(execution_id)}/{step_index}/{attempt}/checkpoint.json.gz"


def page_image_key(document: str, page: int, width: int) -> str:
    """Return where a document's page image lies; `page` is 0-based, `width` in pixels."""
    return f"{page_images_folder(document)}/{page}-{width}.jpg"


def page_images_folder(document: str) -> str:
    """Return under which folder of keys all page images of a document lie."""
    return f"page-images/{document.removeprefix('documents/')}"
