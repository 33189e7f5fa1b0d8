"""How far an open comparison's runs are, live, and what can be done about them."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from components.comparison_progress import (
    draw_bar,
    draw_failed,
    failed_runs,
    new_text,
    retriable,
    stopped_text,
)
from components.comparison_words import elsewhere_text
from components.failure import draw_problem, plain
from components.formatting import count_text
from lineup.comparing.reading_model import ComparisonReading
from lineup.workspace.errors import WorkspaceError
from lineup.workspace.opening import Workspace
from lineup.workspace.summaries import RunCounts, count_runs
from state import comparison_changes, presses
from state.presses import Done, Press

POLL_SECONDS = 1.0


@dataclass(frozen=True)
class _Drawn:
    """The comparison as the page shows it."""

    comparison_id: str
    runs: RunCounts
    is_stopped: bool


def show_progress(workspace: Workspace, reading: ComparisonReading, *, is_here: bool) -> None:
    """Show how far the runs are, while any are open, and what went wrong."""
    comparison = reading.comparison
    is_stopped = comparison.stopped is not None
    drawn = _Drawn(comparison.comparison_id, count_runs(reading.cells), is_stopped)
    if not is_here:
        st.info(plain(elsewhere_text(comparison)), icon=":material/cloud_off:")
    if drawn.runs.is_open(is_stopped=is_stopped):
        run_every = POLL_SECONDS if is_here else None
        st.fragment(_show_open, run_every=run_every)(workspace, drawn, is_here=is_here)
    elif drawn.runs.waiting:
        _show_stopped(workspace, drawn, is_here=is_here)
    if drawn.runs.failed:
        _show_failed(workspace, reading, is_here=is_here)


def _show_open(workspace: Workspace, drawn: _Drawn, *, is_here: bool) -> None:
    """Draw the bar; only the end, or a press, draws the whole page anew: somebody may be reading."""
    if presses.requested() is not None:
        st.rerun()
    try:
        runs = workspace.summaries.runs(drawn.comparison_id)
    except WorkspaceError as error:
        draw_problem(str(error))
        return
    if is_here and not runs.is_open(is_stopped=drawn.is_stopped):
        st.rerun()
    draw_bar(runs, is_stopped=drawn.is_stopped)
    if not is_here:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        new = new_text(runs, drawn.runs)
        if new and st.button(new, icon=":material/refresh:", key="show-new"):
            st.rerun()
        if not drawn.is_stopped:
            act = partial(comparison_changes.stop, workspace, drawn.comparison_id, is_stopped=True)
            _press_button("Stop", ":material/stop_circle:", "stop", drawn.comparison_id, act)


def _show_stopped(workspace: Workspace, drawn: _Drawn, *, is_here: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge("stopped", icon=":material/stop_circle:", color="gray")
        st.markdown(stopped_text(drawn.runs), width="content")
        if is_here:
            act = partial(comparison_changes.stop, workspace, drawn.comparison_id, is_stopped=False)
            _press_button("Go on", ":material/play_arrow:", "go-on", drawn.comparison_id, act)


def _show_failed(workspace: Workspace, reading: ComparisonReading, *, is_here: bool) -> None:
    sides = reading.comparison.sides
    reasons = failed_runs(reading.cells, sides)
    if not reasons:
        return
    count = sum(count_runs([cell]).failed for cell in reading.cells)
    again = retriable(reading.cells, sides)
    comparison_id = reading.comparison.comparison_id
    with st.expander(f"{count_text(count, 'run')} failed", icon=":material/error:"):
        draw_failed(reasons)
        if is_here and again:
            act = partial(comparison_changes.retry, workspace, comparison_id)
            label = f"Run the {count_text(again, 'failed one')} again"
            _press_button(label, ":material/replay:", "retry", comparison_id, act)


def _press_button(label: str, icon: str, name: str, place: str, act: "partial[Done]") -> None:
    st.button(
        label,
        icon=icon,
        key=f"comparison-{name}",
        on_click=presses.request,
        args=(presses.press_number(), Press(place, f"{label}…", act)),
    )
