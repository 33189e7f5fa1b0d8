"""The head of a comparison: its name, its sides as tokens, how far its runs are, and what can be done."""

from functools import partial

import streamlit as st

from components.comparison_header import (
    draw_exports,
    draw_name,
    draw_share,
    edit_renamed,
    facts_text,
)
from components.failure import plain
from components.shell import page_address
from lineup.comparing.snapshots import Snapshot
from pages.comparison_panels import show_panel
from pages.comparison_progress import show_progress
from pages.comparison_tokens import DO, Sides, show_tokens
from pages.pressing import show_problem
from state import comparison_changes, presses, url
from state.browser import full_address, time_zone
from state.comparison_drafts import DraftNotes, draft_notes
from state.comparison_exports import exports_of
from state.comparison_view import ComparisonView
from state.connection import Connection
from state.presses import Press
from state.workspaces import OpenWorkspace


def show_head(
    connection: Connection, opened: OpenWorkspace, snapshot: Snapshot, view: ComparisonView
) -> None:
    """Show what is compared, how far its runs are, and what can be done about it."""
    workspace, reading = opened.workspace, snapshot.reading
    stored = workspace.comparisons.get(view.comparison_id)
    is_here = stored.server == connection.server
    notes = draft_notes(connection, reading) if is_here else DraftNotes()
    _show_name(opened, snapshot, view, notes, is_here=is_here)
    st.caption(plain(snapshot.derive(facts_text, time_zone())))
    sides = Sides(
        stored,
        reading.comparison.sides,
        reading.cells,
        notes.publishable,
        notes.unpublishable,
        is_here,
    )
    show_tokens(workspace, sides, view)
    for caution in notes.cautions:
        st.info(plain(caution.sentence), icon=":material/edit_note:")
    show_problem(view.comparison_id)
    if is_here:
        show_panel(connection, workspace, sides)
    show_progress(workspace, reading, is_here=is_here)


def _show_name(
    opened: OpenWorkspace,
    snapshot: Snapshot,
    view: ComparisonView,
    notes: DraftNotes,
    *,
    is_here: bool,
) -> None:
    name = snapshot.reading.comparison.name
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        draw_name(name)
        renamed = edit_renamed(name, key="rename", turn=str(presses.press_number()))
        if is_here:
            st.button(
                "Documents",
                icon=":material/note_add:",
                key="panel-documents",
                on_click=url.put,
                kwargs={DO: "documents"},
            )
        exports = exports_of(opened.workspace, snapshot.reading, notes.cautions)
        draw_exports(name, exports, key="export")
        draw_share(full_address(page_address("compare", view.parameters())), key="share")
    if renamed is not None:
        act = partial(comparison_changes.rename, opened.workspace, view.comparison_id, renamed)
        presses.request(presses.press_number(), Press(view.comparison_id, "Renaming…", act))
        st.rerun()
