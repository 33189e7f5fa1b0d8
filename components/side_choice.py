"""Which of several sides is looked at beside the baseline."""

from collections.abc import Callable, Sequence

import streamlit as st

ALL = "all"
"""The choice of all sides."""


def draw_side_choice(
    letters: Sequence[str], current: str, *, key: str, on_choose: Callable[[str], None]
) -> None:
    """Draw the sides behind the baseline by their letters, and all of them; choosing one calls back with the key."""
    st.segmented_control(
        "Figures of",
        [ALL, *letters],
        default=current,
        required=True,
        format_func=lambda letter: "All sides" if letter == ALL else f"{letter} against A",
        key=key,
        on_change=on_choose,
        args=(key,),
    )
