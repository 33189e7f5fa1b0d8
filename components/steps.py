"""The steps of an execution as a table and on a timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Literal, assert_never

import pandas as pd
import streamlit as st

from components.formatting import ABSENT, duration_text, money_text
from components.statuses import step_look
from components.step_names import in_reading_order, step_names
from lineup.contract.executions import Execution, ExecutionStep
from lineup.contract.rates import RateBreakdown, read_rate_breakdown
from lineup.contract.records import Reuse

_MOST_ROWS, _HEIGHT = 12, 440
"""How many rows are drawn in full, and how high a table of more is in pixels."""


@dataclass(frozen=True)
class Bar:
    """A step on the timeline: where it begins and how long it is, as shares of the whole (0 to 1)."""

    label: str
    begin: float
    length: float
    color: str
    text: str


def draw_steps_table(execution: Execution) -> None:
    """Draw one row for each step; many of them scroll."""
    frame = steps_frame(execution.steps, read_rate_breakdown(execution.rate_breakdown))
    height: int | Literal["content"] = "content" if len(frame) <= _MOST_ROWS else _HEIGHT
    st.dataframe(frame, hide_index=True, height=height, alt="Steps")


def steps_frame(steps: Sequence[ExecutionStep], breakdown: RateBreakdown | None) -> pd.DataFrame:
    """Return the steps as a table of texts, each section before the step that merges it."""
    ordered, names = in_reading_order(steps), step_names(steps)
    return pd.DataFrame(
        {
            "Step": [_indented(step, names) for step in ordered],
            "Status": [step_look(step.state, step.status).text for step in ordered],
            "Time": [duration_text(step.seconds) for step in ordered],
            "Cost": [_cost(step, steps, breakdown) for step in ordered],
        }
    )


def _indented(step: ExecutionStep, names: Mapping[int, str]) -> str:
    name = names[step.step_index]
    return name if step.section is None else f"↳ {name}"


def draw_timeline(steps: Sequence[ExecutionStep], now: datetime) -> None:
    """Draw a bar for each step that has begun."""
    bars = timeline_bars(steps, now)
    if bars:
        st.html(timeline_html(bars))


def timeline_bars(steps: Sequence[ExecutionStep], now: datetime) -> list[Bar]:
    """Return the bars of the steps that have begun, in the order in which they are done; one that runs ends now."""
    names = step_names(steps)
    spans = [
        (step, step.started_at, step.finished_at or max(now, step.started_at))
        for step in in_reading_order(steps)
        if step.started_at is not None
    ]
    if not spans:
        return []
    first = min(begin for _, begin, _ in spans)
    whole = max((max(end for _, _, end in spans) - first).total_seconds(), 0.001)
    return [
        Bar(
            label=_indented(step, names),
            begin=(begin - first).total_seconds() / whole,
            length=max((end - begin).total_seconds(), 0) / whole,
            color=step_look(step.state).tone.line,
            text=duration_text((end - begin).total_seconds()),
        )
        for step, begin, end in spans
    ]


def timeline_html(bars: Sequence[Bar]) -> str:
    """Return the bars as HTML that takes its text colour from the page."""
    rows = "".join(
        f'<div style="display:flex;align-items:center;gap:.6rem;margin:.15rem 0">'
        f'<span style="width:clamp(7rem,30%,14rem);flex:none;overflow:hidden;text-overflow:ellipsis;white-space:nowrap" title="{escape(bar.label)}">{escape(bar.label)}</span>'
        f'<span style="flex:1;position:relative;height:.8rem;border-radius:.3rem;background:rgba(128,140,160,.18)">'
        f'<span style="position:absolute;top:0;bottom:0;left:{bar.begin:.2%};width:max(3px,{bar.length:.2%});'
        f'border-radius:.3rem;background:{bar.color}"></span></span>'
        f'<span style="width:5.5rem;flex:none;text-align:right">{escape(bar.text)}</span></div>'
        for bar in bars
    )
    return f'<div style="font-size:.85rem;max-height:24rem;overflow-y:auto">{rows}</div>'


def _cost(
    step: ExecutionStep, steps: Sequence[ExecutionStep], breakdown: RateBreakdown | None
) -> str:
    if any(each.section and each.section.planned_step == step.step_index for each in steps):
        return "in its sections"
    rates = breakdown.steps if breakdown else ()
    rate = next((rate for rate in rates if rate.step_index == step.step_index), None)
    if rate is None:
        return ABSENT
    return money_text(rate.billed_cents) if rate.reused is None else f"free, {_origin(rate.reused)}"


def _origin(reused: Reuse) -> str:
    match reused:
        case Reuse.CACHE:
            return "from cache"
        case Reuse.CHECKPOINT:
            return "from a checkpoint"
        case Reuse.RERUN:
            return "from the run before"
        case Reuse.UNKNOWN:
            return "taken over"
        case _:
            assert_never(reused)
