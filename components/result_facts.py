"""What a step result tells of itself."""

from decimal import Decimal

import streamlit as st

from components.formatting import count_text, duration_text, money_text
from lineup.contract.results import StepResult

_BANDS = ((4.0, "excellent"), (3.0, "good"), (2.0, "fair"), (0.0, "poor"))
"""From which parse quality a result is called what (contract §4.4)."""


def draw_result_facts(result: StepResult) -> None:
    """Draw what the result tells of itself, on one line."""
    text = result_facts_text(result)
    if text:
        st.caption(text)


def result_facts_text(result: StepResult) -> str:
    """Return `3 pages · parse quality 4.2 of 5 (excellent) · 2.3 s · $0.02`, without what isn't told."""
    cost = None if result.total_cost is None else Decimal(str(result.total_cost))
    parts = [
        "" if result.page_count is None else count_text(result.page_count, "page"),
        "" if result.parse_quality_score is None else quality_text(result.parse_quality_score),
        "" if result.runtime is None else duration_text(result.runtime),
        "" if cost is None else money_text(cost),
    ]
    return " · ".join(part for part in parts if part)


def backend_text(result: StepResult) -> str:
    """Return what found an extraction's fields, and why not another, as our engine writes it; empty for other results."""
    metadata = result.metadata or {}
    named = metadata.get("extraction_backend")
    if not isinstance(named, str):
        return ""
    model = metadata.get("extraction_model")
    names = {"llm": f"the language model {model}" if model else "a language model"}
    parts = [part.strip() for part in named.split(",")]
    backends = " and ".join(names.get(part, f"the {part} backend") for part in parts)
    reason = metadata.get("extraction_backend_reason")
    return f"{backends}{f' ({reason})' if isinstance(reason, str) else ''}"


def quality_text(score: float) -> str:
    """Return a parse quality score of 0 to 5 in figures and in a word."""
    word = next((word for least, word in _BANDS if round(score, 1) >= least), "poor")
    return f"parse quality {score:.1f} of 5 ({word})"
