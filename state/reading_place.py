"""Where in a comparison a person reads, kept right while keys are pressed faster than the browser is told.

The reader runs again by itself, as a fragment, and each press carries the address as the browser had it then. One that was
made before the browser heard of the last step would lead back to the difference before: inside the fragment the address is
therefore what was last shown, and only a run of the whole page, which Back and links make, brings another one.
"""

from collections.abc import Sequence

import streamlit as st

from components.difference_words import Sort
from components.shell import page_address
from state import url
from state.comparison_view import ComparisonView
from state.selection import chosen_row

SORT, UNJUDGED = "kind", "unjudged"
_NAMES = ("document", "difference", "form", "blind", SORT, UNJUDGED)
_PLACE = "reading_place"
_PAGE_RUNS = "reading_page_runs"
_FIRST = "reading_first"


def begin_page() -> None:
    """Take the address for the place from now on: the whole page runs."""
    st.session_state[_PAGE_RUNS] = True


def settle() -> None:
    """Put the place that was last shown into an address that is older; of a run of the whole page its own stays."""
    is_page = st.session_state.pop(_PAGE_RUNS, False)
    known: tuple[str, ...] | None = st.session_state.get(_PLACE)
    if known is not None and not is_page and known != _told():
        url.put(**dict(zip(_NAMES, known, strict=True)))
    st.session_state[_PLACE] = _told()
    if url.text("difference"):
        st.session_state.pop(_FIRST, None)


def is_settled() -> bool:
    """Whether the address is what was last shown."""
    return bool(st.session_state.get(_PLACE) == _told())


def go_to(**parameters: str | None) -> None:
    """Go to another place, as one step of the browser's history; called before the reader runs again."""
    url.put(**parameters)
    st.session_state[_PLACE] = _told()


def go_to_row(key: str, ids: Sequence[str]) -> None:
    """Go to the difference of the row that was chosen in the table with this key."""
    row = chosen_row(key)
    if row is not None and row < len(ids):
        go_to(difference=ids[row])


def go_to_switched(key: str, name: str) -> None:
    """Put a switch, the widget with this key, into the address."""
    go_to(**{name: "1" if st.session_state[key] else None})


def go_to_sort(key: str) -> None:
    """Put the chosen sort of differences into the address."""
    go_to(**{SORT: st.session_state[key]})


def sort() -> Sort | None:
    """Return the sort of differences that is asked for."""
    name = url.text(SORT)
    return Sort(name) if name in set(Sort) else None


def is_unjudged_only() -> bool:
    """Whether only differences are asked for that nobody has judged."""
    return url.text(UNJUDGED) == "1"


def first_of(document: str, found: str) -> str:
    """Return the difference that an address without one began with in this session: it stays while others judge."""
    known: tuple[str, str] = st.session_state.get(_FIRST, ("", ""))
    if known[0] != document:
        known = (document, found)
        st.session_state[_FIRST] = known
    return known[1]


def _told() -> tuple[str, ...]:
    return tuple(url.text(name) for name in _NAMES)


def difference_address(view: ComparisonView, difference_id: str) -> str:
    """Return the whole address that opens a difference in the same view."""
    opened = view.opening(view.document, difference_id).parameters()
    opened |= {SORT: url.text(SORT), UNJUDGED: url.text(UNJUDGED)}
    page = (st.context.url or "compare").split("?")[0]
    return page_address(page, opened)
