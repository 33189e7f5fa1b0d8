"""The grid of a comparison: its counts narrow it, a cell opens a document, kinds are judged together."""

from dataclasses import replace
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from components.comparison_breakdown import breakdown_frame
from components.comparison_filters import count_label, shown_counts
from components.comparison_grid_table import (
    differences_text,
    grid_frame,
    judged_text,
    status_text,
)
from components.comparison_groups import example_text, ignored_markdown, verdict_choices
from components.comparison_nothing import nothing_text
from components.failed_cells import alike_cells, failed_markdown
from components.group_words import group_title, kinds_text
from lineup.compare.kinds import Kind
from lineup.compare.rates import NO_PAIRS, Rate
from lineup.compare.sides import Standing
from lineup.comparing.breakdown import Part
from lineup.comparing.grid import ShowCount, read_grid
from lineup.comparing.grid_model import GridCell, GridRow
from lineup.comparing.narrowing import GridSort, Narrowing, Show
from lineup.comparing.reading import ComparisonReader
from lineup.workspace.comparison_model import Cell, CellState, Comparison
from lineup.workspace.opening import Workspace
from tests.comparing.readings import (
    FINE,
    RUNNING,
    comparison_reading,
    difference,
    read_document,
)
from tests.dashboard.compared import Planted, changed, compared, invoice
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.seen import address, words

_PAGE = "compare.py"
_A = invoice()
_B = changed(_A, ("1,204.50", "1,240.50"), grand_total=1240.5, due_date="2026-06-03")
_TOTAL = "field|grand_total"


def cell(standing: Standing = Standing.COMPARED, **more: object) -> GridCell:
    given = GridCell(1, standing, False, "", None, 0, 0.5, None, 2, Decimal(2), 1.5, False)
    return replace(given, **more)  # type: ignore[arg-type]


def row(*cells: GridCell, **more: object) -> GridRow:
    given = GridRow("a", "a.pdf", "pdf", (), cells or (cell(), cell()), (), 0, 0, 0, 0.0)
    return replace(given, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (cell(), "✔"),
        (cell(is_cached=True), "✔ cached"),
        (cell(Standing.FAILED), "✖ failed"),
        (cell(Standing.EMPTY), "✖ empty"),
        (cell(Standing.RUNNING, is_open=True), "◐ running"),
        (cell(Standing.MISSING, is_open=True), "○ waiting"),
        (cell(Standing.MISSING), "✖ no result"),
    ],
    ids=lambda told: told if isinstance(told, str) else "",
)
def test_a_side_s_status_has_a_sign_and_a_word(told: GridCell, text: str) -> None:
    assert status_text(told) == text


@pytest.mark.parametrize(
    ("told", "differences", "judged"),
    [
        (row(), "none", ""),
        (row(of_form=1_200), "none · 1,200 of form", ""),
        (row(cell(), cell(Standing.FAILED)), "–", ""),
        (row(kinds=((Kind.FIELD, 3), (Kind.TEXT, 4)), differences=7, judged=2), "7 · 3 fields, 4 text", "2 of 7"),
        (row(kinds=((Kind.BOUNDARY, 2), (Kind.ROW, 1)), differences=3, judged=3), "3 · 2 boundaries, 1 list item", "✔ all"),
    ],
    ids=["none", "of form", "nothing to compare", "some judged", "all judged"],
)  # fmt: skip
def test_a_row_says_what_differs_and_what_is_judged(
    told: GridRow, differences: str, judged: str
) -> None:
    assert (differences_text(told), judged_text(told)) == (differences, judged)


def test_the_sides_figures_share_a_cell_and_empty_columns_are_left_out() -> None:
    known = cell(accuracy=0.9, cents=None, seconds=None)
    frame = grid_frame([row(known, replace(known, accuracy=None)), row()], "")
    assert list(frame.columns) == [
        "Document",
        "A",
        "B",
        "Differences",
        "Agreement B",
        "Accuracy A · B",
        "Cost A · B",
        "Time A · B",
    ]
    assert list(frame["Accuracy A · B"]) == ["90.00 · – %", ""]
    assert list(frame["Cost A · B"]) == ["", "$0.02 · $0.02"]
    assert list(frame["Time A · B"]) == ["", "1.5 s · 1.5 s"]
    opened = grid_frame([row(key="b"), row()], "a")
    assert list(opened["Open"]) == ["", "◂ open"]
    assert grid_frame([], "").empty  # fmt: skip


@pytest.mark.parametrize(
    ("sides", "current", "labels"),
    [
        (2, Narrowing(), ["0 changed", "0 not judged", "0 failed in A", "2 failed in B", "1 only in A"]),
        (3, Narrowing(Show.ONLY, 1), ["0 changed", "0 not judged", "2 failed in B", "1 only in A", "0 only in B"]),
    ],
)  # fmt: skip
def test_counts_are_shown_where_they_mean_something(
    sides: int, current: Narrowing, labels: list[str]
) -> None:
    counts = [
        ShowCount(Show.CHANGED, None, 0),
        ShowCount(Show.UNJUDGED, None, 0),
        ShowCount(Show.JUDGED, None, 0),
        ShowCount(Show.FAILED, 0, 0),
        ShowCount(Show.FAILED, 1, 2),
        ShowCount(Show.ONLY, 0, 1),
        ShowCount(Show.ONLY, 1, 0),
        ShowCount(Show.REGRESSED, 1, 0),
    ]
    assert [count_label(told) for told in shown_counts(counts, current, sides)] == labels


@pytest.mark.parametrize(
    ("documents", "narrowing", "text"),
    [
        ([], Narrowing(), "has no documents"),
        ([(FINE, FINE)], Narrowing(Show.CHANGED), "No document is like that"),
        ([(FINE, FINE)], Narrowing(sort=GridSort.NAME), "read the document the same"),
        ([(FINE, FINE), (FINE, FINE)], Narrowing(), "read all 2 documents the same.**"),
        ([(FINE, RUNNING), (FINE, FINE)], Narrowing(), "Of 2 documents 1 still run"),
    ],
    ids=["no documents", "narrowed", "one the same", "all the same", "running"],
)  # fmt: skip
def test_where_nothing_is_left_it_says_why(
    documents: list[tuple[object, ...]], narrowing: Narrowing, text: str
) -> None:
    read = [read_document(str(at), *sides) for at, sides in enumerate(documents)]  # type: ignore[arg-type]
    assert text in nothing_text(read_grid(comparison_reading(*read)).rows, narrowing)


def test_differences_of_form_are_told_where_nothing_else_differs() -> None:
    form = difference(document="a", alike_by=("case",))
    read = comparison_reading(read_document("a", FINE, FINE, differences=[form]))
    assert "In 1 of them something differs in form only." in nothing_text(
        read_grid(read).rows, Narrowing()
    )


def test_a_failed_side_says_why() -> None:
    told = cell(Standing.FAILED, reason="No *text*.")
    assert failed_markdown([told]) == r":red[✖ **B failed**]: No \*text\*."
    assert failed_markdown([cell(Standing.EMPTY)]) == ":red[✖ **B empty**]"


def test_a_reason_that_several_sides_have_is_told_once_and_cut() -> None:
    told = cell(Standing.FAILED, reason="word\n" * 200)
    sides = [replace(told, position=at) for at in range(3)]
    sides[1] = replace(sides[1], reason="Another one.")
    groups = alike_cells(sides)
    assert [[one.letter for one in group] for group in groups] == [["A", "C"], ["B"]]
    text = failed_markdown(groups[0])
    assert text.startswith(":red[✖ **A and C failed**]: word word")
    assert text.endswith("…")
    assert len(text) < 300


def test_kinds_of_difference_have_names() -> None:
    total = difference("1,204.50", "", document="a", path="line_items[*].price")
    form = difference("a  b\n" * 40, "c", kind=Kind.TEXT, path="", alike_by=("case", "spaces"))
    assert group_title(total) == "Field: line_items, rows, price"
    assert group_title(form) == "Words, of form only (case, spaces)"
    assert example_text(total) == "A 1,204.50 · B –"
    assert example_text(form) == f"A {'a b ' * 12}… · B c"
    assert kinds_text([]) == ""
    assert ignored_markdown("field|a_b", None) == r"field\|a\_b (none now)"


def test_a_group_is_judged_by_one_of_its_sides_all_or_none() -> None:
    assert verdict_choices(2) == [("A", (0,)), ("B", (1,)), ("Both", (0, 1)), ("Neither", ())]
    assert [label for label, _ in verdict_choices(4)] == ["A", "B", "C", "D", "All", "Neither"]


def test_types_and_tags_are_broken_down() -> None:
    parts = [
        Part("", False, 3, 1, 1, (NO_PAIRS,), ("words",), (None, None)),
        Part("scan", True, 2, 1, 0, (Rate(9, 10),), ("fields",), (0.5, None)),
        Part("", True, 1, 0, 0, (Rate(9, 10),), ("fields",), (None, None)),
    ]
    frame = breakdown_frame(parts)
    assert list(frame.columns) == [
        "Type or tag",
        "Documents",
        "Changed",
        "Failed",
        "Agreement of B",
        "Accuracy of A",
    ]
    assert list(frame["Type or tag"]) == ["type not known", "tag scan", "without a tag"]
    assert list(frame["Agreement of B"]) == ["–", "90.00 % of 10 fields", "90.00 % of 10 fields"]
    assert breakdown_frame([]).empty  # fmt: skip


def _open(
    workspace: Workspace, on_fake: OpenPage, planted: Planted, count: int = 2, **more: str
) -> tuple[AppTest, Comparison]:
    comparison = compared(workspace, planted, count=count)
    return on_fake(_PAGE, comparison=comparison.comparison_id, **more), comparison


def _grid(app: AppTest) -> list[str]:
    return [
        str(name)
        for table in app.dataframe
        if "Differences" in table.value.columns and "Document" in table.value.columns
        for name in table.value["Document"]
    ]


_MANY: Planted = {
    "same.pdf": [_A, _A],
    "changed.pdf": [_A, _B],
    "failed.pdf": [_A, "The file is broken."],
    "web.html": [_A, changed(_A, grand_total=9)],
}


def test_a_count_narrows_the_grid_and_pressed_again_does_not(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    app, _ = _open(workspace, on_fake, _MANY)
    assert _grid(app) == ["failed.pdf", "changed.pdf", "web.html"]
    chips = next(group for group in app.button_group if group.label == "Counts")
    chips.set_value("failed-B").run()
    assert (_grid(app), address(app, "show")) == (["failed.pdf"], ["failed-B"])
    chips = next(group for group in app.button_group if group.label == "Counts")
    chips.set_value(None).run()
    assert (len(_grid(app)), address(app, "show")) == (3, [])


@pytest.mark.parametrize("show", ["only-D", "regressed-A"])
def test_a_count_of_a_side_that_has_none_leaves_no_document(
    workspace: Workspace, on_fake: OpenPage, show: str
) -> None:
    app, _ = _open(workspace, on_fake, _MANY, show=show)
    assert not app.exception
    assert "No document is like that." in words(app)
    app.button(key="nothing").click().run()
    assert len(_grid(app)) == 4


def test_all_documents_types_and_orders_are_chosen(workspace: Workspace, on_fake: OpenPage) -> None:
    app, _ = _open(workspace, on_fake, _MANY)
    app.toggle[0].set_value(False).run()
    assert (len(_grid(app)), address(app, "all")) == (4, ["1"])
    sort = next(box for box in app.selectbox if box.label == "Sort")
    sort.set_value(GridSort.NAME).run()
    assert _grid(app) == ["changed.pdf", "failed.pdf", "same.pdf", "web.html"]
    kind = next(box for box in app.selectbox if box.label == "Type")
    kind.set_value("html").run()
    assert (_grid(app), address(app, "type"), address(app, "sort")) == (["web.html"], ["html"], ["name"])  # fmt: skip


def test_a_tag_may_be_called_as_an_order_is(workspace: Workspace, on_fake: OpenPage) -> None:
    app, comparison = _open(workspace, on_fake, _MANY)
    [cell, *_] = workspace.comparisons.cells(comparison.comparison_id)
    workspace.documents.mark_tagged(cell.document.key, ["worst"])
    app.run()
    next(box for box in app.selectbox if box.label == "Tag").set_value("worst").run()
    assert address(app, "tag") == ["worst"]


def test_nothing_left_shows_all_on_a_press(workspace: Workspace, on_fake: OpenPage) -> None:
    app, _ = _open(workspace, on_fake, _MANY, show="only-B", about="failed", group="field|x")
    assert "No document is like that." in words(app)
    app.button(key="nothing").click().run()
    assert len(_grid(app)) == 4
    assert [address(app, name) for name in ("show", "about", "group")] == [[], [], []]


def test_a_caution_leads_to_its_documents_and_back(workspace: Workspace, on_fake: OpenPage) -> None:
    app, _ = _open(workspace, on_fake, _MANY)
    app.button(key="caution-0").click().run()
    assert (_grid(app), address(app, "about")) == (["failed.pdf"], ["failed"])
    app.button(key="drop-about").click().run()
    assert (len(_grid(app)), address(app, "about")) == (3, [])


def test_no_differences_at_all_are_said(workspace: Workspace, on_fake: OpenPage) -> None:
    app, _ = _open(workspace, on_fake, {"one.pdf": [_A, _A], "two.pdf": [_A, _A]})
    assert "All sides read all 2 documents the same." in words(app)
    assert not app.exception


def test_while_nothing_has_ended_that_is_said(workspace: Workspace, on_fake: OpenPage) -> None:
    app, _ = _open(workspace, on_fake, {"one.pdf": [None, None], "two.pdf": [None, None]})
    assert "Of 2 documents 2 still run" in words(app)
    assert not app.exception


def test_a_chosen_cell_opens_its_document_which_another_count_leaves_open(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    app, comparison = _open(workspace, on_fake, _MANY)
    cells = workspace.comparisons.cells(comparison.comparison_id)
    keys = {one.document.name: one.document.key for one in cells}
    table = next(table for table in app.dataframe if "Judged" in table.value.columns)
    assert table.key
    app.session_state[table.key] = {"selection": {"rows": [], "columns": [], "cells": [(1, "A")]}}
    app.query_params["document"] = keys["changed.pdf"]
    app.run()
    same = next(table for table in app.dataframe if "Judged" in table.value.columns)
    assert same.key == table.key
    assert list(same.value["Open"]) == ["", "◂ open", ""]
    chips = next(group for group in app.button_group if group.label == "Counts")
    chips.set_value("changed").run()
    assert address(app, "document") == [keys["changed.pdf"]]
    app.query_params["document"] = keys["web.html"]
    app.run()
    after_back = next(table for table in app.dataframe if "Judged" in table.value.columns)
    assert after_back.key != table.key
    chips = next(group for group in app.button_group if group.label == "Counts")
    chips.set_value("failed-B").run()
    assert (_grid(app), address(app, "document")) == (["failed.pdf"], [keys["web.html"]])


def _open_failed(workspace: Workspace, on_fake: OpenPage) -> tuple[AppTest, Comparison, Cell]:
    app, comparison = _open(workspace, on_fake, _MANY)
    cells = workspace.comparisons.cells(comparison.comparison_id)
    failed = next(one for one in cells if one.state is CellState.FAILED)
    app.query_params["document"] = failed.document.key
    return app.run(), comparison, failed


def test_an_open_document_that_failed_says_why_and_is_run_again(
    workspace: Workspace, fake: FakeServer, on_fake: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.dashboard.compared.EMBEDDED", fake.base_url)
    app, comparison, failed = _open_failed(workspace, on_fake)
    assert "✖ **B failed**]: The file is broken." in words(app)
    assert f"execution?id={failed.execution_id}" in words(app)
    app.button(key="retry-B").click().run()
    again = workspace.comparisons.cells(comparison.comparison_id)
    assert [one.state for one in again if one.cell_id == failed.cell_id] == [CellState.WAITING]


def test_one_of_several_failed_sides_is_run_again_by_itself(
    workspace: Workspace, fake: FakeServer, on_fake: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.dashboard.compared.EMBEDDED", fake.base_url)
    broken = "The file is broken."
    app, comparison = _open(workspace, on_fake, {"a.pdf": [_A, _B], "b.pdf": [broken, broken]})
    cells = workspace.comparisons.cells(comparison.comparison_id)
    app.query_params["document"] = cells[-1].document.key
    app.run()
    assert [each.label for each in app.button if str(each.key).startswith("retry")] == [
        "Run A again",
        "Run B again",
        "Run both again",
    ]
    app.button(key="retry-A").click().run()
    states = [one.state for one in workspace.comparisons.cells(comparison.comparison_id)]
    assert states == [CellState.DONE, CellState.DONE, CellState.WAITING, CellState.FAILED]


def test_what_failed_on_another_server_is_told_and_can_not_be_run_again(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    app, _, failed = _open_failed(workspace, on_fake)
    assert "✖ **B failed**]: The file is broken." in words(app)
    assert f"execution?id={failed.execution_id}" not in words(app)
    assert not [each for each in app.button if str(each.key).startswith("retry")]


def test_many_documents_come_in_pages_and_a_link_opens_the_right_one(
    workspace: Workspace, on_fake: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.comparison_grid.PAGE_ROWS", 2)
    planted = {f"{name}.pdf": [{"markdown": "one"}, {"markdown": "two"}] for name in "abcde"}
    app, comparison = _open(workspace, on_fake, planted, sort="name")
    assert _grid(app) == ["a.pdf", "b.pdf"]
    assert "1 to 2 of 5 documents" in words(app)
    app.button(key="turn-grid-next").click().run()
    app.button(key="turn-grid-next").click().run()
    assert (_grid(app), address(app, "cursor")) == (["e.pdf"], ["4"])
    app.button(key="turn-grid-first").click().run()
    assert _grid(app) == ["a.pdf", "b.pdf"]
    cells = workspace.comparisons.cells(comparison.comparison_id)
    app.query_params.pop("cursor")
    app.query_params["document"] = cells[-1].document.key
    app.run()
    assert _grid(app) == ["e.pdf"]
    app.query_params["cursor"] = "999"
    assert _grid(app.run()) == ["e.pdf"]


def test_a_kind_of_difference_is_judged_at_once_and_taken_back(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    app, comparison = _open(workspace, on_fake, _MANY, panel="kinds", group=_TOTAL)
    assert r"**Field\: grand\_total**: 2 differences in 2 documents" in words(app)
    assert app.button(key="judge-group-B").disabled
    app.text_input(key="kinds-person-asked").set_value("Ada").run()
    app.button(key="judge-group-B").click().run()
    told = workspace.verdicts.current(comparison.comparison_id)
    assert {(each.judged_by, *(each.right or ())) for each in told.values()} == {
        ("Ada", comparison.sides[1].key)
    }
    assert "Judged 2 differences." in words(app)
    assert not [each for each in app.button if each.key == "judge-group-B"]
    app.button(key="undo-group").click().run()
    assert workspace.verdicts.current(comparison.comparison_id) == {}
    assert app.button(key="judge-group-B")


def test_what_was_judged_since_the_page_was_drawn_is_not_judged_again(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    app, comparison = _open(workspace, on_fake, _MANY, panel="kinds", group=_TOTAL)
    app.text_input(key="kinds-person-asked").set_value("Ada").run()
    reading = ComparisonReader.of(workspace).read(comparison.comparison_id)
    told = [one for read in reading.documents for one in read.measured.comparison.differences]
    first, second = (one.id for one in told if one.group == _TOTAL)
    right = [comparison.sides[0].key]
    workspace.verdicts.add(comparison.comparison_id, [first], right, judged_by="Bo")
    app.button(key="judge-group-B").click().run()
    history = workspace.verdicts.history(comparison.comparison_id)
    assert [(one.difference_id, one.judged_by) for one in history] == [
        (first, "Bo"),
        (second, "Ada"),
    ]
    assert "Judged 1 difference." in words(app)


def test_a_kind_of_difference_is_passed_over_and_brought_back(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    app, comparison = _open(workspace, on_fake, _MANY, panel="kinds", group=_TOTAL)
    app.button(key="pass-over").click().run()
    assert workspace.comparisons.get(comparison.comparison_id).rules["ignored"] == [_TOTAL]
    assert address(app, "group") == []
    assert r"Field\: grand\_total\: 2 differences in 2 documents".replace(r"\: 2", ": 2") in words(
        app
    )
    app.button(key="bring-back-0").click().run()
    assert workspace.comparisons.get(comparison.comparison_id).rules["ignored"] == []


def test_a_kind_of_difference_leads_to_its_documents(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    app, _ = _open(workspace, on_fake, _MANY, panel="kinds", group="field|due_date")
    app.button(key="group-documents").click().run()
    assert _grid(app) == ["changed.pdf"]
    assert address(app, "panel") == []
    assert any("Field: due_date" in each.label.replace("\\", "") for each in app.button)


def test_panels_are_chosen_and_four_sides_have_a_column_each(
    workspace: Workspace, on_fake: OpenPage
) -> None:
    app, _ = _open(workspace, on_fake, {"one.pdf": [_A, _B, _A, _B]}, count=4)
    table = next(table for table in app.dataframe if "Judged" in table.value.columns)
    assert list(table.value.columns)[1:5] == ["A", "B", "C", "D"]
    panel = next(group for group in app.button_group if group.label == "Look at")
    panel.set_value("breakdown").run()
    assert address(app, "panel") == ["breakdown"]
    assert list(app.dataframe[-1].value["Type or tag"]) == ["pdf"]
    panel = next(group for group in app.button_group if group.label == "Look at")
    panel.set_value("kinds").run()
    assert "Field: grand_total" in list(app.dataframe[-1].value["Kind of difference"])


def test_where_nothing_differs_there_are_no_kinds(workspace: Workspace, on_fake: OpenPage) -> None:
    app, _ = _open(workspace, on_fake, {"one.pdf": [_A, _A]}, panel="kinds")
    assert "**Nothing differs** that isn't passed over." in words(app)
