"""What was chosen in a table, by id."""

from collections.abc import Sequence

import streamlit as st

EXECUTION = "execution"
"""The URL's parameter that names the execution to show."""


def open_execution(key: str, ids: Sequence[str]) -> None:
    """Put the chosen row's id into the URL; `ids` are those of the rows as they were drawn.

    Called before the page runs again: by then the table may have other rows, and the position would mean another one.
    """
    selection = st.session_state[key].selection
    rows = [*selection.rows, *(row for row, _ in selection.cells)]
    if rows and rows[0] < len(ids):
        st.query_params[EXECUTION] = ids[rows[0]]
