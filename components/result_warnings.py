"""What a step's result warns of, such as a setting that nothing reads."""

import streamlit as st

from components.failure import plain
from components.limits import cut_text
from lineup.contract.results import StepResult

MOST_WARNINGS = 5
"""The most warnings that are shown."""

_MOST_CHARACTERS = 300


def draw_result_warnings(result: StepResult) -> None:
    """Draw the result's warnings as a short list; nothing without any."""
    text = result_warnings_text(result)
    if text:
        st.warning(text, icon=":material/warning:")


def result_warnings_text(result: StepResult) -> str:
    """Return the warnings as Markdown, one by itself, several as a list that says how many it leaves out."""
    warnings = [_line(text) for text in result.warnings]
    if len(warnings) <= 1:
        return "".join(warnings)
    left_out = len(warnings) - MOST_WARNINGS
    more = [f"and {left_out} more"] if left_out > 0 else []
    return "\n".join(f"- {line}" for line in [*warnings[:MOST_WARNINGS], *more])


def _line(warning: str) -> str:
    return plain(" ".join(cut_text(warning, _MOST_CHARACTERS).text.split()))
