"""Asking once more before something is done that can't be taken back, or not easily."""

import streamlit as st


def choose_confirmed(label: str, icon: str, warning: str, confirm: str, *, key: str) -> bool:
    """Draw a button that opens what it would do and asks for confirmation, and return whether that was just given."""
    with st.popover(label, icon=icon, key=key):
        st.markdown(warning)
        return st.button(confirm, key=f"{key}-confirmed", type="primary")
