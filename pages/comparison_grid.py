"""The grid of a comparison: documents × sides narrowed by its counts, kinds of difference, types and tags."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from components.comparison_breakdown import draw_breakdown
from components.comparison_filters import choose_count, draw_narrowed_to, edit_order
from components.comparison_grid_table import draw_grid
from components.comparison_nothing import draw_nothing_left
from components.comparison_panels import choose_panel
from components.group_words import group_title
from components.failed_cells import draw_failed_cells
from components.list_pages import ListPosition, draw_position, turn_pages
from lineup.comparing.breakdown import breakdown
from lineup.comparing.difference_groups import all_groups
from lineup.comparing.grid import narrowed, read_grid
from lineup.comparing.grid_model import GridRow
from lineup.comparing.narrowing import Narrowing
from lineup.comparing.snapshots import Snapshot
from pages.comparison_kinds import show_kinds
from state import url
from state.comparison_view import ComparisonView, Panel
from state.selection import open_document, table_key
from state.workspaces import OpenWorkspace

PAGE_ROWS = 50


def show_grid(opened: OpenWorkspace, snapshot: Snapshot, view: ComparisonView) -> None:
    """Show the documents that the view leaves, or what else they are looked at by."""
    panel = choose_panel(view.panel, key=f"panel-{url.revision('panel')}")
    if panel is not view.panel:
        url.go(**replace(view, panel=panel).parameters())
    match panel:
        case Panel.DOCUMENTS:
            _show_documents(opened, snapshot, view)
        case Panel.KINDS:
            show_kinds(opened, snapshot, view)
        case Panel.BREAKDOWN:
            draw_breakdown(snapshot.derive(breakdown))
        case _:
            assert_never(panel)


def _show_documents(opened: OpenWorkspace, snapshot: Snapshot, view: ComparisonView) -> None:
    grid = snapshot.derive(read_grid)
    chosen = _edit_narrowing(snapshot, view.narrowing)
    rows = narrowed(grid.rows, chosen)
    if chosen != view.narrowing:
        is_left = any(row.key == view.document for row in rows)
        kept = view if is_left else view.opening("")
        url.go(**replace(kept, narrowing=chosen).parameters(), cursor=None)
    if not rows:
        draw_nothing_left(grid.rows, chosen, key="nothing", on_drop=_drop_all)
        return
    _show_page(rows, view.document)
    opened_row = next((row for row in grid.rows if row.key == view.document), None)
    if opened_row is not None:
        store, comparison = opened.workspace.comparisons, snapshot.reading.comparison
        can_run = any(side.is_run for side in comparison.sides)
        draw_failed_cells(
            opened_row,
            key="retry-document",
            on_retry=(lambda key: store.mark_retried(comparison.comparison_id, key))
            if can_run
            else None,
        )


def _edit_narrowing(snapshot: Snapshot, current: Narrowing) -> Narrowing:
    grid, sides = snapshot.derive(read_grid), len(snapshot.reading.comparison.sides)
    chosen = choose_count(grid.counts, current, sides, key=f"show-{url.revision('show')}")
    names = url.revision("all", "sort", "tag", "type", "show")
    chosen = edit_order(chosen, grid.tags, grid.types, key=f"order-{names}")
    title = _group_title(snapshot, current.group)
    draw_narrowed_to(chosen, title, key="drop", on_drop=_drop)
    return chosen


def _show_page(rows: Sequence[GridRow], document: str) -> None:
    """Show one page of the documents: the one that the URL names, else the one that the open document is on."""
    keys = [row.key for row in rows]
    place = keys.index(document) if document in keys else 0
    told = url.number("cursor")
    begin = (place if told is None or told >= len(rows) else told) // PAGE_ROWS * PAGE_ROWS
    page = rows[begin : begin + PAGE_ROWS]
    ids = keys[begin : begin + PAGE_ROWS]
    draw_grid(page, document, key=table_key("grid", ids, document), on_open=open_document)
    draw_position(ListPosition(begin, len(page), len(rows), noun="document"))
    passed = [str(at) for at in range(PAGE_ROWS, begin + 1, PAGE_ROWS)]
    following = begin + PAGE_ROWS
    turned = turn_pages(passed, str(following) if following < len(rows) else None, key="turn-grid")
    if turned != passed:
        url.go(cursor=turned[-1] if turned else "0")


def _group_title(snapshot: Snapshot, group: str) -> str:
    if not group:
        return ""
    found = next((told for told in snapshot.derive(all_groups) if told.group == group), None)
    return group_title(found.example) if found else group


def _drop(name: str) -> None:
    url.put(**{name: None, "cursor": None})


def _drop_all() -> None:
    url.put(show=None, about=None, group=None, tag=None, type=None, all="1", cursor=None)
