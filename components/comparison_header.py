"""The name of an open comparison, what it is made of, and its ways out."""

from collections.abc import Sequence
from datetime import tzinfo

import streamlit as st

from components.comparison_words import options_text
from components.failure import plain
from components.formatting import count_text, moment_text
from lineup.comparing.reading_model import ComparisonReading
from lineup.workspace.comparisons import MAX_NAME
from state.comparison_exports import Export


def draw_name(name: str) -> None:
    """Draw the comparison's name."""
    st.subheader(plain(name), anchor=False, width="stretch")


def facts_text(reading: ComparisonReading, zone: tzinfo) -> str:
    """Return `8 documents · 26 pages · pages 1-3, as HTML · Ada · 3 Nov 2026 14:03`."""
    comparison = reading.comparison
    pages = pages_of(reading)
    parts = [
        count_text(len(reading.documents), "document"),
        "" if pages is None else count_text(pages, "page"),
        options_text(comparison.options),
        comparison.created_by,
        moment_text(comparison.created, zone),
    ]
    return " · ".join(part for part in parts if part)


def pages_of(reading: ComparisonReading) -> int | None:
    """Return how many pages the documents have; None where the workspace doesn't know it of all."""
    counts = [read.known.pages if read.known else None for read in reading.documents]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def edit_renamed(name: str, *, key: str, turn: str) -> str | None:
    """Draw the way to another name, and return the one that was just given. Another `turn` closes it."""
    with (
        st.popover("Rename", icon=":material/edit:", type="tertiary", key=f"{key}-opened-{turn}"),
        st.form(f"{key}-form", border=False),
    ):
        typed = st.text_input("Name", value=name, max_chars=MAX_NAME, key=f"{key}-name", width=440)
        is_given = st.form_submit_button("Rename")
    return typed if is_given and typed != name else None


def draw_share(address: str, *, key: str) -> None:
    """Draw the address that opens the same view, to be copied."""
    with st.popover("Share", icon=":material/link:", key=key):
        st.markdown("Opens the same place for everybody who reaches this dashboard.")
        st.code(address, language=None, wrap_lines=True)


def file_name(name: str, ending: str) -> str:
    """Return a name for a file about a comparison of this name."""
    kept = "".join(char if char.isalnum() or char in " -_" else " " for char in name)
    return f"{'-'.join(kept.split())[:80] or 'comparison'}.{ending}"


def draw_exports(name: str, exports: Sequence[Export], *, key: str) -> None:
    """Draw what can be taken away; each is made only when it is clicked."""
    with st.popover("Export", icon=":material/download:", key=key):
        for export in exports:
            st.download_button(
                export.label,
                data=export.make,
                file_name=file_name(name, export.ending),
                mime=export.media_type,
                key=f"{key}-{export.ending}",
                on_click="ignore",
                width="stretch",
            )
