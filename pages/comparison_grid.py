"""The grid of a comparison: documents × sides narrowed by its counts, kinds of difference, types and tags."""

from collections.abc import Sequence
from functools import partial
from typing import assert_never

import streamlit as st

from components.comparison_breakdown import draw_breakdown
from components.comparison_filters import (
    draw_counts,
    draw_names,
    draw_narrowed_to,
    draw_only_differences,
    draw_sort,
)
from components.comparison_grid_table import draw_grid
from components.comparison_nothing import draw_nothing_left
from components.comparison_panels import draw_panels
from components.failed_cells import draw_failed_cells, retriable_sides
from components.group_words import group_title
from components.list_pages import ListPosition, draw_position, turn_pages
from lineup.comparing.breakdown import breakdown
from lineup.comparing.difference_groups import all_groups
from lineup.comparing.grid import narrowed, read_grid
from lineup.comparing.grid_model import GridRow
from lineup.comparing.narrowing import GridSort, Narrowing
from lineup.comparing.snapshots import Snapshot
from lineup.workspace.comparison_model import Comparison
from pages.comparison_kinds import show_kinds
from state import url
from state.comparison_view import ComparisonView, Panel
from state.connection import Connection
from state.selection import open_document, table_key
from state.url_widgets import put_chosen, put_off, widget_key
from state.workspaces import OpenWorkspace

PAGE_ROWS = 50


def show_grid(
    connection: Connection, opened: OpenWorkspace, snapshot: Snapshot, view: ComparisonView
) -> None:
    """Show the documents that the view leaves, or what else they are looked at by."""
    draw_panels(
        view.panel,
        key=widget_key("panel", view.panel),
        on_choose=lambda key: put_chosen(key, "panel", Panel.DOCUMENTS),
    )
    match view.panel:
        case Panel.DOCUMENTS:
            _show_documents(snapshot, view)
            _show_failed(connection, opened, snapshot, view)
        case Panel.KINDS:
            show_kinds(opened, snapshot, view)
        case Panel.BREAKDOWN:
            draw_breakdown(snapshot.derive(breakdown))
        case _:
            assert_never(view.panel)


def _show_documents(snapshot: Snapshot, view: ComparisonView) -> None:
    grid = snapshot.derive(read_grid)
    _show_narrowing(snapshot, view.narrowing)
    rows = narrowed(grid.rows, view.narrowing)
    if not rows:
        draw_nothing_left(grid.rows, view.narrowing, key="nothing", on_drop=_drop_all)
        return
    _show_page(rows, view.document)


def _show_failed(
    connection: Connection, opened: OpenWorkspace, snapshot: Snapshot, view: ComparisonView
) -> None:
    """Show why sides of the open document have no result; another server's runs can't be seen or made from here."""
    row = next((row for row in snapshot.derive(read_grid).rows if row.key == view.document), None)
    if row is None:
        return
    comparison = snapshot.reading.comparison
    is_here = comparison.server == connection.server
    draw_failed_cells(
        row,
        retriable_sides(snapshot.reading, row.key) if is_here else (),
        key="retry",
        with_links=is_here,
        on_retry=partial(_retry, opened, comparison, row.key),
    )


def _retry(
    opened: OpenWorkspace, comparison: Comparison, document: str, positions: Sequence[int]
) -> None:
    sides = [comparison.sides[position].key for position in positions]
    opened.workspace.comparisons.mark_retried(comparison.comparison_id, document, sides)


def _show_narrowing(snapshot: Snapshot, current: Narrowing) -> None:
    """Show what narrows and orders the documents; each choice goes into the URL before the page runs again."""
    grid, sides = snapshot.derive(read_grid), len(snapshot.reading.comparison.sides)
    draw_counts(
        grid.counts,
        current,
        sides,
        key=widget_key("show", current.token or None),
        on_choose=partial(_put, "show"),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        draw_only_differences(
            current,
            key=widget_key("all", current.is_different),
            on_choose=lambda key: put_off(key, "all", "cursor"),
        )
        draw_sort(
            current.sort,
            key=widget_key("sort", current.sort),
            on_choose=lambda key: put_chosen(key, "sort", GridSort.WORST, "cursor"),
        )
        for name, label, names, value in (
            ("tag", "Tag", grid.tags, current.tag),
            ("type", "Type", grid.types, current.document_type),
        ):
            key = widget_key(name, value or None)
            draw_names(label, names, value, key=key, on_choose=partial(_put, name))
    title = _group_title(snapshot, current.group)
    draw_narrowed_to(current, title, key="drop", on_drop=_drop)


def _put(name: str, key: str) -> None:
    put_chosen(key, name, "", "cursor")


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
