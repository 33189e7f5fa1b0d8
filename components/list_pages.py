"""Turning the pages of a long list that the server pages."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class ListPosition:
    """Which rows are shown: after how many, how many of them, and of how many, which may be only the least there are.

    `searched` is how many of the newest a text was looked for in, None for all. `noun` is one of what is listed.
    """

    before: int
    shown: int
    total: int
    is_total_exact: bool = True
    searched: int | None = None
    noun: str = "execution"


def draw_position(position: ListPosition) -> None:
    """Draw `51 to 100 of 10,000 executions`."""
    st.caption(position_text(position))


def position_text(position: ListPosition) -> str:
    """Return which rows of how many are shown, counted from 1, and what was not looked through."""
    text = _rows_text(position)
    if position.searched is None:
        return text
    return f"{text} · looked through the newest {position.searched:,} only"


def _rows_text(position: ListPosition) -> str:
    before, shown = position.before, position.shown
    noun = position.noun if position.total == 1 else f"{position.noun}s"
    of = f"{position.total:,}" if position.is_total_exact else f"more than {position.total:,}"
    if not shown:
        return f"No more of {of} {noun}"
    if shown == position.total:
        return f"{of} {noun}"
    return f"{before + 1:,} to {before + shown:,} of {of} {noun}"


def turn_pages(cursors: Sequence[str], following: str | None, *, key: str) -> list[str]:
    """Draw previous and next, and return where the pages passed and the one to show begin; the first page has none."""
    stack = list(cursors)
    if not stack and following is None:
        return stack
    with st.container(horizontal=True):
        is_first = st.button("First", key=f"{key}-first", disabled=not stack)
        is_previous = st.button("‹ Previous", key=f"{key}-previous", disabled=not stack)
        is_next = st.button("Next ›", key=f"{key}-next", disabled=following is None)
    if is_first:
        return []
    if is_previous:
        return stack[:-1]
    return [*stack, following] if is_next and following else stack
