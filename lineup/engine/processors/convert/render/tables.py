"""Tables as HTML and as Markdown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lineup.engine.processors.convert.model.contents import Cell, Grid
from lineup.engine.processors.convert.model.inline import Run
from lineup.engine.processors.convert.render.inline_html import TextHtml, runs_html, text_html
from lineup.engine.processors.convert.render.inline_markdown import runs_markdown

_Row = list[Cell | None]
"""The cells of a row by column; a place that another row's or column's cell covers holds that cell too."""


@dataclass(frozen=True)
class CellLook:
    """How a cell is written as HTML: its attributes beside the spans, and the text of its runs."""

    attributes: Callable[[Cell], str] = lambda _: ""
    text: TextHtml = text_html


def grid_html(grid: Grid, attributes: str = "", look: CellLook = CellLook()) -> str:
    """Return the table as HTML: its header rows in `thead`, and an empty cell where there is none."""
    rows = [f"<tr>{''.join(_cells_html(row, at, look))}</tr>" for at, row in enumerate(_rows(grid))]
    header_rows = _header_row_count(grid)
    head, body = "".join(rows[:header_rows]), "".join(rows[header_rows:])
    thead = f"<thead>{head}</thead>" if head else ""
    tbody = f"<tbody>{body}</tbody>" if body else ""
    return f"<table{attributes}>{thead}{tbody}</table>"


def grid_markdown(grid: Grid) -> str:
    """Return the table as a pipe table. Its first row is the header, as the format wants one; a span leaves blanks."""
    lines = [_line(row, at) for at, row in enumerate(_rows(grid))]
    return "\n".join([*lines[:1], "|" + "---|" * grid.columns, *lines[1:]]) if lines else ""


def grid_compact(grid: Grid) -> str:
    """Return the table as a pipe table in as few characters as the format allows."""
    lines = [f"|{'|'.join(_texts(row, at))}|" for at, row in enumerate(_rows(grid))]
    return "\n".join([*lines[:1], "|" + "-|" * grid.columns, *lines[1:]]) if lines else ""


def _rows(grid: Grid) -> list[_Row]:
    rows: list[_Row] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in rows[cell.row : cell.row + cell.rows]:
            for column in range(cell.column, min(cell.column + cell.columns, grid.columns)):
                row[column] = row[column] or cell
    return rows


def _header_row_count(grid: Grid) -> int:
    body_rows = [cell.row for cell in grid.cells if not cell.is_header]
    header_ends = [cell.row + cell.rows for cell in grid.cells if cell.is_header]
    return min(min(body_rows, default=grid.rows), max(header_ends, default=0))


def _cells_html(row: _Row, at: int, look: CellLook) -> Iterator[str]:
    for column, cell in enumerate(row):
        if cell is None:
            yield "<td></td>"
        elif (cell.row, cell.column) == (at, column):
            yield _cell_html(cell, look)


def _cell_html(cell: Cell, look: CellLook) -> str:
    name = "th" if cell.is_header else "td"
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f"<{name}{spans}{look.attributes(cell)}>{runs_html(cell.runs, look.text)}</{name}>"


def _line(row: _Row, at: int) -> str:
    return f"| {' | '.join(_texts(row, at))} |"


def _texts(row: _Row, at: int) -> list[str]:
    return [
        _cell_markdown(cell) if cell is not None and (cell.row, cell.column) == (at, column) else ""
        for column, cell in enumerate(row)
    ]


def _cell_markdown(cell: Cell) -> str:
    lines = _lines(cell)
    return "<br>".join(runs_markdown(tuple(line)) for line in lines if line).replace("|", "\\|")


def _lines(cell: Cell) -> list[list[Run]]:
    """Return the runs of each line of the cell: a pipe table keeps a row on one line."""
    lines: list[list[Run]] = [[]]
    for run in cell.runs:
        first, *others = run.text.split("\n")
        lines[-1].append(Run(first, run.marks, run.link))
        lines += [[Run(text, run.marks, run.link)] for text in others]
    return lines
