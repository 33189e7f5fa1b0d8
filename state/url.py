"""What a person looks at, in the URL: read from it, and written to it in one step of the browser's history."""

from typing import NoReturn

import streamlit as st

_MOST_DIGITS = 9


def text(name: str) -> str:
    """Return the parameter without NUL, which no server takes; empty if the URL has none."""
    return str(st.query_params.get(name, "")).replace("\0", "")


def texts(name: str) -> list[str]:
    """Return all values of a parameter that may stand several times."""
    return [str(value) for value in st.query_params.get_all(name) if value]


def number(name: str) -> int | None:
    """Return the parameter as a whole number of 0 or more; None if the URL has none that is one."""
    return as_number(text(name))


def numbers(name: str) -> list[int]:
    """Return all values of a parameter that are whole numbers of 0 or more."""
    return [value for value in map(as_number, texts(name)) if value is not None]


def as_number(value: str) -> int | None:
    """Return the text as a whole number of 0 or more; None if it is none."""
    is_number = value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS
    return int(value) if is_number else None


def revision(*names: str) -> str:
    """Return what changes when one of the parameters does.

    A widget whose key ends in it begins anew from the URL after Back, where a fixed key would keep the later choice.
    """
    return "/".join("+".join(texts(name)) for name in names)


def put(**parameters: str | list[str] | None) -> None:
    """Put the parameters into the URL as one step of the history and leave the others.

    One taken away stays as an empty text: Streamlit allows no deletion beside parameters that widgets own.
    """
    changes = {name: value or "" for name, value in parameters.items()}
    present = {name: value for name, value in changes.items() if value or name in st.query_params}
    if present:
        st.query_params.update(present)


def go(**parameters: str | list[str] | None) -> NoReturn:
    """Put the parameters into the URL and run the page again from there."""
    put(**parameters)
    st.rerun()
