"""What a digital PDF says of itself: the text layers of its pages."""

from pathlib import Path

from lineup.documents.child import ChildError, ChildLimits, run_in_child
from lineup.documents.document_type import DocumentType
from lineup.documents.sniff import sniff_document

_LIMITS = ChildLimits(seconds=20, memory_bytes=1024**3)
_MOST_PAGES = 2_000
_MOST_CHARACTERS = 20_000_000


def page_texts(path: Path) -> dict[int, str]:
    """Return the text of each page by its 0-based number, read in a child.

    Empty for what is no PDF, has no text of its own or can't be read. Raises OSError if the file can't be opened.
    """
    if sniff_document(path) is not DocumentType.PDF:
        return {}
    request = {
        "path": str(path.absolute()),
        "most_pages": _MOST_PAGES,
        "most_characters": _MOST_CHARACTERS,
    }
    try:
        answer = run_in_child("lineup.documents.children.page_texts", request, limits=_LIMITS)
    except ChildError:
        return {}
    return {int(number): text for number, text in answer["pages"].items() if text.strip()}
