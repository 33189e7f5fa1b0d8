"""docling's tables as grids."""

from collections.abc import Callable
from dataclasses import dataclass

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.model.contents import Cell, Grid
from lineup.engine.processors.convert.model.inline import Runs
from lineup.engine.processors.convert.office.places import Scale
from lineup.engine.processors.protocol import ProcessorError

MAX_PLACES = 5_000_000
"""The most places of a table, empty ones too: a spreadsheet can state far more than it holds."""


@dataclass(frozen=True)
class TableReader:
    """Makes grids. `cell_runs` gives a cell's text; `scale` is known where a table's place is given in cells."""

    cell_runs: Callable[[JsonObject], Runs]
    scale: Scale | None = None

    def grid(self, content: JsonObject, box: Box | None = None) -> Grid:
        """Return a table's cells with their spans. Raises ProcessorError where it is too large to write out."""
        rows, columns = int(content["num_rows"]), int(content["num_cols"])
        if rows * columns > MAX_PLACES:
            message = f"A table has {rows:,} rows and {columns:,} columns, more than can be written out: split it."
            raise ProcessorError(message)
        return Grid(rows, columns, tuple(self._cell(cell, box) for cell in content["table_cells"]))

    def _cell(self, cell: JsonObject, table: Box | None) -> Cell:
        row, column = int(cell["start_row_offset_idx"]), int(cell["start_col_offset_idx"])
        rows, columns = max(int(cell["row_span"]), 1), max(int(cell["col_span"]), 1)
        return Cell(
            runs=self.cell_runs(cell),
            row=row,
            column=column,
            rows=rows,
            columns=columns,
            is_header=bool(cell["column_header"] or cell["row_header"]),
            box=self._box(table, row, column, rows, columns),
        )

    def _box(self, table: Box | None, row: int, column: int, rows: int, columns: int) -> Box | None:
        """Return the cell's box on a sheet, whose cells are all of the default size."""
        if table is None or self.scale is None:
            return None
        left, top = table[0] + column * self.scale.across, table[1] + row * self.scale.down
        return (
            round(left, 2),
            round(top, 2),
            round(left + columns * self.scale.across, 2),
            round(top + rows * self.scale.down, 2),
        )
