"""How far an open comparison's runs are, and why some have failed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.comparison_words import runs_text
from components.failure import plain
from components.formatting import count_text
from lineup.comparing.letters import letter_of
from lineup.workspace.comparison_model import Cell, CellState, ComparedSide
from lineup.workspace.summaries import RunCounts

_MOST_REASONS = 5
_MOST_NAMES = 3


@dataclass(frozen=True)
class FailedRuns:
    """Runs that failed for one reason: on which sides, of which documents."""

    reason: str
    letters: tuple[str, ...]
    documents: tuple[str, ...]


def draw_bar(runs: RunCounts, *, is_stopped: bool) -> None:
    """Draw how many runs are over as a bar with the words."""
    share = runs.ended / runs.total if runs.total else 1.0
    st.progress(share, runs_text(runs, is_stopped=is_stopped))


def stopped_text(runs: RunCounts) -> str:
    """Return that a comparison was stopped, and what that left undone."""
    return f"Stopped: {count_text(runs.waiting, 'run')} of {runs.total:,} not started."


def new_text(runs: RunCounts, shown: RunCounts) -> str:
    """Return how many runs have ended since the page was drawn; empty for none."""
    new = runs.ended - shown.ended
    return f"Show what has come: {count_text(new, 'run')}" if new > 0 else ""


def failed_runs(cells: Iterable[Cell], sides: Sequence[ComparedSide]) -> list[FailedRuns]:
    """Return why runs of these sides have failed, the reason that most share first."""
    letters = {side.key: letter_of(at) for at, side in enumerate(sides)}
    told: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.state is CellState.FAILED and cell.side in letters:
            told.setdefault(cell.error or "It says no reason.", []).append(cell)
    ordered = sorted(told.items(), key=lambda item: -len(item[1]))
    return [FailedRuns(reason, *_where(failed, letters)) for reason, failed in ordered]


def failed_text(failed: FailedRuns) -> str:
    """Return where runs failed and why, as markdown: `**A and B · invoice.pdf and 3 more:** The file is empty`."""
    names = list(failed.documents[:_MOST_NAMES])
    left = len(failed.documents) - len(names)
    where = f"{' and '.join(failed.letters)} · {', '.join(names)}"
    more = f" and {left:,} more" if left else ""
    return f"**{plain(where)}{more}:** {plain(failed.reason)}"


def draw_failed(reasons: Sequence[FailedRuns]) -> None:
    """Draw why runs have failed."""
    for failed in reasons[:_MOST_REASONS]:
        st.markdown(failed_text(failed))
    if len(reasons) > _MOST_REASONS:
        st.caption(
            f"and for {count_text(len(reasons) - _MOST_REASONS, 'more reason')}, told in the grid"
        )


def retriable(cells: Iterable[Cell], sides: Sequence[ComparedSide]) -> int:
    """Return how many failed runs can be made again: those of the past can't."""
    run = {side.key for side in sides if side.is_run}
    return sum(cell.state is CellState.FAILED and cell.side in run for cell in cells)


def _where(
    failed: Sequence[Cell], letters: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    sides = sorted({letters[cell.side] for cell in failed})
    return tuple(sides), tuple(dict.fromkeys(cell.document.name for cell in failed))
