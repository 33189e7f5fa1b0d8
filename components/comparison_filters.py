"""Which documents of a comparison are shown, and in which order."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from components.comparison_strip import concern_text
from components.failure import plain
from components.formatting import count_text
from lineup.compare.sides import FEWEST
from lineup.comparing.grid import ShowCount
from lineup.comparing.letters import letter_of
from lineup.comparing.narrowing import GridSort, Narrowing, Show, read_token, token_of

OnDrop = Callable[[str], None]
"""Called with the URL's parameter that is to be forgotten."""

_ALWAYS = {Show.CHANGED, Show.UNJUDGED}
_SORTS = {
    GridSort.WORST: "Worst first",
    GridSort.AGREEMENT: "Least agreement first",
    GridSort.NAME: "Name A to Z",
    GridSort.ADDED: "In the order added",
}


def choose_count(
    counts: Sequence[ShowCount], current: Narrowing, sides: int, *, key: str
) -> Narrowing:
    """Draw the counts that mean something, and return the narrowing to the one that is pressed; pressed again, to none."""
    shown = shown_counts(counts, current, sides)
    labels = {token_of(told.show, told.side): count_label(told) for told in shown}
    token = st.pills(
        "Counts",
        list(labels),
        default=current.token or None,
        format_func=lambda name: labels[name],
        label_visibility="collapsed",
        key=key,
    )
    show, side = read_token(token or "")
    return replace(current, show=show, side=side)


def shown_counts(counts: Sequence[ShowCount], current: Narrowing, sides: int) -> list[ShowCount]:
    """Return the counts to show: what differs and isn't judged always, failures of two sides too, others above 0."""
    return [
        told
        for told in counts
        if told.documents
        or told.show in _ALWAYS
        or (told.show is Show.FAILED and sides == FEWEST)
        or (told.show, told.side) == (current.show, current.side)
    ]


def count_label(told: ShowCount) -> str:
    """Return `28 changed` or `2 failed in B`."""
    side = "" if told.side is None else f" in {letter_of(told.side)}"
    return f"{told.documents:,} {_WORDS[told.show]}{side}"


def edit_order(
    current: Narrowing, tags: Sequence[str], types: Sequence[str], *, key: str
) -> Narrowing:
    """Draw what else narrows and orders the documents as it is, and return it as it was set."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        is_different = st.toggle(
            "Only differences",
            value=current.is_different,
            disabled=current.show is not None,
            help="Leaves out documents that all sides read the same.",
            key=f"{key}-all",
        )
        sort = st.selectbox(
            "Sort",
            list(_SORTS),
            index=list(_SORTS).index(current.sort),
            format_func=lambda told: _SORTS[told],
            width=210,
            key=f"{key}-sort",
        )
        tag = _choose_one("Tag", tags, current.tag, f"{key}-tag")
        kind = _choose_one("Type", types, current.document_type, f"{key}-type")
    return replace(current, is_different=is_different, sort=sort, tag=tag, document_type=kind)


def draw_narrowed_to(narrowing: Narrowing, group: str, *, key: str, on_drop: OnDrop) -> None:
    """Draw what a caution or a kind of difference narrows the documents to, with a way out; nothing without one.

    `group` is the kind of difference for people.
    """
    told = []
    if narrowing.concern is not None:
        told.append(("about", f"Only {concern_text(narrowing.concern)}"))
    if narrowing.group:
        told.append(("group", f"Only with differences of {group}"))
    if not told:
        return
    with st.container(horizontal=True):
        for name, label in told:
            st.button(
                plain(label),
                icon=":material/close:",
                key=f"{key}-{name}",
                on_click=on_drop,
                args=(name,),
            )


def documents_text(shown: int, every: int) -> str:
    """Return `12 of 200 documents`."""
    return (
        f"{shown:,} of {count_text(every, 'document')}"
        if shown < every
        else count_text(every, "document")
    )


def _choose_one(label: str, names: Sequence[str], current: str, key: str) -> str:
    """Draw the names if there is something to choose; empty is all of them."""
    if not names and not current:
        return ""
    told = list(dict.fromkeys([*names, *([current] if current else [])]))
    chosen = st.selectbox(
        label,
        told,
        index=told.index(current) if current else None,
        placeholder="All",
        width=160,
        key=key,
    )
    return chosen or ""


_WORDS = {
    Show.CHANGED: "changed",
    Show.UNJUDGED: "not judged",
    Show.JUDGED: "judged",
    Show.FAILED: "failed",
    Show.ONLY: "only",
    Show.REGRESSED: "regressed",
    Show.IMPROVED: "improved",
}
