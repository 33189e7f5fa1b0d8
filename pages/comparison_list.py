"""The comparisons there are."""

from datetime import UTC, datetime

import streamlit as st

from components.comparisons_list import (
    draw_comparisons,
    draw_no_comparisons,
    draw_none_found,
    edit_search,
)
from components.list_pages import ListPosition, draw_position, turn_pages
from components.shell import draw_link, page_address
from lineup.contract.extension import Capabilities
from lineup.workspace.summaries import ComparisonPage
from pages.comparison_sample import offer_sample
from state import url
from state.browser import time_zone
from state.comparison_view import COMPARISON
from state.connection import Connection
from state.workspaces import OpenWorkspace

PAGE_ROWS = 50


def show_comparisons(
    connection: Connection, capabilities: Capabilities | None, opened: OpenWorkspace
) -> None:
    """Show a page of the comparisons, newest first."""
    search, offset = url.text("search"), url.number("from") or 0
    found = opened.workspace.summaries.page(search, limit=PAGE_ROWS, offset=offset)
    if offset and not found.rows:  # an address of a page that the list doesn't have
        offset = 0
        found = opened.workspace.summaries.page(search, limit=PAGE_ROWS)
    if not found.total and not search:
        _show_none(connection, capabilities, opened)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        typed = edit_search(search, key=f"search-{url.revision('search')}")
        draw_link("New comparison", _new_address())
    if typed != search:
        url.go(**{"search": typed, "from": None})
    if not found.total:
        draw_none_found(search)
        draw_link("Show all comparisons", page_address("compare", {}))
        return
    server = connection.server
    now = datetime.now(UTC)
    draw_comparisons(found.rows, now, time_zone(), server=server, parameter=COMPARISON)
    _turn(found, offset)


def _turn(found: ComparisonPage, offset: int) -> None:
    draw_position(ListPosition(offset, len(found.rows), found.total, noun="comparison"))
    following = offset + PAGE_ROWS
    passed = [str(begin) for begin in range(PAGE_ROWS, following, PAGE_ROWS)]
    turned = turn_pages(passed, str(following) if following < found.total else None, key="turn")
    if turned != passed:
        url.go(**{"from": turned[-1:]})


def _show_none(
    connection: Connection, capabilities: Capabilities | None, opened: OpenWorkspace
) -> None:
    with st.container(border=True):
        draw_no_comparisons()
        with st.container(horizontal=True, vertical_alignment="center"):
            draw_link("New comparison", _new_address())
            offer_sample(connection, capabilities, opened)


def _new_address() -> str:
    return page_address("compare", {"new": "1"})
