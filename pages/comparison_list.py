"""The comparisons there are."""

import streamlit as st

from components.shell import draw_link, page_address
from state.comparison_view import COMPARISON
from state.connection import Connection
from state.workspaces import OpenWorkspace


def show_comparisons(_connection: Connection, opened: OpenWorkspace) -> None:
    """Show all comparisons, newest first."""
    for comparison in opened.workspace.comparisons.list_comparisons():
        draw_link(comparison.name, page_address("compare", {COMPARISON: comparison.comparison_id}))
    st.stop()
