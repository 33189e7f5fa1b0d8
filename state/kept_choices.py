"""What was chosen in widgets that keep it while they aren't drawn (`persist_state="session"`)."""

from collections.abc import Sequence

import streamlit as st


def kept_text(key: str) -> str:
    """Return the text of the field with this key, drawn or not; empty where nothing was typed."""
    return str(st.session_state.get(key) or "")


def kept_list(key: str) -> list[str]:
    """Return what is chosen in the widget with this key, drawn or not."""
    kept: Sequence[str] = st.session_state.get(key) or ()
    return list(kept)


def forget_choice(key: str) -> None:
    """Let the widget with this key begin anew; call it before the widget is drawn."""
    st.session_state.pop(key, None)
