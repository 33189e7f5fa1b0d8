"""What is shown while a comparison is made, and what keeps it from being made."""

from typing import Any

import streamlit as st

from components.failure import draw_failure, draw_problem
from components.formatting import count_text
from lineup.client import ClientError
from state import comparison_starts, url
from state.comparison_view import COMPARISON
from state.connection import Connection
from state.workspaces import OpenWorkspace

_FORM: dict[str, Any] = dict.fromkeys(("new", "version", "source", "sample", "collection"))


def make_requested(connection: Connection, opened: OpenWorkspace) -> None:
    """Make the comparison that was asked for and open it."""
    start = comparison_starts.requested()
    if start is not None:
        many = f" with {count_text(len(start.documents), 'document')}" if start.documents else ""
        with st.spinner(f"Making the comparison{many}…"):
            comparison_starts.carry_out(connection, opened.workspace)
    made = comparison_starts.take_made()
    if made is not None:
        url.go(**{COMPARISON: made, **_FORM})


def show_problem() -> None:
    """Show why the comparison that was last asked for could not be made."""
    problem = comparison_starts.problem()
    if isinstance(problem, ClientError):
        draw_failure(problem)
    elif problem is not None:
        draw_problem(str(problem))
