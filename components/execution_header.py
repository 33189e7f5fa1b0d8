"""The head of an execution: what ran on what, how far it is, what it took."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.failure import plain
from components.formatting import (
    count_text,
    duration_text,
    formats_text,
    money_text,
    pages_text,
    version_text,
)
from components.statuses import CANCELLED, execution_look, step_look
from components.step_names import step_names
from lineup.contract.executions import Execution, ExecutionStep
from lineup.contract.page_ranges import PageRangeError, parse_page_range
from lineup.contract.rates import read_rate_breakdown
from lineup.contract.records import ExecutionRecord
from lineup.contract.statuses import StepStatus

_MOST_FAILED = 3
"""How many failures are told in full; only of sections there can be more."""


def draw_execution_header(
    execution: Execution, pipeline_title: str, record: ExecutionRecord | None
) -> None:
    """Draw status, pipeline, document, pages, time and cost."""
    is_cancelled = record is not None and record.cancelled_at is not None
    look = CANCELLED if is_cancelled else execution_look(execution.state, execution.status)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(look.text, color=look.tone.color)
        st.markdown(f"**{plain(execution.document_name or 'Document')}**", width="content")
        st.markdown(f":gray[{plain(headline(execution, pipeline_title))}]", width="content")


def headline(execution: Execution, pipeline_title: str) -> str:
    """Return `Invoices v6 · 12 pages · 4.1 s · $0.26`, without what isn't known."""
    breakdown = read_rate_breakdown(execution.rate_breakdown)
    pages = breakdown.page_count if breakdown else None
    cents = breakdown.billed_cents if breakdown else None
    parts = [
        f"{pipeline_title} {version_text(execution.pipeline_version)}",
        "" if pages is None else count_text(pages, "page"),
        "" if execution.seconds is None else duration_text(execution.seconds),
        "" if cents is None else money_text(cents),
    ]
    return " · ".join(part for part in parts if part)


def draw_failed_steps(execution: Execution) -> None:
    """Draw each failed step's error in words and what the step was given."""
    failed = [step for step in execution.steps if step.state is StepStatus.FAILED]
    for step in failed[:_MOST_FAILED]:
        st.error(failed_step_text(execution, step), icon=":material/error:")
    if len(failed) > _MOST_FAILED:
        st.caption(
            f"{len(failed) - _MOST_FAILED} more sections failed; the table of steps has them all."
        )
    if not failed and execution.error_message:
        st.error(plain(execution.error_message), icon=":material/error:")


def failed_step_text(execution: Execution, step: ExecutionStep) -> str:
    """Return a failed step's error and its input, as markdown."""
    look = step_look(step.state)
    message = step.error_message or "The server gives no reason."
    name = step_names(execution.steps)[step.step_index]
    what = "Step" if step.section is None else "Section"
    head = f"**{look.sign} {what} {plain(name)}:** {plain(message)}"
    return f"{head}\n\nIts input: {plain(input_text(execution, step))}"


def input_text(execution: Execution, step: ExecutionStep) -> str:
    """Return what the step was given: document, pages, format, settings."""
    given = execution.input_config or {}
    parts = [
        execution.document_name or "a document whose name isn't told",
        pages_text(step.section.pages) if step.section else _pages_text(given.get("page_range")),
        f"as {formats_text(str(given['output_format']))}" if given.get("output_format") else "",
        settings_text(
            _settings_of(execution, step.section.planned_step if step.section else step.step_index)
        ),
    ]
    return " · ".join(part for part in parts if part)


def settings_text(settings: Mapping[str, Any]) -> str:
    """Return a step's settings as `mode balanced, paginate yes`."""
    words = {True: "yes", False: "no"}
    return ", ".join(
        f"{name} {words[value] if isinstance(value, bool) else value}"
        for name, value in settings.items()
        if isinstance(value, str | int | float)
    )


def _pages_text(page_range: object) -> str:
    if not page_range:
        return "all pages"
    try:
        return parse_page_range(str(page_range)).people_text
    except PageRangeError:
        return f"pages {page_range}"


def _settings_of(execution: Execution, index: int) -> Mapping[str, Any]:
    steps = (execution.config_snapshot or {}).get("steps")
    step = steps[index] if isinstance(steps, list) and index < len(steps) else None
    settings = step.get("settings") if isinstance(step, dict) else None
    return settings if isinstance(settings, dict) else {}
