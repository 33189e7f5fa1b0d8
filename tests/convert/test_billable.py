"""How many pages a document is to the bill."""

import pytest

from lineup.engine.processors.convert.billable import billable_pages
from lineup.engine.processors.convert.model.blocks import Block, BlockType
from lineup.engine.processors.convert.model.contents import Cell, Grid
from lineup.engine.processors.convert.model.document import (
    Document,
    ExtractionMethod,
    Page,
    PageKind,
)
from lineup.engine.processors.convert.model.inline import Run
from tests.convert.conftest import Converter


def sheet(index: int, filled: int, empty: int = 0) -> Page:
    """Return a sheet with so many cells; where they lie doesn't matter."""
    cells = (Cell((Run("x"),), 0, 0),) * filled + (Cell((Run(" "),), 0, 0),) * empty
    grid = Block(BlockType.TABLE, Grid(1, len(cells), cells), None, 0)
    return Page(index, 1, 1, (grid,), ExtractionMethod.NATIVE)


@pytest.mark.parametrize(
    ("filled", "pages"),
    [
        pytest.param(0, 1, id="an empty sheet"),
        pytest.param(2_500, 1, id="a full page"),
        pytest.param(2_501, 2, id="a page begun"),
        pytest.param(260_000, 100, id="no more than a hundred"),
    ],
)
def test_a_sheet_is_billed_by_its_cells(filled: int, pages: int) -> None:
    assert billable_pages(Document(PageKind.SHEET, (sheet(0, filled),))) == pages


def test_each_sheet_counts_and_empty_cells_do_not() -> None:
    sheets = (sheet(0, 2_500, empty=2_500), sheet(1, 2_501))

    assert billable_pages(Document(PageKind.SHEET, sheets)) == 3


def test_any_other_page_is_one() -> None:
    page = sheet(0, 9_999)

    assert billable_pages(Document(PageKind.PAGE, (page, page))) == 2


def test_a_converted_sheet_tells_its_pages(convert: Converter) -> None:
    rows = "\n".join(",".join("abcdefghij") for _ in range(300))

    output = convert(rows.encode())

    assert (output.page_count, output.billable_pages) == (1, 2)
