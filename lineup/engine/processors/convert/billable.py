"""How many pages a document is to the bill (contract §5.2).

A page of a PDF or an Office document, a slide, an image and each frame of a TIFF are one. A sheet is one for each 2,500
cells, at most 100. Which cells count is our decision, as the service doesn't say: those that hold something.
"""

from lineup.engine.processors.convert.model.contents import Grid
from lineup.engine.processors.convert.model.document import Document, Page, PageKind
from lineup.engine.processors.convert.model.inline import plain_text

CELLS_PER_PAGE = 2_500
MAX_PAGES_PER_SHEET = 100


def billable_pages(document: Document) -> int:
    """Return how many pages are billed; those that failed are not."""
    if document.kind is not PageKind.SHEET:
        return len(document.pages)
    return sum(_pages_of_sheet(page) for page in document.pages)


def _pages_of_sheet(sheet: Page) -> int:
    cells = sum(_filled(block.content) for block in sheet.walk() if isinstance(block.content, Grid))
    return max(1, min(-(-cells // CELLS_PER_PAGE), MAX_PAGES_PER_SHEET))


def _filled(grid: Grid) -> int:
    return sum(1 for cell in grid.cells if plain_text(cell.runs).strip())
