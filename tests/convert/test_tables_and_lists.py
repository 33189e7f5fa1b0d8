"""Tables and lists as HTML and Markdown, and what is grouped with what."""

from lineup.engine.processors.convert.model.blocks import Block, BlockType, Box, Group
from lineup.engine.processors.convert.model.contents import Cell, Drawing, Grid, Item, Prose
from lineup.engine.processors.convert.model.grouping import group_blocks
from lineup.engine.processors.convert.model.inline import Mark, Run, plain
from lineup.engine.processors.convert.render.lists import list_html, list_markdown
from lineup.engine.processors.convert.render.tables import grid_html, grid_markdown


def cell(text: str, row: int, column: int, *, header: bool = False) -> Cell:
    return Cell(plain(text), row, column, is_header=header)


def item(text: str, depth: int = 0, ordinal: int | None = None) -> Block:
    return Block(BlockType.LIST_ITEM, Item(plain(text), depth, ordinal))


def text(words: str, box: Box | None = None) -> Block:
    return Block(BlockType.TEXT, Prose(plain(words)), box)


def figure(box: Box | None = None) -> Block:
    return Block(BlockType.FIGURE, Drawing("key"), box)


def types(blocks: list[Block]) -> list[object]:
    return [
        (block.type, [child.type for child in block.children]) if block.children else block.type
        for block in blocks
    ]


def item_html(block: Block, below: str) -> str:
    words = block.content.runs[0].text if isinstance(block.content, Item) else ""
    return f"<li>{words}{below}</li>"


def depths(blocks: list[Block]) -> list[int]:
    return [
        child.content.depth
        for block in blocks
        for child in block.children
        if isinstance(child.content, Item)
    ]


def test_a_table_has_its_header_rows_in_thead() -> None:
    grid = Grid(2, 2, (cell("a", 0, 0, header=True), cell("b", 0, 1, header=True), cell("c", 1, 0)))
    assert grid_html(grid) == (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>c</td><td></td></tr></tbody></table>"
    )


def test_a_table_without_header_has_none_in_html() -> None:
    assert grid_html(Grid(1, 1, (cell("a", 0, 0),))) == (
        "<table><tbody><tr><td>a</td></tr></tbody></table>"
    )


def test_spans_are_kept_in_html_and_blank_in_markdown() -> None:
    wide = Cell(plain("wide"), 0, 0, rows=2, columns=2)
    grid = Grid(2, 3, (wide, cell("x", 0, 2), cell("y", 1, 2)))
    assert '<td rowspan="2" colspan="2">wide</td><td>x</td></tr><tr><td>y</td>' in grid_html(grid)
    assert grid_markdown(grid) == "| wide |  | x |\n|---|---|---|\n|  |  | y |"


def test_a_span_that_reaches_beyond_the_table_ends_with_it() -> None:
    grid = Grid(1, 1, (Cell(plain("x"), 0, 0, rows=9, columns=9),))
    assert grid_markdown(grid) == "| x |\n|---|"


def test_pipes_and_line_ends_stay_inside_their_cell() -> None:
    marked = Cell((Run("a|b\nc", (Mark.BOLD,)),), 0, 0)
    assert grid_markdown(Grid(1, 1, (marked,))) == "| **a\\|b**<br>**c** |\n|---|"


def test_an_empty_table_is_nothing_in_markdown() -> None:
    assert grid_markdown(Grid(0, 0, ())) == ""
    assert grid_html(Grid(0, 0, ())) == "<table></table>"


def test_a_list_nests_by_depth_and_changes_with_its_kind() -> None:
    items = [item("a"), item("b", 1, 3), item("c", 1, 4), item("d")]
    assert list_html(items, item_html) == (
        '<ul><li>a<ol start="3"><li>b</li><li>c</li></ol></li><li>d</li></ul>'
    )
    assert list_markdown(items) == "- a\n    3. b\n    4. c\n- d"


def test_bullets_and_numbers_on_one_level_are_two_lists() -> None:
    html = list_html([item("a"), item("b", 0, 1)], item_html)
    assert html == "<ul><li>a</li></ul><ol><li>b</li></ol>"


def test_items_that_follow_each_other_become_one_list() -> None:
    grouped = group_blocks([text("x"), item("a"), item("b"), text("y"), item("c")])
    assert types(grouped) == [
        "Text",
        ("ListGroup", ["ListItem", "ListItem"]),
        "Text",
        ("ListGroup", ["ListItem"]),
    ]


def test_depths_that_skip_a_level_are_evened_out() -> None:
    grouped = group_blocks([item("a", 1), item("b", 4), item("c", 4), item("d", 2), item("e", 0)])
    assert depths(grouped) == [0, 1, 1, 1, 0]


def test_a_caption_goes_with_the_figure_before_it() -> None:
    grouped = group_blocks([figure(), text("Figure 1. What it shows"), text("more")])
    assert types(grouped) == [("FigureGroup", ["Figure", "Caption"]), "Text"]


def test_a_caption_above_a_table_goes_with_it() -> None:
    table = Block(BlockType.TABLE, Grid(1, 1, (cell("a", 0, 0),)))
    assert types(group_blocks([text("Tabelle 2: Umsatz"), table])) == [
        ("TableGroup", ["Caption", "Table"])
    ]


def test_of_two_figures_the_caption_goes_with_the_one_before_it() -> None:
    grouped = group_blocks([figure(), text("Fig. 1"), figure(), text("Fig. 2")])
    assert types(grouped) == [("FigureGroup", ["Figure", "Caption"])] * 2


def test_a_caption_far_from_the_figure_is_none() -> None:
    blocks = [figure((0, 0, 100, 100)), text("Figure 1. Elsewhere", (0, 300, 100, 310))]
    assert types(group_blocks(blocks)) == ["Figure", "Text"]


def test_a_group_is_as_large_as_what_it_holds() -> None:
    blocks = [figure((10, 10, 90, 90)), text("Figure 1", (0, 95, 50, 105))]
    assert group_blocks(blocks)[0].box == (0, 10, 90, 105)


def test_a_text_that_only_mentions_a_figure_is_no_caption() -> None:
    assert types(group_blocks([figure(), text("In figure 1 we see")])) == ["Figure", "Text"]


def test_a_group_knows_its_children_and_a_leaf_has_none() -> None:
    group = Block(BlockType.LIST_GROUP, Group((item("a"),)))
    assert [len(block.children) for block in group.walk()] == [1, 0]
