"""Documents on their way in: measured, typed by content, and stored once by their hash."""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lineup.contract.files import MAX_FILE_BYTES
from lineup.documents.sniff import sniff_document
from lineup.engine.blobs import BlobStore, document_key, page_images_folder
from lineup.engine.errors import BadDocument, TooLarge

_CHUNK_BYTES = 1 << 20
_ACCEPTED = (
    "Only PDF files, word documents, spreadsheets, powerpoints, HTML, EPUB, and PNG, JPG, GIF, TIFF, and WEBP "
    "images are accepted."
)


@dataclass(frozen=True)
class StoredDocument:
    """A document whose bytes are stored: where, their SHA-256, and how many there are."""

    blob_key: str
    sha256: str
    size: int


class DocumentIntake:
    """Takes documents in from streams."""

    def __init__(self, blobs: BlobStore) -> None:
        self._blobs = blobs

    def store(self, stream: IO[bytes]) -> StoredDocument:
        """Store the stream's bytes as a document.

        Raises BadDocument for one that is empty or of no known type, TooLarge for one over 200 MB.
        """
        with tempfile.NamedTemporaryFile(prefix="lineup-") as copy:
            stored = _copy(stream, copy)
            copy.flush()
            require_readable(Path(copy.name))
            if not self._blobs.exists(stored.blob_key):
                self._blobs.put_file(stored.blob_key, Path(copy.name))
        return stored


@dataclass(frozen=True)
class DocumentDiscard:
    """Deletes what lies in the blob store of a document."""

    blobs: BlobStore

    def page_images(self, blob_key: str) -> None:
        """Delete the page images that were made of it."""
        self.blobs.delete_folder(page_images_folder(blob_key))

    def document(self, blob_key: str) -> None:
        """Delete the document's own bytes."""
        self.blobs.delete(blob_key)


def require_readable(path: Path) -> None:
    """Raise BadDocument for a file that is empty or of no type that a processor reads."""
    if path.stat().st_size == 0:
        message = "The file is empty (0 bytes): choose a document with content."
        raise BadDocument(message)
    if sniff_document(path) is None:
        message = f"Invalid file type. {_ACCEPTED}"
        raise BadDocument(message)


def _copy(stream: IO[bytes], target: IO[bytes]) -> StoredDocument:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK_BYTES):
        size += len(chunk)
        if size > MAX_FILE_BYTES:
            raise TooLarge(too_large_text())
        digest.update(chunk)
        target.write(chunk)
    sha256 = digest.hexdigest()
    return StoredDocument(blob_key=document_key(sha256), sha256=sha256, size=size)


def too_large_text() -> str:
    """Return the sentence about a document over the limit."""
    return f"The file is larger than {MAX_FILE_BYTES // 2**20} MB, which is the most the service takes: split it."
