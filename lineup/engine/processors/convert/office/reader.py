"""Reading Word, PowerPoint, Excel, OpenDocument, CSV, HTML and EPUB."""

from collections.abc import Iterator

from lineup.documents.sniff import DocumentType
from lineup.engine.processors.convert.extras import Extra
from lineup.engine.processors.convert.model.document import Document, Page, PageKind, Reading
from lineup.engine.processors.convert.office.archive import refuse_zip_bombs
from lineup.engine.processors.convert.office.engine import convert_office
from lineup.engine.processors.convert.office.found import Found
from lineup.engine.processors.convert.office.legacy_pages import legacy_pages
from lineup.engine.processors.convert.office.nodes import DoclingTree
from lineup.engine.processors.convert.office.open_sheets import refuse_repeated_cells
from lineup.engine.processors.convert.office.pages import found_in
from lineup.engine.processors.convert.office.preparing import prepared
from lineup.engine.processors.convert.request import ReadRequest
from lineup.engine.processors.convert.versions import versions_of

_PAGED = {DocumentType.XLS, DocumentType.PPT}


def read_office(request: ReadRequest) -> Reading:
    """Return what the document holds. Raises ProcessorError where it is damaged, protected, or unpacks to too much."""
    refuse_zip_bombs(request.source, request.document_type)
    if request.document_type is DocumentType.ODS:
        refuse_repeated_cells(request.source)
    found = legacy_pages(request) or _whole(request)
    document = Document(found.kind, found.pages, warnings=tuple(_warnings(request, found)))
    return Reading(document, found.pictures, versions_of("docling-rs"))


def _whole(request: ReadRequest) -> Found:
    ready = prepared(request)
    tree = DoclingTree(convert_office(ready.path, request.document_type, request.scratch))
    return found_in(tree, request, ready.markings)


def _warnings(request: ReadRequest, found: Found) -> Iterator[str]:
    label = request.document_type.label
    if found.kind is PageKind.SYNTHETIC and request.document_type in _PAGED:
        yield f"In this {label}, sheets or slides can't be told apart: its pages are made up."
    hidden = (page for page in found.pages if page.index in found.hidden)
    yield from (f"{_name(page)} is hidden in the {label}." for page in hidden)
    yield from _change_warnings(request, found.comment_count)


def _name(page: Page) -> str:
    return f"The sheet {page.title!r}" if page.title else f"Slide {page.index + 1}"


def _change_warnings(request: ReadRequest, comments: int) -> Iterator[str]:
    is_word = request.document_type is DocumentType.DOCX
    asked = Extra.TRACK_CHANGES in request.settings.extras
    if asked and not is_word:
        yield "extras: track_changes has no effect: tracked changes are read from Word documents (.docx) only."
    if comments and not (asked and is_word):
        left = "1 comment is left out" if comments == 1 else f"{comments} comments are left out"
        advice = f": ask for {'it' if comments == 1 else 'them'} with extras=track_changes"
        yield f"{left}{advice if is_word else ''}."
