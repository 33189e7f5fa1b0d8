"""Who decided what about a difference, and the field for a comment."""

from collections.abc import Callable, Sequence

import streamlit as st

MAX_COMMENT = 1_000
_MOST_LINES = 12


def draw_history(lines: Sequence[str], disagreement: str) -> None:
    """Draw the decisions, oldest first, and that people disagree."""
    if disagreement:
        st.warning(disagreement, icon=":material/group:")
    shown = lines[-_MOST_LINES:]
    if len(shown) < len(lines):
        st.caption(f"{len(lines) - len(shown)} earlier decisions are in the export.")
    if shown:
        st.markdown("\n".join(f"- {line}" for line in shown))


def draw_hidden_history() -> None:
    """Draw that somebody judged, without saying what: the person judges blind."""
    st.caption("Somebody has judged this one. What they said is shown once you have judged it.")


def edit_comment(comment: str, *, key: str, on_change: Callable[[], None]) -> None:
    """Draw the field for a comment, which is kept with the verdict."""
    st.text_input(
        "Comment",
        value=comment,
        key=key,
        max_chars=MAX_COMMENT,
        placeholder="Why? Kept with your verdict",
        label_visibility="collapsed",
        on_change=on_change,
    )


def draw_done(sentence: str) -> None:
    """Draw what was done last."""
    st.caption(f":material/check_circle: {sentence}")
