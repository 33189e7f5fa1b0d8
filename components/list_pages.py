"""Turning the pages of a long list that the server pages."""

from collections.abc import Sequence

import streamlit as st


def draw_position(before: int, shown: int, total: int) -> None:
    """Draw `51 to 100 of 10,000 executions`."""
    st.caption(position_text(before, shown, total))


def position_text(before: int, shown: int, total: int) -> str:
    """Return which rows of how many are shown, counted from 1."""
    noun = "execution" if total == 1 else "executions"
    if not shown:
        return f"No more of {total:,} {noun}"
    if shown == total:
        return f"{total:,} {noun}"
    return f"{before + 1:,} to {before + shown:,} of {total:,} {noun}"


def turn_pages(cursors: Sequence[str], following: str | None, *, key: str) -> list[str]:
    """Draw newer and older, and return where the pages passed and the one to show begin; the first page has none."""
    stack = list(cursors)
    if not stack and following is None:
        return stack
    with st.container(horizontal=True):
        newest = st.button("Newest", key=f"{key}-first", disabled=not stack)
        newer = st.button("‹ Newer", key=f"{key}-newer", disabled=not stack)
        older = st.button("Older ›", key=f"{key}-older", disabled=following is None)
    if newest:
        return []
    if newer:
        return stack[:-1]
    return [*stack, following] if older and following else stack
