"""Widgets whose value stands in the URL: what is chosen goes there before the page runs, and Back brings it back.

A widget keeps its own value under its key, even over runs in which it was not drawn; so one whose value came from elsewhere needs
another key.
"""

import streamlit as st

from state import url


def widget_key(name: str, value: object) -> str:
    """Return the key of the widget that has this value now.

    It stays the same while the reader uses the widget, and is a new one after Back or a link, which bring another value.
    """
    count = f"{name}-turn"
    turn: int = st.session_state.get(count, 0)
    if st.session_state.get(f"{name}-{turn}", value) != value:
        turn += 1
        st.session_state[count] = turn
    return f"{name}-{turn}"


def put_chosen(key: str, name: str, default: str = "", *forgotten: str) -> None:
    """Put what was chosen in the widget with this key into the URL, nothing for the default, and forget other parameters."""
    value = st.session_state[key]
    chosen = None if value is None or value == default else str(value)
    url.put(**{name: chosen, **dict.fromkeys(forgotten)})


def put_off(key: str, name: str, *forgotten: str) -> None:
    """Put `1` into the URL where the switch with this key was turned off, nothing where on, and forget other parameters."""
    url.put(**{name: None if st.session_state[key] else "1", **dict.fromkeys(forgotten)})
