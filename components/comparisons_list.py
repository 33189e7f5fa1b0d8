"""The list of comparisons: each row is a link that opens one."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from html import escape

import streamlit as st

from components.comparison_words import runs_look, runs_text, server_words, sides_text
from components.formatting import count_text, time_text
from components.shell import page_address
from components.statuses import StatusLook
from lineup.workspace.summaries import ComparisonSummary

_MOST_NAME = 200
_ROW = (
    "display:flex;flex-wrap:wrap;gap:.15rem 1rem;align-items:baseline;padding:.55rem .75rem;"
    "border:1px solid rgba(128,140,160,.35);border-radius:.5rem;margin-bottom:.4rem;"
    "color:inherit;text-decoration:none"
)
_NAME = "flex:1 1 16rem;font-weight:600;overflow-wrap:anywhere"
_SMALL = "flex:1 1 100%;font-size:.85rem;opacity:.8;overflow-wrap:anywhere"


def draw_comparisons(
    rows: Sequence[ComparisonSummary],
    now: datetime,
    zone: tzinfo,
    *,
    server: str,
    parameter: str,
) -> None:
    """Draw a link for each comparison; `server` is the connected one, `parameter` the URL's for an open comparison."""
    shown = "".join(
        row_html(row, now, zone, server=server, address=_address(row, parameter)) for row in rows
    )
    st.html(f'<ul style="list-style:none;margin:0;padding:0">{shown}</ul>')


def row_html(
    row: ComparisonSummary, now: datetime, zone: tzinfo, *, server: str, address: str
) -> str:
    """Return a comparison's row: its name and state, then its sides, then what else there is to tell."""
    comparison = row.comparison
    is_stopped = comparison.stopped is not None
    look = runs_look(row.runs, is_stopped=is_stopped, is_here=comparison.server == server)
    facts = facts_text(row, now, zone, server=server)
    return (
        f'<li><a href="{escape(address)}" target="_self" style="{_ROW}">'
        f'<span style="{_NAME}">{escape(comparison.name[:_MOST_NAME])}</span>'
        f'<span style="font-size:.85rem">'
        f"{_badge(look)} {escape(runs_text(row.runs, is_stopped=is_stopped))}</span>"
        f'<span style="{_SMALL}">{escape(sides_text(comparison.sides))}</span>'
        f'<span style="{_SMALL}">{escape(facts)}</span>'
        "</a></li>"
    )


def facts_text(row: ComparisonSummary, now: datetime, zone: tzinfo, *, server: str) -> str:
    """Return `40 documents · 12 judged · Ada · yesterday 14:03`, and whose runs they are where not the connected server's."""
    comparison = row.comparison
    parts = [
        count_text(row.documents, "document"),
        f"{row.judged:,} judged" if row.judged else "",
        comparison.created_by,
        time_text(comparison.created, now, zone),
        "" if comparison.server == server else f"on {server_words(comparison.server)}",
    ]
    return " · ".join(part for part in parts if part)


def draw_no_comparisons() -> None:
    """Draw the list before anything was compared."""
    st.markdown("**Nothing has been compared yet.**")
    st.markdown(
        "Run two to four versions of pipelines on the same documents, see the price before, and read where their "
        "results differ, the worst first, beside the page. Say who is right, and publish what is better."
    )


def draw_none_found(search: str) -> None:
    """Draw that no comparison is called so."""
    st.markdown("**No comparison has this in its name or in who made it.**")
    st.text(search)


def edit_search(shown: str, *, key: str) -> str:
    """Draw the search and return its text."""
    typed = st.text_input(
        "Search",
        value=shown,
        key=key,
        placeholder="Name, or who made it",
        icon=":material/search:",
        label_visibility="collapsed",
        width=360,
    )
    return (typed or "").strip()


def _address(row: ComparisonSummary, parameter: str) -> str:
    return page_address("compare", {parameter: row.comparison.comparison_id})


def _badge(look: StatusLook) -> str:
    style = (
        f"background:{look.tone.fill};border:1px solid {look.tone.line};color:#1a2130;"
        "border-radius:.5rem;padding:.05rem .45rem;font-size:.85rem;white-space:nowrap"
    )
    return f'<span style="{style}">{escape(look.text)}</span>'
