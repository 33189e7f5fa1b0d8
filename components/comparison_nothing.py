"""What is drawn where no document of a comparison is left: it says why, and what to do."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.formatting import count_text
from lineup.comparing.grid_model import GridRow
from lineup.comparing.narrowing import GridSort, Narrowing

OnDrop = Callable[[], None]
"""Called when all documents are to be shown."""


def draw_nothing_left(
    rows: Sequence[GridRow], narrowing: Narrowing, *, key: str, on_drop: OnDrop
) -> None:
    """Draw why no document is left, and a way to see all."""
    with st.container(border=True):
        st.markdown(nothing_text(rows, narrowing))
        if rows:
            st.button(f"Show all {count_text(len(rows), 'document')}", key=key, on_click=on_drop)


def nothing_text(rows: Sequence[GridRow], narrowing: Narrowing) -> str:
    """Return why no document is left, as markdown."""
    if not rows:
        return "**This comparison has no documents.**"
    is_usual = narrowing in {Narrowing(sort=sort) for sort in GridSort}
    if not is_usual:
        return "**No document is like that.** Press a count again to see the others."
    waiting = sum(any(cell.is_open for cell in row.cells) for row in rows)
    if waiting:
        return (
            f"**Nothing differs so far.** Of {count_text(len(rows), 'document')} {waiting:,} still "
            "run: what differs appears here."
        )
    of_form = sum(bool(row.of_form) for row in rows)
    more = f" In {of_form:,} of them something differs in form only." if of_form else ""
    return f":green[✔] **All sides read {_documents(len(rows))} the same.**{more}"


def _documents(count: int) -> str:
    return "the document" if count == 1 else f"all {count:,} documents"
