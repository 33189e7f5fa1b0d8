"""Why a document has no result on a side, and what can be done."""

from collections.abc import Callable, Collection, Iterable, Sequence

import streamlit as st

from components.comparison_grid_table import status_text
from components.difference_sides import letters_text
from components.failure import plain
from components.limits import cut_line
from components.shell import draw_link, page_address
from lineup.comparing.grid_model import GridCell, GridRow
from lineup.comparing.reading_model import ComparisonReading
from lineup.workspace.comparison_model import CellState

_MOST_REASON = 240
_PAIR = 2

OnRetry = Callable[[Sequence[int]], None]
"""Called with the sides' positions whose failed runs are to be made again."""


def draw_failed_cells(
    row: GridRow, retriable: Collection[int], *, key: str, with_links: bool, on_retry: OnRetry
) -> None:
    """Draw the sides that have no result, each reason once, and with links to the executions where there are links.

    `retriable` are the positions of the sides whose runs can be made again, each by itself or all at once.
    """
    failed = [cell for cell in row.cells if cell.has_failed]
    for cells in alike_cells(failed):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(failed_markdown(cells), width="content")
            for cell in cells:
                if with_links:
                    _draw_way(cell, is_alone=len(cells) == 1)
                if cell.position in retriable:
                    _draw_again(
                        f"Run {cell.letter} again",
                        [cell.position],
                        f"{key}-{cell.letter}",
                        on_retry,
                    )
        if cut_line(cells[0].reason, _MOST_REASON).endswith("…"):
            with st.expander("The whole error"):
                st.text(cells[0].reason)
    again = [cell.position for cell in failed if cell.position in retriable]
    if len(again) > 1:
        count = "both" if len(again) == _PAIR else f"all {len(again)}"
        _draw_again(f"Run {count} again", again, key, on_retry)


def retriable_sides(reading: ComparisonReading, document: str) -> frozenset[int]:
    """Return the positions of the sides whose run of a document failed and can be made again: one of the past can't."""
    failed = {
        cell.side
        for cell in reading.cells
        if cell.document.key == document and cell.state is CellState.FAILED and not cell.repeat
    }
    sides = reading.comparison.sides
    return frozenset(at for at, side in enumerate(sides) if side.is_run and side.key in failed)


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


def _draw_again(label: str, positions: Sequence[int], key: str, on_retry: OnRetry) -> None:
    st.button(label, key=key, icon=":material/refresh:", on_click=on_retry, args=(positions,))
