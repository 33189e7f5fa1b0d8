"""What differs between the cells of tables."""

from typing import Any

import pytest
from apted import APTED, Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from lineup.compare import table_matching, teds
from lineup.compare.blocks import Cells, TextBlock, table_block
from lineup.compare.kinds import Kind
from lineup.compare.markdown_blocks import markdown_pages
from lineup.compare.table_matching import match_tables
from lineup.compare.table_parts import TablePart, part_around
from lineup.compare.tables import Table, TableDiff, diff_table
from lineup.compare.text import diff_text


def block(*rows: str) -> TextBlock:
    made = table_block([[cell.strip() for cell in row.split("|")] for row in rows])
    assert made is not None
    return made


def diff(*tables: tuple[str, ...]) -> TableDiff:
    return diff_table("d", 0, [Table(block(*rows), 0) for rows in tables])


def told(*tables: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return [
        (one.kind.value, one.place.path, *(reading.text for reading in one.readings))
        for one in diff(*tables).differences
    ]


PRICES = ("Item|Qty|Price", "Hinge|4|12.50", "Bolt|100|0.40", "Door|1|900.00")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (PRICES, []),
        (("Item|Qty|Price", "Hinge|4|12.50", "Bolt|10|0.40", "Door|1|900.00"), [("cell", "Qty", "100", "10")]),
        (("Item|Qty|Price", "Hinge|4|12.50", "Bolt||0.40", "Door|1|900.00"), [("cell", "Qty", "100", "")]),
        (("Item|Number|Price", "Hinge|4|12.50", "Bolt|100|0.40", "Door|1|900.00"), [("cell", "Number", "Qty", "Number")]),
        (("Item|Qty|Price", "Hinge|4|12.50", "Door|1|900.00"), [("table_row", "", "Bolt | 100 | 0.40", "")]),
        (("Item|Price", "Hinge|12.50", "Bolt|0.40", "Door|900.00"), [("table_column", "Qty", "Qty | 4 | 100 | 1", "")]),
        (
            ("Item|Unit|Number|Price", "Hinge|pc|4|12.50", "Bolt|pc|100|0.40", "Door|pc|1|900.00"),
            [("table_column", "Unit", "", "Unit | pc | pc | pc"), ("cell", "Number", "Qty", "Number")],
        ),
        (("Item|Qty|Price", "Door|1|900.00", "Hinge|4|12.50", "Bolt|100|0.40"), [("moved", "rows", "1, 2, 3, 4", "1, 4, 2, 3")]),
    ],
    ids=["same", "cell", "emptied", "header", "row", "column", "column and header", "order"],
)  # fmt: skip
def test_cells_rows_columns_and_order(
    other: tuple[str, ...], expected: list[tuple[Any, ...]]
) -> None:
    assert told(PRICES, other) == expected


def test_a_column_without_a_header_has_a_number() -> None:
    assert told(("a|", "x|1"), ("a|", "x|2")) == [("cell", "column 2", "1", "2")]


def test_a_cell_has_its_row_and_heads_as_each_side_has_them() -> None:
    other = ("Item|Unit|Qty|Price", "Door|pc|1|900.00", "Bolt|pc|10|0.40", "Hinge|pc|4|12.50")
    cell = next(one for one in diff(PRICES, other).differences if one.kind is Kind.CELL)
    assert [reading.part for reading in cell.readings] == [
        TablePart(2, (0, 1, 2), ("Item", "Qty", "Price"), ("Bolt", "100", "0.40"), 3, 1),
        TablePart(
            2, (0, 1, 2, 3), ("Item", "Unit", "Qty", "Price"), ("Bolt", "pc", "10", "0.40"), 4, 2
        ),
    ]


def test_a_row_has_its_heads_on_the_sides_that_have_it() -> None:
    (row,) = diff(PRICES, ("Item|Qty|Price", "Hinge|4|12.50", "Door|1|900.00")).differences
    part = TablePart(2, (0, 1, 2), ("Item", "Qty", "Price"), ("Bolt", "100", "0.40"), 3)
    assert [reading.part for reading in row.readings] == [part, None]


@pytest.mark.parametrize(
    ("column", "columns"),
    [(0, (0, 1, 2)), (5, (0, 3, 4, 5, 6, 7)), (19, (0, 17, 18, 19)), (None, tuple(range(8)))],
)
def test_of_a_wide_table_the_columns_around_a_cell_are_told(
    column: int | None, columns: tuple[int, ...]
) -> None:
    part = part_around((("head",) * 20, ("word " * 20,) * 20), 1, column)
    assert part.columns == columns
    assert len(part.texts) == len(part.heads) == len(columns)
    assert len(part.texts[0]) == 80
    assert part.texts[0].endswith("word…")


def test_like_rows_are_told_apart() -> None:
    found = diff(("a|b", "x|1", "x|1"), ("a|b", "x|2", "x|2")).differences
    assert len({one.id for one in found}) == len(found) == 2


def test_scores_say_how_many_cells_are_alike() -> None:
    first, other = diff(
        PRICES, ("Item|Qty|Price", "Hinge|4|12.50", "Bolt|10|0.40", "Door|1|900.00")
    ).scores
    assert (first.teds, other.cells.count, other.cells.n) == (1, 11, 12)
    assert other.teds == pytest.approx(1 - (1 / 3) / 17)


def test_a_table_that_is_too_large_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teds, "MOST_PAIRS", 10)
    score = diff(PRICES, PRICES[:3]).scores[1]
    assert (score.teds, score.reason) == (None, "too large for TEDS")


class Costs(Config):  # type: ignore[misc]
    def rename(self, node1: Any, node2: Any) -> float:
        return (
            1.0
            if node1[0] != node2[0]
            else float(Levenshtein.normalized_distance(node1[1], node2[1]))
        )

    def children(self, node: Any) -> Any:
        return node[2]


def by_apted(first: Cells, second: Cells) -> float:
    trees: list[Any] = [
        ("table", "", [("tr", "", [("td", cell, []) for cell in row]) for row in cells])
        for cells in (first, second)
    ]
    most = max(teds.tree_size(first), teds.tree_size(second))
    return max(1 - float(APTED(*trees, Costs()).compute_edit_distance()) / most, 0)


grids = st.lists(
    st.lists(st.sampled_from(["a", "ab", "b", "x", ""]), min_size=1, max_size=3).map(tuple),
    min_size=1,
    max_size=4,
).map(tuple)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids, grids)
def test_teds_is_what_the_general_tree_edit_distance_gives(first: Cells, second: Cells) -> None:
    assert teds.teds(first, second) == pytest.approx(by_apted(first, second))


def test_tables_are_matched_by_what_they_say() -> None:
    prices, people = block(*PRICES), block("Name|Town", "Anna|Malmö", "Bo|Lund")
    other = TextBlock(("no", "table"))
    assert match_tables([[prices, other, people], [people, prices]]) == [(0, 1), (2, 0)]
    assert match_tables([[prices], [people]]) == []
    assert match_tables([[prices], [other]]) == []
    assert match_tables([[prices], [prices], [other]]) == []


def test_very_many_tables_are_matched_by_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_matching, "_MOST", 0)
    assert match_tables([[block("a"), block("b")], [block("b")]]) == [(0, 0)]


def test_a_table_that_stands_elsewhere_is_seen() -> None:
    table = "\n".join(f"| {row.replace('|', ' | ')} |" for row in PRICES)
    one, other = (markdown_pages(told) for told in (f"a b c\n\n{table}", f"{table}\n\na b c"))
    found = diff_text("d", [one, other]).differences
    assert [(one.kind, one.readings[0].text) for one in found] == [(Kind.MOVED, "a b c")]
