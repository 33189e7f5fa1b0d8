"""The differences of one document, one by one, beside its page."""

import streamlit as st

from components.difference_states import draw_no_differences, draw_no_document
from components.failure import draw_problem
from components.scrolling import scroll_here
from lineup.comparing.grid import read_grid
from lineup.comparing.snapshots import Snapshot
from lineup.workspace.errors import WorkspaceError
from lineup.workspace.revisions import revision_of
from pages.difference import show_difference
from pages.difference_choices import show_choices
from state import reading_place
from state.comparison_view import ComparisonView, Panel, read_view
from state.connection import Connection
from state.open_document import find_document
from state.workspaces import OpenWorkspace

WATCH_SECONDS = 2.0
"""How often the page looks whether somebody judged meanwhile, so that no count above is stale for longer."""


def show_reader(
    connection: Connection, opened: OpenWorkspace, snapshot: Snapshot, view: ComparisonView
) -> None:
    """Show the open document's differences; keys and verdicts run this part of the page again, not all of it."""
    reading_place.begin_page()
    st.divider()
    st.fragment(_show)(connection, opened)
    st.fragment(_watch, run_every=WATCH_SECONDS)(opened, snapshot, view)


def _show(connection: Connection, opened: OpenWorkspace) -> None:
    reading_place.settle()
    view = read_view()
    try:
        snapshot = opened.snapshots.take(view.comparison_id, view.sides)
    except WorkspaceError as error:
        draw_problem(str(error))
        return
    document = find_document(snapshot, view)
    if document is None:
        draw_no_document()
        return
    scroll_here(view.document, key="reader")
    show_choices(document)
    if document.shown or any(one.id == view.difference for one in document.whole):
        show_difference(connection, opened, document)
    else:
        draw_no_differences(document.read, document.told, told_above=_told_above(snapshot, view))


def _told_above(snapshot: Snapshot, view: ComparisonView) -> list[int]:
    """Return the positions of the sides of which the grid says why they have no result."""
    if view.panel is not Panel.DOCUMENTS:
        return []
    rows = (row for row in snapshot.derive(read_grid).rows if row.key == view.document)
    return [cell.position for row in rows for cell in row.cells if cell.has_failed]


def _watch(opened: OpenWorkspace, drawn: Snapshot, view: ComparisonView) -> None:
    """Run the whole page again where somebody judged, here or elsewhere, or another document was opened.

    Not where a run has ended: that would disturb somebody who reads, and the head says it.
    """
    if not reading_place.is_settled():
        return
    now = read_view()
    try:
        revision = revision_of(opened.workspace.database, now.comparison_id)
    except WorkspaceError:
        return
    if not revision.has_same_sayings(drawn.revision) or now.document != view.document:
        st.rerun()
