"""An HTML table as a grid of texts, whatever its spans claim."""

import re
from dataclasses import dataclass, field

from lineup.compare.blocks import TextBlock, table_block

_SPAN = re.compile(r"\b(col|row)span\s*=\s*['\"]?(\d{1,4})", re.IGNORECASE)
_WIDEST, _DEEPEST = 100, 1_000
"""The largest spans that are believed."""
_MOST_COLUMNS = 1_000


@dataclass
class TableReader:
    """Takes a table's tags and texts in order; a table inside a cell gives its words to the cell."""

    rows: list[dict[int, list[str]]] = field(default_factory=list)
    covered: dict[int, int] = field(default_factory=dict)
    """Columns that a cell above reaches into, with the number of rows still covered, this one included."""
    column: int = 0
    cell: list[str] | None = None
    inner: int = 0

    def add_text(self, text: str) -> None:
        """Take a piece of text; what stands between cells is no cell's."""
        if self.cell is not None:
            self.cell.append(text)

    def add_tag(self, name: str, attributes: str, *, is_end: bool) -> None:
        """Take a tag inside the table."""
        if self.inner or name not in {"tr", "td", "th"}:
            self.add_text(" " if name in {"br", "p", "li", "div"} else "")
        elif is_end:
            self.cell = None
        elif name == "tr":
            self._begin_row()
        else:
            self._begin_cell(attributes)

    def closes(self, *, is_end: bool) -> bool:
        """Return whether a `table` tag ends this table, not one inside of it."""
        self.inner += -1 if is_end else 1
        return self.inner < 0

    def block(self) -> TextBlock | None:
        """Return the table; None without a cell."""
        return table_block([_texts(row) for row in self.rows])

    def _begin_row(self) -> None:
        self.rows.append({})
        self.covered = {at: left - 1 for at, left in self.covered.items() if left > 1}
        self.column, self.cell = 0, None

    def _begin_cell(self, attributes: str) -> None:
        if not self.rows:
            self._begin_row()
        while self.column in self.covered:
            self.column += 1
        if self.column >= _MOST_COLUMNS:
            self.cell = None
            return
        spans = {name.lower(): int(count) for name, count in _SPAN.findall(attributes)}
        width = min(max(spans.get("col", 1), 1), _WIDEST)
        depth = min(max(spans.get("row", 1), 1), _DEEPEST)
        if depth > 1:
            self.covered |= dict.fromkeys(range(self.column, self.column + width), depth)
        self.cell = self.rows[-1][self.column] = []
        self.column += width


def _texts(row: dict[int, list[str]]) -> list[str]:
    return ["".join(row.get(at, ())) for at in range(max(row, default=-1) + 1)]
