"""What differs between the cells of one table on all sides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lineup.compare.blocks import Cells, TextBlock
from lineup.compare.comparison import TableScore
from lineup.compare.differences import Difference, Place, Reading, numbered
from lineup.compare.forms import keys_of
from lineup.compare.kinds import Kind, State
from lineup.compare.rates import Rate
from lineup.compare.row_groups import RowGroup, groups_of_rows
from lineup.compare.row_matching import Row
from lineup.compare.rules import TEXT_RULES, Rule
from lineup.compare.table_columns import group_columns
from lineup.compare.table_parts import part_around
from lineup.compare.teds import teds
from lineup.compare.weights import WEIGHTS, words_weight

_TOO_LARGE = "too large for TEDS"


@dataclass(frozen=True)
class Table:
    """One table as a side has it: its block, whose cells are there, and its 0-based page."""

    block: TextBlock
    page: int | None

    @property
    def cells(self) -> Cells:
        """The rows of cell texts."""
        return self.block.cells or ()


@dataclass(frozen=True)
class TableDiff:
    """What differs between the sides of a table, and each side's score against the first (whose own is whole)."""

    differences: tuple[Difference, ...]
    scores: tuple[TableScore, ...]


def diff_table(
    document: str, number: int, tables: Sequence[Table], rules: frozenset[Rule] = TEXT_RULES
) -> TableDiff:
    """Return what differs between two to four readings of one table, the `number`th of its page counted from 0."""
    grids = [table.cells for table in tables]
    if all(grid == grids[0] for grid in grids):
        whole = Rate(*[sum(map(len, grids[0]))] * 2)
        return TableDiff((), (TableScore(tables[0].page, number, whole, 1.0),) * len(tables))
    columns = group_columns(grids)
    shared = [group for group in columns if None not in group]
    rows = groups_of_rows([_keyed(grid, shared, side, rules) for side, grid in enumerate(grids)])
    reader = _TableReader(document, number, tables, rules)
    differences = (
        *reader.lone_columns(columns),
        *reader.lone_rows(rows),
        *reader.other_order(rows),
        *reader.cells(rows, shared),
    )
    return TableDiff(tuple(numbered(differences)), tuple(reader.scores(rows, shared)))


def _keyed(
    grid: Cells, shared: Sequence[tuple[int | None, ...]], side: int, rules: frozenset[Rule]
) -> list[Row]:
    """Return the rows with their keys by the number of the shared column; empty cells say nothing."""
    positions = [group[side] or 0 for group in shared]
    return [
        Row(
            {
                str(column): keys_of([row[at]], rules)[0]
                for column, at in enumerate(positions)
                if row[at]
            },
            " | ".join(row),
        )
        for row in grid
    ]


@dataclass(frozen=True)
class _TableReader:
    document: str
    number: int
    tables: Sequence[Table]
    rules: frozenset[Rule]

    def lone_columns(self, columns: Sequence[tuple[int | None, ...]]) -> Iterator[Difference]:
        """Yield a difference per column that some sides lack."""
        for group in columns:
            if None in group:
                texts = [
                    None if at is None else " | ".join(row[at] for row in table.cells)
                    for table, at in zip(self.tables, group, strict=True)
                ]
                yield self._difference(Kind.TABLE_COLUMN, self._head(group), "", texts, texts)

    def lone_rows(self, rows: Sequence[RowGroup]) -> Iterator[Difference]:
        """Yield a difference per row that some sides lack."""
        for group in (group for group in rows if None in group.positions):
            texts = [
                None if at is None else " | ".join(table.cells[at])
                for table, at in zip(self.tables, group.positions, strict=True)
            ]
            keys = [None if text is None else "row" for text in texts]
            told = self._difference(Kind.TABLE_ROW, "", group.anchor, texts, keys)
            yield self._with_parts(told, group)

    def other_order(self, rows: Sequence[RowGroup]) -> Iterator[Difference]:
        """Yield a difference where the rows that all sides have stand in another order."""
        whole = [group.positions for group in rows if None not in group.positions]
        orders = [
            [
                place
                for _, place in sorted(
                    (positions[side] or 0, place) for place, positions in enumerate(whole)
                )
            ]
            for side in range(len(self.tables))
        ]
        if any(order != orders[0] for order in orders):
            texts = [", ".join(str(place + 1) for place in order) for order in orders]
            yield self._difference(Kind.MOVED, "rows", "", texts, texts)

    def cells(
        self, rows: Sequence[RowGroup], shared: Sequence[tuple[int | None, ...]]
    ) -> Iterator[Difference]:
        """Yield a difference per cell that isn't alike on all sides."""
        for group in (group for group in rows if None not in group.positions):
            for column in shared:
                texts = self._texts(group, column)
                keys = keys_of(texts, self.rules)
                if len(set(keys)) > 1:
                    head = self._head(column)
                    told = self._difference(Kind.CELL, head, group.anchor, texts, keys)
                    yield self._with_parts(told, group, column)

    def scores(
        self, rows: Sequence[RowGroup], shared: Sequence[tuple[int | None, ...]]
    ) -> Iterator[TableScore]:
        """Yield each side's score against the first; cells count where both have the row and the column."""
        for side, table in enumerate(self.tables):
            both = [
                group for group in rows if None not in {group.positions[0], group.positions[side]}
            ]
            alike = [
                len(set(keys_of([texts[0], texts[side]], self.rules))) == 1
                for group in both
                for texts in (self._texts(group, column) for column in shared)
            ]
            told = teds(self.tables[0].cells, table.cells)
            reason = _TOO_LARGE if told is None else ""
            yield TableScore(
                self.tables[0].page, self.number, Rate(sum(alike), len(alike)), told, reason
            )

    def _texts(self, group: RowGroup, column: tuple[int | None, ...]) -> list[str]:
        return [
            "" if at is None or where is None else table.cells[at][where]
            for table, at, where in zip(self.tables, group.positions, column, strict=True)
        ]

    def _head(self, column: tuple[int | None, ...]) -> str:
        """Return what a column is called on the sides that have it, the same whichever of them come first."""
        heads = {
            table.cells[0][at]
            for table, at in zip(self.tables, column, strict=True)
            if at is not None
        }
        return min(heads) or f"column {min(at for at in column if at is not None) + 1}"

    def _difference(
        self,
        kind: Kind,
        path: str,
        anchor: str,
        texts: Sequence[str | None],
        keys: Sequence[str | None],
    ) -> Difference:
        pages = [table.page for table in self.tables if table.page is not None]
        place = Place(min(pages, default=None), path, f"table {self.number + 1}: {anchor}")
        readings = tuple(
            _reading(text, key, table)
            for text, key, table in zip(texts, keys, self.tables, strict=True)
        )
        is_weighed = kind is Kind.CELL
        weight = words_weight(kind, [text or "" for text in texts]) if is_weighed else WEIGHTS[kind]
        return Difference(self.document, kind, place, readings, weight=weight)

    def _with_parts(
        self, told: Difference, group: RowGroup, column: tuple[int | None, ...] | None = None
    ) -> Difference:
        """Return a difference with what stands around it on each side that has the row."""
        wheres = column or (None,) * len(self.tables)
        readings = tuple(
            reading if at is None else replace(reading, part=part_around(table.cells, at, where))
            for reading, table, at, where in zip(
                told.readings, self.tables, group.positions, wheres, strict=True
            )
        )
        return replace(told, readings=readings)


def _reading(text: str | None, key: str | None, table: Table) -> Reading:
    if text is None:
        return Reading(State.ABSENT, page=table.page, block=table.block.block, box=table.block.box)
    return Reading(
        State.VALUE if text else State.EMPTY,
        text,
        key or "",
        page=table.page,
        block=table.block.block,
        box=table.block.box,
    )
