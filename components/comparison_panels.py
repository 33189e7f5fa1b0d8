"""What the documents of a comparison are looked at by."""

import streamlit as st

from state.comparison_view import Panel


def choose_panel(current: Panel, *, key: str) -> Panel:
    """Draw the ways to look at documents and return the one chosen."""
    chosen = st.segmented_control(
        "Look at",
        list(Panel),
        default=current,
        required=True,
        format_func=lambda panel: _WORDS[panel],
        label_visibility="collapsed",
        key=key,
    )
    return chosen or current


_WORDS = {
    Panel.DOCUMENTS: "Documents",
    Panel.KINDS: "Kinds of difference",
    Panel.BREAKDOWN: "Types and tags",
}
