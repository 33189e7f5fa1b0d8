"""Going from difference to difference."""

from collections.abc import Callable

import streamlit as st

from components.difference_words import KIND_WORDS, place_words
from components.failure import plain
from lineup.compare.differences import Difference

GoTo = Callable[[str, str], None]
"""Opens a difference of a document; called with the two ids before the reader runs again."""

Target = tuple[str, str] | None
"""The ids of a document and of a difference to go to; None where there is none."""


def draw_position(difference: Difference, position: int | None, count: int) -> None:
    """Draw `Difference 1 of 7 · grand_total` and what it is about."""
    st.markdown(position_text(difference, position, count))


def position_text(difference: Difference, position: int | None, count: int) -> str:
    """Return where the reader is, as markdown."""
    at = "Difference" if position is None else f"Difference {position + 1:,} of {count:,}"
    form = " · of form only" if not difference.is_real else ""
    where = plain(place_words(difference))
    return f"{at} · **{where}** · {KIND_WORDS[difference.kind].lower()}{form}"


def draw_navigation(before: Target, after: Target, *, is_last: bool, on_go: GoTo, key: str) -> None:
    """Draw the buttons to the difference before and after; `is_last` says that the one after is another document's."""
    with st.container(horizontal=True, gap="small"):
        _draw_step("Previous", before, "K", on_go, f"{key}-before")
        _draw_step("Next document" if is_last else "Next", after, "J", on_go, f"{key}-after")


def _draw_step(label: str, target: Target, shortcut: str, on_go: GoTo, key: str) -> None:
    st.button(
        label,
        key=key,
        on_click=on_go,
        args=target or ("", ""),
        disabled=target is None,
        shortcut=shortcut,
    )
