"""Who is at work: a name asked once and kept by the browser, so that an address can be shared without it (rulings 28)."""

from urllib.parse import quote, unquote

import streamlit as st

COOKIE = "lineup_person"
"""The cookie that holds the name, percent-encoded."""

MAX_NAME = 80
"""The longest name, in characters."""

_TOLD = "told_person"


def person_name() -> str:
    """Return the name of who is at work; empty if it isn't told yet."""
    told: str | None = st.session_state.get(_TOLD)
    if told is not None:
        return told
    return clean_name(unquote(st.context.cookies.get(COOKIE, "")))


def tell_person(name: str) -> None:
    """Remember who is at work for this session; see `cookie_to_keep` for the next ones."""
    st.session_state[_TOLD] = clean_name(name)


def tell_person_of(key: str) -> None:
    """Remember the name that was typed into the field with this key, before the page runs again."""
    tell_person(str(st.session_state[key] or ""))


def cookie_to_keep() -> str | None:
    """Return what the browser is to keep as the cookie's value; None where nothing new was told."""
    told: str | None = st.session_state.get(_TOLD)
    return None if told is None else quote(told, safe="")


def clean_name(text: str) -> str:
    """Return a name as it is kept: printable, without spaces around it, not longer than it may be."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(shown.split())[:MAX_NAME].strip()
