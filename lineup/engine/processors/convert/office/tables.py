"""docling's tables as grids."""

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.contents import Cell, Grid
from lineup.engine.processors.convert.model.inline import plain
from lineup.engine.processors.protocol import ProcessorError

MAX_PLACES = 5_000_000
"""The most places of a table, empty ones too: a spreadsheet can state far more than it holds."""


def grid_of(table: JsonObject) -> Grid:
    """Return the table's cells with their spans. Raises ProcessorError where it is too large to write out."""
    content = table["data"]
    rows, columns = int(content["num_rows"]), int(content["num_cols"])
    if rows * columns > MAX_PLACES:
        message = f"A table has {rows:,} rows and {columns:,} columns, more than can be written out: split it."
        raise ProcessorError(message)
    return Grid(rows, columns, tuple(_cell(cell) for cell in content["table_cells"]))


def _cell(cell: JsonObject) -> Cell:
    return Cell(
        runs=plain(str(cell["text"]).strip()),
        row=int(cell["start_row_offset_idx"]),
        column=int(cell["start_col_offset_idx"]),
        rows=max(int(cell["row_span"]), 1),
        columns=max(int(cell["col_span"]), 1),
        is_header=bool(cell["column_header"] or cell["row_header"]),
    )
