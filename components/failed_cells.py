"""Why a document has no result on a side, and what can be done."""

from collections.abc import Callable

import streamlit as st

from components.comparison_grid_table import status_text
from components.failure import plain
from components.shell import draw_link, page_address
from lineup.comparing.grid_model import GridCell, GridRow

OnRetry = Callable[[str], None]
"""Called with the document's key when its failed runs are to be made again."""


def draw_failed_cells(
    row: GridRow, *, key: str, with_links: bool, on_retry: OnRetry | None
) -> None:
    """Draw the sides that have no result, each with the reason, and with a link to its execution where there are links.

    `on_retry` is None where no run can be made again.
    """
    failed = [cell for cell in row.cells if cell.has_failed]
    for cell in failed:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(failed_markdown(cell), width="content")
            if with_links and cell.execution_id:
                draw_link("Execution", page_address("execution", {"id": cell.execution_id}))
    if failed and on_retry:
        st.button(
            "Run again what failed here",
            key=key,
            icon=":material/refresh:",
            on_click=on_retry,
            args=(row.key,),
        )


def failed_markdown(cell: GridCell) -> str:
    """Return which side has no result and why."""
    sign, _, word = status_text(cell).partition(" ")
    reason = f": {plain(cell.reason)}" if cell.reason else ""
    return f":red[{sign} **{cell.letter} {word}**]{reason}"
