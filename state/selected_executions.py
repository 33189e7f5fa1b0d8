"""The executions that are selected in the list, as the URL names them: they stay over pages, filters and F5."""

import re
from collections.abc import Collection, Sequence
from functools import partial

import streamlit as st

from lineup.client.errors import found_or_none
from lineup.contract.executions import Execution
from state import executions, url
from state.connection import Connection
from state.selection import open_chosen_cell, ticked_ids

SELECTED = "selected"
"""The URL's parameter that names a selected execution; it stands several times."""

MOST_SELECTED = 50
"""Each is asked for by itself to tell what can be compared."""

_ID = re.compile(r"pex_[A-Za-z0-9]{1,40}")


def selected_ids() -> list[str]:
    """Return the ids in the order in which they were selected; what is no id is left out."""
    told = [each for each in url.texts(SELECTED) if _ID.fullmatch(each)]
    return list(dict.fromkeys(told))[:MOST_SELECTED]


def read_selected(connection: Connection) -> tuple[list[Execution], int]:
    """Return the selected executions, and how many the server doesn't have. Raises ClientError."""
    ids = selected_ids()
    asked = [found_or_none(partial(executions.get_execution, connection, each)) for each in ids]
    found = [one for one in asked if one is not None]
    return found, len(ids) - len(found)


def select_or_open(key: str, ids: Sequence[str]) -> None:
    """Select what is ticked in the table with this key, or open the execution whose cell was clicked.

    `ids` are those of the rows as they were drawn; what is selected of other pages stays.
    """
    state = st.session_state[key]
    if state["selection"]["cells"]:
        open_chosen_cell(key, ids)
    else:
        url.put(**{SELECTED: selected_after(selected_ids(), ids, ticked_ids(state, ids))})


def put_selected(key: str) -> None:
    """Select what the widget with this key has."""
    url.put(**{SELECTED: list(st.session_state[key])})


def select_none() -> None:
    """Select nothing any longer."""
    url.put(**{SELECTED: None})


def selected_after(
    selected: Sequence[str], shown: Collection[str], ticked: Sequence[str]
) -> list[str]:
    """Return what is selected once these of the shown rows are ticked, those selected before first, as many as can be."""
    kept = [each for each in selected if each not in shown or each in ticked]
    return list(dict.fromkeys([*kept, *ticked]))[:MOST_SELECTED]
