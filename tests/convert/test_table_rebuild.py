"""Tables from where their words stand."""

from collections.abc import Sequence

import pytest

from lineup.engine.processors.convert.model.contents import Grid
from lineup.engine.processors.convert.model.inline import plain_text
from lineup.engine.processors.convert.tables.pieces import Piece
from lineup.engine.processors.convert.tables.rebuild import rebuild_table

WIDTH, HEIGHT = 5.0, 10.0  # of a character


def piece(text: str, x: float, y: float, *, bold: bool = False) -> Piece:
    return Piece(text, (x, y, x + WIDTH * len(text), y + HEIGHT), bold)


def rows(*lines: Sequence[str], columns: Sequence[float], leading: float = 16) -> list[Piece]:
    """Return the texts at the columns' left edges, one line below the other; an empty text is no piece."""
    return [
        piece(text, x, leading * at)
        for at, line in enumerate(lines)
        for text, x in zip(line, columns, strict=True)
        if text
    ]


def texts(grid: Grid | None) -> list[list[str]]:
    assert grid is not None
    table = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        table[cell.row][cell.column] = plain_text(cell.runs)
    return table


def test_texts_below_each_other_are_columns() -> None:
    grid = rebuild_table(
        rows(("Part", "Pieces"), ("Nut", "80"), ("Screw", "1,200"), columns=(0, 100))
    )
    assert texts(grid) == [["Part", "Pieces"], ["Nut", "80"], ["Screw", "1,200"]]


def test_single_words_join_to_cells() -> None:
    words = [piece("Steel", 0, 0), piece("nut", 28, 0), piece("80", 100, 0)]
    words += [piece("Brass", 0, 16), piece("80", 100, 16)]
    assert texts(rebuild_table(words)) == [["Steel nut", "80"], ["Brass", "80"]]


def test_figures_set_to_the_right_belong_to_the_heading_above() -> None:
    words = [piece("Kind", 0, 0), piece("Number", 60, 0), piece("Share", 160, 0)]
    for at, (kind, number, share) in enumerate([("rain", "7", "1%"), ("snow", "12", "3%")], 1):
        words += [
            piece(kind, 0, 16 * at),
            piece(number, 130 - WIDTH * len(number), 16 * at),
            piece(share, 220 - WIDTH * len(share), 16 * at),
        ]
    assert texts(rebuild_table(words)) == [
        ["Kind", "Number", "Share"],
        ["rain", "7", "1%"],
        ["snow", "12", "3%"],
    ]


def test_a_cell_of_two_lines_with_others_centred_beside_it_is_one_row() -> None:
    words = rows(("Senate", "24"), ("Cabinet", "20"), columns=(0, 120), leading=60)
    words += [piece("House of", 0, 25), piece("202", 120, 31), piece("Delegates", 0, 37)]
    assert texts(rebuild_table(words)) == [
        ["Senate", "24"],
        ["House of Delegates", "202"],
        ["Cabinet", "20"],
    ]


def test_a_line_without_a_first_cell_goes_on_the_row_above() -> None:
    grid = rebuild_table(
        rows(
            ("Law", "What it says", "Year"),
            ("Arms", "No arms", "1959"),
            ("", "at fairs", ""),
            ("Food", "Clean", "2006"),
            columns=(0, 60, 160),
            leading=12,
        )
    )
    assert texts(grid)[1] == ["Arms", "No arms at fairs", "1959"]


def test_lines_of_long_text_that_fill_their_columns_are_one_cell() -> None:
    lines = [
        ("Reagents", "Supplies"),
        ("At each student station stands", "a rack for tubes and three"),
        ("a tube of the first solution", "tubes of a millilitre each,"),
        ("and one of the second", "and a pen"),
    ]
    grid = rebuild_table(rows(*lines, columns=(0, 200), leading=12), (-4.0, 11.0, 50.0))
    assert texts(grid)[1] == [
        "At each student station stands a tube of the first solution and one of the second",
        "a rack for tubes and three tubes of a millilitre each, and a pen",
    ]


def test_a_heading_over_two_columns_spans_them() -> None:
    words = [piece("March and April together", 95, 0)]
    words += rows(
        ("", "seen", "held"), ("nuts", "1", "2"), ("bolts", "3", "4"), columns=(0, 100, 190)
    )
    shifted = [words[0], *(piece(one.text, one.box[0], one.box[1] + 16) for one in words[1:])]
    grid = rebuild_table(shifted)
    assert grid is not None
    wide = next(cell for cell in grid.cells if cell.row == 0)
    assert (wide.column, wide.columns) == (1, 2)


def test_cells_have_their_boxes() -> None:
    grid = rebuild_table(rows(("a", "b"), ("c", "d"), columns=(0, 100)))
    assert grid is not None
    assert grid.cells[3].box == (100, 16, 105, 26)


def test_what_stands_above_the_second_line_is_the_header() -> None:
    words = rows(("Part", "Pieces"), ("Nut", "80"), ("Bolt", "5"), columns=(0, 100))
    grid = rebuild_table(words, rules=(-3.0, 13.0, 60.0))
    assert grid is not None
    assert [cell.is_header for cell in grid.cells] == [True, True, False, False, False, False]


def test_a_row_between_lines_of_its_own_stays_one_row() -> None:
    words = rows(
        ("Part", "Use"),
        ("Nut", "holds"),
        ("", "a bolt"),
        ("Pin", "holds"),
        ("", "a wheel"),
        columns=(0, 100),
    )
    grid = rebuild_table(words, rules=(-3.0, 13.0, 45.0, 77.0, 90.0))
    assert texts(grid) == [["Part", "Use"], ["Nut", "holds a bolt"], ["Pin", "holds a wheel"]]


def test_a_bold_first_row_is_the_header_without_any_line() -> None:
    words = [piece("Part", 0, 0, bold=True), piece("Pieces", 100, 0, bold=True)]
    words += rows(("", ""), ("Nut", "80"), ("Bolt", "5"), columns=(0, 100))
    grid = rebuild_table(words)
    assert grid is not None
    assert [cell.is_header for cell in grid.cells][:3] == [True, True, False]


def test_an_empty_last_column_has_its_heading() -> None:
    words = rows(
        ("Part", "Pieces", "Notes"), ("Nut", "80", ""), ("Bolt", "5", ""), columns=(0, 90, 200)
    )
    assert texts(rebuild_table(words)) == [
        ["Part", "Pieces", "Notes"],
        ["Nut", "80", ""],
        ["Bolt", "5", ""],
    ]


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([], id="nothing"),
        pytest.param([piece("one", 0, 0), piece("two", 0, 16)], id="one column"),
        pytest.param([piece("one", 0, 0), piece("two", 100, 0)], id="one row"),
        pytest.param([piece("  ", 0, 0)], id="white space"),
    ],
)
def test_what_makes_no_table_is_none(pieces: list[Piece]) -> None:
    assert rebuild_table(pieces) is None
