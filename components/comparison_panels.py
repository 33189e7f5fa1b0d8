"""What the documents of a comparison are looked at by."""

from collections.abc import Callable

import streamlit as st

from state.comparison_view import Panel


def draw_panels(current: Panel, *, key: str, on_choose: Callable[[str], None]) -> None:
    """Draw the ways to look at documents; choosing one calls back with the key."""
    st.segmented_control(
        "Look at",
        list(Panel),
        default=current,
        required=True,
        format_func=lambda panel: _WORDS[panel],
        label_visibility="collapsed",
        key=key,
        on_change=on_choose,
        args=(key,),
    )


_WORDS = {
    Panel.DOCUMENTS: "Documents",
    Panel.KINDS: "Kinds of difference",
    Panel.BREAKDOWN: "Types and tags",
}
