"""The right value of a field, as somebody said it, and the field in which one is typed."""

from collections.abc import Callable

import streamlit as st

from components.failure import plain
from components.formatting import time_text
from components.golden_words import golden_text
from components.verdict_words import Onlooker
from lineup.workspace.golden import GoldenValue

MOST_CHARACTERS = 10_000


def draw_golden(
    value: GoldenValue | None, onlooker: Onlooker, *, key: str, on_withdraw: Callable[[], None]
) -> None:
    """Draw the golden value and a way to withdraw it; or that there is none."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(golden_line(value, onlooker), width="content")
        if value is not None:
            st.button("Withdraw", key=key, type="tertiary", on_click=on_withdraw)


def golden_line(value: GoldenValue | None, onlooker: Onlooker) -> str:
    """Return `Golden value: 1204.5 · Ada, 14:03` as markdown."""
    if value is None:
        return "Golden value: none yet"
    who = "you" if value.said_by == onlooker.person else plain(value.said_by)
    when = time_text(value.said, onlooker.now, onlooker.zone)
    return f":material/star: Golden value: **{plain(golden_text(value.value))}** · {who}, {when}"


def edit_golden(*, key: str, on_type: Callable[[str], None]) -> None:
    """Draw the field for a right value that no side read."""
    st.text_input(
        "Another value is right",
        key=key,
        max_chars=MOST_CHARACTERS,
        placeholder="Type the right value, or null for none, and press Enter",
        on_change=on_type,
        args=(key,),
    )
