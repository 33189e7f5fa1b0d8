"""One comparison: its sides, how comparable they are, the figures, the grid, and the open document's differences."""

import streamlit as st

from components.shell import draw_link, page_address
from pages.comparison_figures import show_figures
from pages.comparison_grid import show_grid
from pages.comparison_head import show_head
from pages.difference_reader import show_reader
from state.comparison_view import ComparisonView, Panel
from state.connection import Connection
from state.workspaces import OpenWorkspace, take_snapshot


def show_comparison(connection: Connection, opened: OpenWorkspace, view: ComparisonView) -> None:
    """Show the comparison that the view names, raising UnknownError where there is none."""
    draw_link("← All comparisons", page_address("compare", {}))
    snapshot = take_snapshot(opened, view.comparison_id, view.sides)
    with st.container():  # what comes and goes in it doesn't move the reader, which would lose what is being typed there
        show_head(connection, opened, snapshot, view)
        show_figures(snapshot, view)
        show_grid(connection, opened, snapshot, view)
    if view.document:
        show_reader(connection, opened, snapshot, view)
    elif view.panel is Panel.DOCUMENTS:
        st.caption("Open a document to read its differences beside the page.")
