"""Why a document has no result on a side, and what can be done."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from components.comparison_grid_table import status_text
from components.difference_sides import letters_text
from components.failure import plain
from components.limits import cut_line
from components.shell import draw_link, page_address
from lineup.comparing.grid_model import GridCell, GridRow

_MOST_REASON = 240

OnRetry = Callable[[str], None]
"""Called with the document's key when its failed runs are to be made again."""


def draw_failed_cells(
    row: GridRow, *, key: str, with_links: bool, on_retry: OnRetry | None
) -> None:
    """Draw the sides that have no result, each reason once, and with links to the executions where there are links.

    `on_retry` is None where no run can be made again.
    """
    failed = [cell for cell in row.cells if cell.has_failed]
    for cells in alike_cells(failed):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(failed_markdown(cells), width="content")
            for cell in cells if with_links else ():
                _draw_way(cell, is_alone=len(cells) == 1)
        if cut_line(cells[0].reason, _MOST_REASON).endswith("…"):
            with st.expander("The whole error"):
                st.text(cells[0].reason)
    if failed and on_retry:
        st.button(
            "Run again what failed here",
            key=key,
            icon=":material/refresh:",
            on_click=on_retry,
            args=(row.key,),
        )


def alike_cells(cells: Iterable[GridCell]) -> list[list[GridCell]]:
    """Return the cells that have no result for the same reason together, in the order of their first."""
    found: dict[tuple[str, str], list[GridCell]] = {}
    for cell in cells:
        found.setdefault((status_text(cell), cell.reason), []).append(cell)
    return list(found.values())


def failed_markdown(cells: Sequence[GridCell]) -> str:
    """Return which sides have no result and why, which is the same for all of these; a long reason is cut."""
    sign, _, word = status_text(cells[0]).partition(" ")
    reason = f": {plain(cut_line(cells[0].reason, _MOST_REASON))}" if cells[0].reason else ""
    return f":red[{sign} **{letters_text([cell.letter for cell in cells])} {word}**]{reason}"


def _draw_way(cell: GridCell, *, is_alone: bool) -> None:
    if cell.execution_id:
        label = "Execution" if is_alone else f"Execution of {cell.letter}"
        draw_link(label, page_address("execution", {"id": cell.execution_id}))
