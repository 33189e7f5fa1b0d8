"""What is drawn where a document has no difference to show: it says why, and what to do next."""

from collections.abc import Collection, Iterable, Sequence

import streamlit as st

from components.failure import plain
from components.limits import cut_line
from lineup.compare.differences import Difference
from lineup.compare.sides import SideState
from lineup.comparing.letters import letter_of
from lineup.comparing.reading_model import ReadDocument

_MOST_REASON = 240


def draw_no_document() -> None:
    """Draw that the open document is not in the comparison."""
    with st.container(border=True):
        st.markdown("**This document is not in the comparison.**")
        st.markdown("The link may be of another comparison. Open a document from the grid above.")


def draw_no_differences(
    read: ReadDocument, told: Sequence[Difference], *, told_above: Collection[int]
) -> None:
    """Draw why there is nothing to read: a filter, sides without a result, or no difference at all.

    `told_above` are the positions of sides of which the page says above why they have no result: once is enough.
    """
    with st.container(border=True):
        sides = read.measured.comparison.sides
        st.markdown(no_differences_text(sides, len(told), told_above=told_above))


def draw_gone() -> None:
    """Draw that the difference that a link names is no longer there."""
    st.info(
        "The difference that the link names is no longer among this document's: newer results don't have it, or a rule "
        "passes over it. The first one that is left is shown.",
        icon=":material/link_off:",
    )


def draw_all_judged() -> None:
    """Draw that there is nothing left to judge."""
    st.success(
        "All is judged: every difference of the documents that the grid shows has a verdict.",
        icon=":material/done_all:",
    )


def draw_left_out() -> None:
    """Draw that the open difference is shown although the list leaves it out."""
    st.caption(
        "This difference is left out by the choices above; it is shown because it was asked for."
    )


def no_differences_text(
    sides: Sequence[SideState], unfiltered: int, *, told_above: Collection[int] = ()
) -> str:
    """Return the state as markdown."""
    if unfiltered:
        return "**No difference is left by these choices.**\n\nChoose another kind, or show judged ones too."
    lacking = [(at, side) for at, side in enumerate(sides) if not side.is_compared]
    reasons = _reasons_text(lacking, told_above=told_above)
    if len(sides) - len(lacking) < 2:  # noqa: PLR2004 (one side alone has nothing to differ from)
        return f"**There is nothing to compare on this document.**\n\n{reasons}"
    alike = "**The sides read this document alike.**"
    return f"{alike}\n\nNot compared:\n{reasons}" if reasons else alike


def _reasons_text(lacking: Iterable[tuple[int, SideState]], *, told_above: Collection[int]) -> str:
    """Return a line for each reason, with the sides that have it."""
    told: dict[str, list[str]] = {}
    for at, side in lacking:
        reason = "told above." if at in told_above else cut_line(side.reason, _MOST_REASON)
        told.setdefault(reason, []).append(f"{letter_of(at)}, {side.label}")
    return "\n".join(
        f"- {plain(' and '.join(labels))}: {plain(reason)}" for reason, labels in told.items()
    )
