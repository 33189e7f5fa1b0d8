"""Who is at work: the field for the name, and what keeps it in the browser."""

from collections.abc import Callable

import streamlit as st

from components.failure import plain
from state.person import COOKIE, MAX_NAME

OnTell = Callable[[str], None]
"""Called with the field's key when a name was typed."""

_KEEP_SCRIPT = """
export default function(component) {
    const { name, value } = component.data;
    const seconds = value ? 400 * 24 * 3600 : 0;
    document.cookie = `${name}=${value}; path=/; max-age=${seconds}; SameSite=Lax`;
}
"""

_keep = st.components.v2.component("lineup_person", js=_KEEP_SCRIPT)


def edit_person(name: str, *, key: str, on_tell: OnTell, label: str = "Your name") -> None:
    """Draw the field for the name of who is at work; typing one calls back."""
    st.text_input(
        label,
        value=name,
        max_chars=MAX_NAME,
        key=key,
        placeholder="Asked once, kept in this browser",
        on_change=on_tell,
        args=(key,),
    )


def draw_person(name: str, *, key: str, on_tell: OnTell) -> None:
    """Draw who is at work, and a way to change it."""
    with st.popover(plain(name), icon=":material/person:", key=key):
        edit_person(name, key=f"{key}-name", on_tell=on_tell)


def keep_in_browser(cookie: str) -> None:
    """Have the browser keep the name for later visits; nothing is seen of it."""
    _keep(key="keep-person", data={"name": COOKIE, "value": cookie}, height=1)
