"""A comparison by type and tag of document."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.formatting import ABSENT
from lineup.comparing.breakdown import UNTOLD, Part
from lineup.comparing.letters import letter_of
from lineup.comparing.numbers import number_text, rounded


def draw_breakdown(parts: Sequence[Part]) -> None:
    """Draw a row for each type and each tag."""
    st.dataframe(
        breakdown_frame(parts), hide_index=True, height="content", alt="Comparison by type and tag"
    )
    if any(part.is_tag for part in parts):
        st.caption("A document with several tags counts in each of them.")


def breakdown_frame(parts: Sequence[Part]) -> pd.DataFrame:
    """Return the parts as a table, without columns of accuracy where there is none."""
    frame: dict[str, list[str]] = {
        "Type or tag": [_name(part) for part in parts],
        "Documents": [f"{part.documents:,}" for part in parts],
        "Changed": [f"{part.changed:,}" for part in parts],
        "Failed": [f"{part.failed:,}" if part.failed else "" for part in parts],
    }
    sides = len(parts[0].accuracy) if parts else 0
    for at in range(1, sides):
        frame[f"Agreement of {letter_of(at)}"] = [_agreement(part, at - 1) for part in parts]
    for at in range(sides):
        told = [_share(part.accuracy[at]) for part in parts]
        if set(told) != {ABSENT}:
            frame[f"Accuracy of {letter_of(at)}"] = told
    return pd.DataFrame({name: told for name, told in frame.items() if any(told)})


def _name(part: Part) -> str:
    if part.name == UNTOLD:
        return "without a tag" if part.is_tag else "type not known"
    return f"tag {part.name}" if part.is_tag else part.name


def _agreement(part: Part, at: int) -> str:
    rate = part.alike[at]
    return f"{_share(rate.share)} of {rate.n:,} {part.units[at]}" if rate.n else ABSENT


def _share(share: float | None) -> str:
    return ABSENT if share is None else number_text(rounded(share, "share"), "share")
