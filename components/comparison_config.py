"""What changed in the sides' configurations: a line each, and on opening it the whole."""

from collections.abc import Iterable, Sequence

import streamlit as st

from components.config_diff import draw_config_diff
from components.failure import plain
from lineup.comparing.config_sentences import config_headline
from lineup.comparing.letters import letter_of
from lineup.comparing.reading_model import SideFigures


def draw_config_changes(others: Iterable[SideFigures], *, key: str) -> None:
    """Draw what changed from the baseline to each side, folded; a graph is sent only when it is opened."""
    same = []
    for other in others:
        if not other.config.is_same:
            _draw_changes(other, f"{key}-{other.side.key}")
        elif other.config.steps:
            same.append(letter_of(other.position))
    if same:
        st.caption(same_text(same))


def same_text(letters: Sequence[str]) -> str:
    """Return `B and C have the same steps and settings as A.`, for one letter or more."""
    *first, last = letters
    named = f"{', '.join(first)} and {last}" if first else last
    return f"{named} {'have' if first else 'has'} the same steps and settings as A."


def _draw_changes(other: SideFigures, key: str) -> None:
    heading = f"What changed in the pipeline, A → {letter_of(other.position)}: "
    headline = plain(config_headline(other.config))
    folded = st.expander(f"{heading}{headline}", key=key, on_change="rerun")
    if folded.open:
        with folded:
            draw_config_diff(other.config)
