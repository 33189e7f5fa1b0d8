"""How many pages a document has, and whether the service can't take it, known before anything is run."""

from dataclasses import dataclass
from pathlib import Path

from lineup.contract.files import MAX_FILE_BYTES, MAX_PAGES
from lineup.documents.child import ChildError, ChildFailure, ChildLimits, run_in_child
from lineup.documents.children.page_count import count
from lineup.documents.document_type import READABLE_TYPES_TEXT, DocumentType
from lineup.documents.sniff import sniff_document
from lineup.documents.sniff_ole2 import is_password_protected_office

_NOT_OPENED = {
    DocumentType.CSV: 1,
    DocumentType.HTML: None,
    DocumentType.DOC: None,
    DocumentType.PPT: None,
    DocumentType.XLS: None,
}
_LIMITS = ChildLimits(seconds=10, memory_bytes=1024**3)


@dataclass(frozen=True)
class PageCount:
    """What is known of a file before a run.

    `pages` counts sheets, slides and frames too; None where only conversion shows it. `problem` is a sentence for people
    where the service clearly can't take the file.
    """

    document_type: DocumentType | None
    pages: int | None
    problem: str | None


def count_pages(path: Path) -> int | None:
    """Return the document's number of pages, or None if that can't be known before conversion."""
    return inspect_document(path).pages


def inspect_document(path: Path) -> PageCount:
    """Return the document's type, its pages, and what is wrong with it, in a second at most for honest files.

    A file that hangs or crashes its reader is one with a problem. Raises OSError if the file can't be opened.
    """
    size = path.stat().st_size
    if size == 0:
        return PageCount(None, None, "The file is empty.")
    if size > MAX_FILE_BYTES:
        return PageCount(None, None, _too_large(size))
    document_type = sniff_document(path)
    if document_type is None:
        return PageCount(None, None, _not_readable(path))
    if document_type in _NOT_OPENED:
        return PageCount(document_type, _NOT_OPENED[document_type], None)
    return _count_in_child(path, document_type)


def count_pages_here(path: Path) -> int | None:
    """Return the document's number of pages, counted in this process: for one that may crash, as a pool's child may.

    None where it can't be known, whatever the reason.
    """
    document_type = sniff_document(path)
    if document_type is None or document_type in _NOT_OPENED:
        return _NOT_OPENED.get(document_type) if document_type else None
    try:
        pages: int | None = count({"path": str(path), "document_type": document_type})["pages"]
    except Exception:  # noqa: BLE001 (each parser of hostile files has errors of its own)
        return None
    return pages


def _count_in_child(path: Path, document_type: DocumentType) -> PageCount:
    request = {"path": str(path.absolute()), "document_type": document_type}
    try:
        answer = run_in_child("lineup.documents.children.page_count", request, limits=_LIMITS)
    except ChildError as error:
        return PageCount(document_type, None, _sentence(error, document_type))
    pages: int | None = answer["pages"]
    return PageCount(document_type, pages, _too_many(pages))


def _sentence(error: ChildError, document_type: DocumentType) -> str:
    if error.failure is ChildFailure.REFUSED:
        return str(error)
    return f"The {document_type.label} can't be opened. {error}"


def _too_many(pages: int | None) -> str | None:
    if pages is None or pages <= MAX_PAGES:
        return None
    return f"The document has {pages:,} pages; the service takes at most {MAX_PAGES:,}."


def _too_large(size: int) -> str:
    mebibyte = 1024**2
    return (
        f"The file has {size / mebibyte:,.1f} MB; "
        f"the service takes at most {MAX_FILE_BYTES // mebibyte} MB."
    )


def _not_readable(path: Path) -> str:
    if is_password_protected_office(path):
        return "The document is protected by a password: save a copy without it and use that."
    return f"This is not a type of file that the service reads. It reads {READABLE_TYPES_TEXT}."
