import re

import pytest

from components.difference_readings import reading_cards
from components.difference_sides import alike_sides
from components.table_part import part_html
from lineup.compare.kinds import Kind
from lineup.compare.table_parts import TablePart, part_around
from tests.dashboard.differences_of import difference, sides, value

_HEADS = tuple("abcdefghij")
_CELLS = (_HEADS, tuple("0123456789"), ("<b>", *"123456789"))


def _rows(html: str) -> list[list[str]]:
    """Return the texts of each row, marked ones in brackets."""
    return [
        [
            re.sub(r"<mark[^>]*>(.*)</mark>", r"[\1]", cell)
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", html)
    ]


@pytest.mark.parametrize(
    ("row", "column", "rows"),
    [
        (1, 0, [["a", "b", "c", "…"], ["[0]", "1", "2", "…"]]),
        (1, 6, [["a", "…", "e", "f", "g", "h", "i", "…"], ["0", "…", "4", "5", "[6]", "7", "8", "…"]]),
        (1, 9, [["a", "…", "h", "i", "j"], ["0", "…", "7", "8", "[9]"]]),
        (0, 1, [["a", "[b]", "c", "d", "…"]]),
        (2, None, [[*"abcdefgh", "…"], ["[&lt;b&gt;]", *(f"[{at}]" for at in range(1, 8)), "…"]]),
    ],
    ids=["first", "middle", "last", "a head", "a whole row"],
)  # fmt: skip
def test_a_cell_is_marked_in_its_row_under_its_heads(
    row: int, column: int | None, rows: list[list[str]]
) -> None:
    html = part_html(part_around(_CELLS, row, column), "A")
    assert _rows(html) == rows
    assert (f"Row {row} of the table" in html) == (row > 0)


def test_a_marked_cell_without_a_word_is_empty() -> None:
    html = part_html(TablePart(1, (0, 1), ("a", "b"), ("x", ""), 2, 1), "B")
    assert "<em>empty</em></mark>" in html
    assert "underline solid" in html


def test_a_reading_of_a_cell_stands_in_its_row() -> None:
    part = part_around((("Item", "Amount"), ("Hinge", "204.50")), 1, 1)
    told = difference(value("204.50", part=part), value("240.50"), kind=Kind.CELL)
    one, other = reading_cards(told, alike_sides(told, sides()))
    assert "Hinge" in one
    assert "<table" not in other
