"""Going from difference to difference."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.difference_words import KIND_WORDS, place_words
from components.failure import plain
from components.shell import draw_link
from lineup.compare.differences import Difference

GoTo = Callable[[str, str], None]
"""Opens a difference of a document; called with the two ids before the reader runs again."""

Target = tuple[str, str] | None
"""The ids of a document and of a difference to go to; None where there is none."""


def position_text(difference: Difference, position: int | None, count: int) -> str:
    """Return where the reader is, as markdown."""
    at = "Difference" if position is None else f"Difference {position + 1:,} of {count:,}"
    form = " · of form only" if not difference.is_real else ""
    where = plain(place_words(difference))
    return f"{at} · **{where}** · {KIND_WORDS[difference.kind].lower()}{form}"


def draw_navigation(
    position: str, before: Target, after: Target, *, is_last: bool, on_go: GoTo, key: str
) -> None:
    """Draw where the reader is and the ways to the difference before and after; `is_last`: that one is another document's."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(position, width="stretch")
        _draw_step("Previous", before, "K", on_go, f"{key}-before")
        _draw_step("Next document" if is_last else "Next", after, "J", on_go, f"{key}-after")


def draw_share(address: str, executions: Sequence[tuple[str, str]]) -> None:
    """Draw the difference's own link, to be copied, and the links to the executions behind it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover("Share", icon=":material/link:"):
            st.caption("This link opens the same difference.")
            st.code(address, language=None, wrap_lines=True)
        for label, target in executions:
            draw_link(label, target)


def _draw_step(label: str, target: Target, shortcut: str, on_go: GoTo, key: str) -> None:
    st.button(
        label,
        key=key,
        on_click=on_go,
        args=target or ("", ""),
        disabled=target is None,
        shortcut=shortcut,
    )
