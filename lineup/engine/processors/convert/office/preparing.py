"""A copy of the document made ready for docling, where there is one for its type."""

from dataclasses import dataclass
from pathlib import Path

from lineup.documents.sniff import DocumentType
from lineup.engine.processors.convert.extras import Extra
from lineup.engine.processors.convert.office.markings import Markings
from lineup.engine.processors.convert.office.open_text import prepared_open_text
from lineup.engine.processors.convert.office.slide_text import prepared_slides
from lineup.engine.processors.convert.office.web import prepared_book, prepared_page
from lineup.engine.processors.convert.office.word import prepared_word
from lineup.engine.processors.convert.request import ReadRequest


@dataclass(frozen=True)
class Prepared:
    """The file that docling reads; `markings` is None where it is the document itself."""

    path: Path
    markings: Markings | None


def prepared(request: ReadRequest) -> Prepared:
    """Return the copy, or the document itself where its type needs none or it can't be copied."""
    target = request.scratch / "prepared"
    markings = _markings(request, target)
    return Prepared(target if markings is not None else request.source, markings)


def _markings(request: ReadRequest, target: Path) -> Markings | None:
    match request.document_type:
        case DocumentType.DOCX:
            with_changes = Extra.TRACK_CHANGES in request.settings.extras
            return prepared_word(request.source, target, with_changes=with_changes)
        case DocumentType.PPTX:
            return prepared_slides(request.source, target)
        case DocumentType.ODT:
            return prepared_open_text(request.source, target)
        case DocumentType.HTML:
            return prepared_page(request.source, target)
        case DocumentType.EPUB:
            return prepared_book(request.source, target)
        case _:
            return None
