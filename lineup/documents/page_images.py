"""Pictures of a document's pages."""

from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path

from lineup.documents.child import ChildError, ChildFailure, ChildLimits, run_in_child
from lineup.documents.sniff import sniff_document

MAX_WIDTH = 2_000
"""The widest picture that is drawn, in pixels; a greater width is taken for this one."""

MAX_PAGES_PER_CALL = 20
"""The most pages that are drawn in one call."""

_LIMITS = ChildLimits(seconds=15, memory_bytes=1536 * 1024**2)


class PageImageError(Exception):
    """Pages that can't be drawn; the text is a sentence for people."""


def render_pages(path: Path, *, pages: Sequence[int], width: int) -> list[bytes]:
    """Return the pages as JPEGs `width` pixels wide, in the order of `pages`, which are 0-based.

    Empty for a type whose pages have no fixed look. A page of an extreme shape comes narrower, so that no picture has more than eight million
    pixels. Takes about 0.3 s for one page, all of it in a child. Raises PageImageError, and OSError if the file can't be opened.
    """
    document_type = sniff_document(path)
    if document_type is None or not document_type.has_page_images or not pages:
        return []
    if len(pages) > MAX_PAGES_PER_CALL:
        message = (
            f"{len(pages)} pages were asked for; at most {MAX_PAGES_PER_CALL} are drawn at a time."
        )
        raise PageImageError(message)
    request = {
        "path": str(path.absolute()),
        "document_type": document_type,
        "pages": list(pages),
        "width": max(1, min(width, MAX_WIDTH)),
    }
    try:
        answer = run_in_child("lineup.documents.children.page_images", request, limits=_LIMITS)
    except ChildError as error:
        raise PageImageError(_sentence(error)) from error
    return [b64decode(image) for image in answer["images"]]


def _sentence(error: ChildError) -> str:
    if error.failure is ChildFailure.REFUSED:
        return str(error)
    return f"The page can't be drawn. {error}"
