"""What was chosen in a table, by id."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components.page_blocks import ResultPage, boxed_blocks
from state import url

EXECUTION = "execution"
"""The URL's parameter that names the execution to show."""

PIPELINE = "pipeline"
"""The URL's parameter that names the pipeline to show."""

PAGE = "page"
"""The key, and the URL's parameter, of the page of a result that is looked at; counts from 1."""


def open_execution(key: str, ids: Sequence[str]) -> None:
    """Put the chosen row's id into the URL; `ids` are those of the rows as they were drawn.

    Called before the page runs again: by then the table may have other rows, and the position would mean another one.
    """
    _open(EXECUTION, key, ids)


def open_pipeline(key: str, ids: Sequence[str]) -> None:
    """Put the chosen pipeline's id into the URL, as `open_execution` does."""
    _open(PIPELINE, key, ids)


def open_chosen_cell(key: str, ids: Sequence[str]) -> None:
    """Put the id of the row in which a cell was chosen into the URL, as `open_execution` does; ticked rows stay ticked."""
    chosen = _chosen_id(st.session_state[key], ids)
    if chosen:
        url.put(**{EXECUTION: chosen})


def _open(parameter: str, key: str, ids: Sequence[str]) -> None:
    selection = st.session_state[key].selection
    rows = [*selection.rows, *(row for row, _ in selection.cells)]
    if rows and rows[0] < len(ids):
        st.query_params[parameter] = ids[rows[0]]


def open_document(key: str, ids: Sequence[str]) -> None:
    """Put the chosen cell's document into the URL, or none where it was chosen no longer; see `open_execution`."""
    url.put(document=_chosen_id(st.session_state[key], ids) or None, difference=None)


def open_group(key: str, ids: Sequence[str]) -> None:
    """Put the chosen cell's kind of difference into the URL, or none; see `open_execution`."""
    url.put(group=_chosen_id(st.session_state[key], ids) or None)


def table_key(name: str, ids: Sequence[str], chosen: str) -> str:
    """Return the key of a table in which a cell of the row with this id is chosen.

    It stays the same while the reader chooses, so that the table stays where it is scrolled to, and is a new one after
    Back or a link, which choose another row than the table itself has.
    """
    expected = chosen if chosen in ids else ""
    return _turned_key(name, ids, lambda state: _chosen_id(state, ids) == expected)


def ticked_table_key(name: str, ids: Sequence[str], chosen: Sequence[str]) -> str:
    """Return the key of a table in which the rows with these ids are ticked, as `table_key` does."""
    expected = set(chosen) & set(ids)
    return _turned_key(name, ids, lambda state: set(ticked_ids(state, ids)) == expected)


def ticked_ids(state: Any, ids: Sequence[str]) -> list[str]:  # noqa: ANN401 (a table's own state)
    """Return the ids of the rows that are ticked; `ids` are those of the rows as they were drawn."""
    return [ids[row] for row in state["selection"]["rows"] if row < len(ids)]


def _turned_key(name: str, ids: Sequence[str], is_shown: Callable[[Any], bool]) -> str:
    base = f"{name}-{hashlib.sha256(''.join(ids).encode()).hexdigest()[:12]}"
    turn: int = st.session_state.get(base, 0)
    state = st.session_state.get(f"{base}-{turn}")
    if state is not None and not is_shown(state):
        turn += 1
        st.session_state[base] = turn
    return f"{base}-{turn}"


def _chosen_id(state: Any, ids: Sequence[str]) -> str:  # noqa: ANN401 (a table's own state)
    """Return the id of the row in which a cell is chosen; empty without one."""
    rows = [row for row, _ in state["selection"]["cells"]]
    return ids[rows[0]] if rows and rows[0] < len(ids) else ""


def chosen_row(key: str) -> int | None:
    """Return the position of the row that is chosen in a table, None without one."""
    rows = st.session_state[key].selection.rows
    return int(rows[0]) if rows else None


def show_place(page: ResultPage, block_id: str | None, block_key: str) -> None:
    """Turn to a page of the result and choose a block on it, if it has a box there.

    Called before the page runs again, when the widgets can still be set.
    """
    st.session_state[PAGE] = page.position + 1
    boxed = boxed_blocks(page.block) if page.block else []
    if any(block.id == block_id for block in boxed):
        st.session_state[block_key] = block_id
