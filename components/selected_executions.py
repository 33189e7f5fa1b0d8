"""The executions that are selected in the list, and what can be done with them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo

import streamlit as st

from components.choice_words import told_apart
from components.comparison_links import Comparing
from components.executions_csv import executions_csv
from components.formatting import ABSENT, count_text, version_text
from components.shell import draw_link, page_address
from lineup.contract.extension import ExecutionRow


def edit_selected(
    words: Mapping[str, str],
    selected: Sequence[str],
    *,
    most: int,
    key: str,
    on_change: Callable[[str], None],
) -> None:
    """Draw the selected executions; taking one away, or adding one by its words, calls back with the key.

    Ticks in a table can't be reached with the keyboard: the table is a picture. This can.
    """
    st.multiselect(
        "Selected executions",
        list(words),
        default=list(selected),
        format_func=lambda execution_id: words[execution_id],
        placeholder="Tick rows below, or type a document's name here",
        max_selections=most,
        select_all=False,
        key=key,
        on_change=on_change,
        args=(key,),
    )


def draw_ways(
    comparing: Comparing, rows: Sequence[ExecutionRow], *, key: str, on_clear: Callable[[], None]
) -> None:
    """Draw what comparing the selected executions means, and the ways to do it, to open one, or to download or drop all."""
    is_one = len(rows) == 1
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if comparing.address:
            draw_link("Compare with…" if is_one else "Compare", comparing.address)
        if is_one:
            draw_link("Open", page_address("execution", {"id": rows[0].execution_id}))
        st.download_button(
            "Download CSV",
            lambda: executions_csv(rows),
            "executions.csv",
            "text/csv",
            type="tertiary",
            key=f"{key}-csv",
            on_click="ignore",
        )
        st.button("Select none", type="tertiary", key=f"{key}-none", on_click=on_clear)
        st.caption(comparing.sentence, width="content")


def draw_missing(count: int) -> None:
    """Draw how many of the selected executions the server doesn't have; nothing for none."""
    if count:
        st.caption(f"This server doesn't have {count_text(count, 'selected execution')}.")


def selection_words(rows: Sequence[ExecutionRow], zone: tzinfo) -> dict[str, str]:
    """Return the words for each row by its id: `invoice.pdf · Invoices v6 · 3 Nov 14:03:59`, no two the same."""
    return told_apart({row.execution_id: _words(row, zone) for row in rows})


def _words(row: ExecutionRow, zone: tzinfo) -> str:
    """Return words that stay the same while the execution runs: the widget tells its options by them."""
    side = f"{row.pipeline_name or row.pipeline_id} {version_text(row.pipeline_version)}"
    local = row.created.astimezone(zone)
    return f"{row.document_name or ABSENT} · {side} · {local.day} {local:%b %H:%M:%S}"
