"""Publishing a draft from its comparison: what it says as evidence."""

from collections.abc import Sequence

import streamlit as st

from components.choice_words import told_apart
from lineup.contract.pipelines import MAX_DESCRIPTION
from lineup.workspace.comparison_model import ComparedSide


def evidence_text(name: str, address: str) -> str:
    """Return a version's description that leads to its comparison, as long as one may be."""
    where = f" {address}"
    room = MAX_DESCRIPTION - len(where)
    told = f"Compared in “{name}”:"
    if room < len("Compared:"):
        return told[:MAX_DESCRIPTION]
    return (told if len(told) <= room else f"{told[: room - 2]}…:") + where


def edit_publishing(
    sides: Sequence[ComparedSide], evidence: str, *, key: str
) -> tuple[ComparedSide, str]:
    """Draw which draft is published and with which description, and return both."""
    labels = told_apart({side.key: side.label for side in sides})
    if len(sides) > 1:
        picked = st.selectbox(
            "Draft", list(labels), format_func=lambda name: labels[name], key=f"{key}-side"
        )
        side = next(one for one in sides if one.key == picked)
    else:
        side = sides[0]
    description = st.text_area(
        "What is new in it",
        value=evidence,
        max_chars=MAX_DESCRIPTION,
        height=80,
        key=f"{key}-description",
    )
    return side, (description or "").strip()
