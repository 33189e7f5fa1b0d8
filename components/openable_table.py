"""A table whose rows can be opened."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

OnOpen = Callable[[str, Sequence[str]], None]
"""Called with the table's key and the ids of its rows as they were drawn: a selection itself is only a position."""


def draw_openable(
    frame: pd.DataFrame,
    ids: Sequence[str],
    columns: Mapping[str, Any],
    *,
    name: str,
    key: str,
    on_open: OnOpen,
    ticked: Sequence[int] | None = None,
) -> None:
    """Draw the rows with these ids; choosing one calls back. `name` is what a screen reader says, the columns are Streamlit's.

    Given the positions of those that are ticked, several can be, and choosing a cell opens its row.
    """
    st.dataframe(
        frame,
        hide_index=True,
        height="content",
        column_config=columns,
        key=key,
        selection_mode=["single-row" if ticked is None else "multi-row", "single-cell"],
        selection_default=None if ticked is None else {"selection": {"rows": list(ticked)}},
        on_select=lambda: on_open(key, ids),
        alt=name,
    )
