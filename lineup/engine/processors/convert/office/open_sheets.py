"""OpenDocument spreadsheets that say of a cell that it is repeated more often than can be written out."""

import re
from pathlib import Path

from lineup.engine.processors.convert.office.archive_copy import read_part
from lineup.engine.processors.protocol import ProcessorError

MOST_CELLS = 1_000_000
"""How many cells with something in them a spreadsheet may have."""

_CELL = re.compile(r"<table:(table-row|table-cell)\b([^<>]*)(?<!/)>")
_REPEATED = re.compile(r"""number-(?:rows|columns)-repeated=["'](\d{1,9})""", re.ASCII)


def refuse_repeated_cells(path: Path) -> None:
    """Raise ProcessorError if the spreadsheet's filled cells are too many, counted as often as they are repeated.

    Empty ones, which say how large a sheet can be, aren't counted.
    """
    cells, rows = 0, 1
    for name, attributes in _CELL.findall(read_part(path, "content.xml")):
        written = _REPEATED.search(attributes)
        times = int(written[1]) if written else 1
        if name == "table-row":
            rows = times
        else:
            cells += rows * times
    if cells > MOST_CELLS:
        message = (
            f"The spreadsheet has {cells:,} cells with something in them; at most {MOST_CELLS:,} can be read: "
            "split it, or save it anew without the repeated ones."
        )
        raise ProcessorError(message)
