"""The head of a comparison: its name, its sides as tokens, how far its runs are, and what can be done."""

import streamlit as st

from lineup.comparing.snapshots import Snapshot
from state.comparison_view import ComparisonView
from state.connection import Connection
from state.workspaces import OpenWorkspace


def show_head(
    _connection: Connection, _opened: OpenWorkspace, snapshot: Snapshot, _view: ComparisonView
) -> None:
    """Show what is compared."""
    st.subheader(snapshot.reading.comparison.name)
