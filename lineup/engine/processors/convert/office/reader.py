"""Reading Word, PowerPoint, Excel, OpenDocument, CSV, HTML and EPUB."""

from collections.abc import Iterator

from lineup.documents.sniff import DocumentType
from lineup.engine.processors.convert.model.document import Document, PageKind, Reading
from lineup.engine.processors.convert.office.archive import refuse_zip_bombs
from lineup.engine.processors.convert.office.embedded import embedded_pictures
from lineup.engine.processors.convert.office.engine import convert_office
from lineup.engine.processors.convert.office.nodes import DoclingTree
from lineup.engine.processors.convert.office.pages import OfficePages, pages_of
from lineup.engine.processors.convert.request import ReadRequest
from lineup.engine.processors.convert.versions import versions_of

_PAGED = {DocumentType.XLS, DocumentType.PPT}


def read_office(request: ReadRequest) -> Reading:
    """Return what the document holds. Raises ProcessorError where it is damaged, protected, or unpacks to too much."""
    refuse_zip_bombs(request.source, request.document_type)
    tree = DoclingTree(convert_office(request.source, request.document_type, request.scratch))
    found = pages_of(tree, request.document_type)
    selected = tuple(found.pages[index] for index in request.select_pages(len(found.pages)))
    shows_pictures = request.settings.include_images
    pictures = embedded_pictures(tree.document["pictures"]) if shows_pictures else {}
    document = Document(found.kind, selected, warnings=tuple(_warnings(request, found)))
    return Reading(document, pictures, versions_of("docling-rs"))


def _warnings(request: ReadRequest, found: OfficePages) -> Iterator[str]:
    label = request.document_type.label
    if found.kind is PageKind.SYNTHETIC and request.document_type in _PAGED:
        yield f"In this {label}, sheets or slides can't be told apart: its pages are made up."
