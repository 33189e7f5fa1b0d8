"""Bringing what was opened into view: it may lie below what led to it."""

import streamlit as st

_SCRIPT = """
export default function(component) {
    const { parentElement, data } = component;
    if (window.lineupInView === data.token) { return; }
    window.lineupInView = data.token;
    setTimeout(() => parentElement.scrollIntoView({ block: "start" }), 150);
}
"""

_here = st.components.v2.component("lineup_scrolling", js=_SCRIPT)


def scroll_here(token: str, *, key: str) -> None:
    """Bring this place to the top of the window, once for each token in a row."""
    _here(key=key, data={"token": token}, height=1)
