"""What changed in a side's configuration: a line, and on opening it the whole."""

import streamlit as st

from components.config_diff import draw_config_diff
from components.failure import plain
from lineup.comparing.config_sentences import config_headline
from lineup.comparing.letters import letter_of
from lineup.comparing.reading_model import SideFigures


def draw_config_changes(other: SideFigures, *, key: str) -> None:
    """Draw what changed from the baseline to a side, folded; the graph is sent only when it is opened."""
    if other.config.is_same:
        st.caption(f"{letter_of(other.position)} has the same steps and settings as A.")
        return
    heading = f"What changed in the pipeline, A → {letter_of(other.position)}: "
    folded = st.expander(
        f"{heading}{plain(config_headline(other.config))}", key=key, on_change="rerun"
    )
    if folded.open:
        with folded:
            draw_config_diff(other.config)
