"""Program: count the pages of a document, `{"path", "document_type"}` to `{"pages"}`.

For PDFs, images and the documents that are ZIP archives.
"""

from typing import Any

from lineup.documents.children.archives import count_archive_pages
from lineup.documents.children.images import (
    UNREADABLE,
    damaged,
    frame_count,
    open_image,
    require_size,
)
from lineup.documents.children.pdf import open_pdf
from lineup.documents.children.serving import serve_child
from lineup.documents.document_type import DocumentType

_FRAMED = {DocumentType.TIFF, DocumentType.GIF}


def count(request: dict[str, Any]) -> dict[str, Any]:
    """Return how many pages the document has; None where only its conversion shows that. Raises RefusalError."""
    document_type = DocumentType(request["document_type"])
    return {"pages": _count(request["path"], document_type)}


def _count(path: str, document_type: DocumentType) -> int | None:
    if document_type is DocumentType.PDF:
        return len(open_pdf(path))
    if document_type.is_image:
        return _count_frames(path, document_type)
    return count_archive_pages(path, document_type)


def _count_frames(path: str, document_type: DocumentType) -> int:
    with open_image(path, document_type) as picture:
        require_size(picture)
        if document_type not in _FRAMED:
            return 1
        try:
            return frame_count(picture)
        except UNREADABLE as error:
            raise damaged(document_type) from error


if __name__ == "__main__":  # pragma: no cover (as a program it runs in children)
    serve_child(count)
