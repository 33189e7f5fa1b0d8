"""Reading Word, PowerPoint, Excel, OpenDocument, CSV, HTML and EPUB."""

from lineup.engine.processors.convert.model.document import Document, Reading
from lineup.engine.processors.convert.office.archive import refuse_zip_bombs
from lineup.engine.processors.convert.office.embedded import embedded_pictures
from lineup.engine.processors.convert.office.engine import convert_office
from lineup.engine.processors.convert.office.nodes import DoclingTree
from lineup.engine.processors.convert.office.pages import page_kind, pages_of
from lineup.engine.processors.convert.request import ReadRequest
from lineup.engine.processors.convert.versions import versions_of


def read_office(request: ReadRequest) -> Reading:
    """Return what the document holds. Raises ProcessorError where it is damaged, protected, or unpacks to too much."""
    refuse_zip_bombs(request.source, request.document_type)
    tree = DoclingTree(convert_office(request.source, request.document_type, request.scratch))
    pages = pages_of(tree, request.document_type)
    selected = tuple(pages[index] for index in request.select_pages(len(pages)))
    shows_pictures = request.settings.include_images
    pictures = embedded_pictures(tree.document["pictures"]) if shows_pictures else {}
    document = Document(page_kind(request.document_type), selected)
    return Reading(document, pictures, versions_of("docling-rs"))
