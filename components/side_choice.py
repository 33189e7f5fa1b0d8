"""Which of several sides is looked at beside the baseline."""

from collections.abc import Sequence

import streamlit as st

from lineup.comparing.letters import letter_of

_ALL = -1


def choose_side(positions: Sequence[int], current: int | None, *, key: str) -> int | None:
    """Draw the sides behind the baseline and return the position of the one chosen; None is all of them."""
    chosen = st.segmented_control(
        "Figures of",
        [_ALL, *positions],
        default=_ALL if current is None else current,
        required=True,
        format_func=lambda at: "All sides" if at == _ALL else f"{letter_of(at)} against A",
        key=key,
    )
    return None if chosen in {None, _ALL} else chosen
