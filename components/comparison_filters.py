"""Which documents of a comparison are shown, and in which order."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.comparison_strip import concern_text
from components.failure import plain
from lineup.compare.sides import FEWEST
from lineup.comparing.grid import ShowCount
from lineup.comparing.letters import letter_of
from lineup.comparing.narrowing import GridSort, Narrowing, Show, token_of

OnChoose = Callable[[str], None]
"""Called with the widget's key when something is chosen."""

OnDrop = Callable[[str], None]
"""Called with the URL's parameter that is to be forgotten."""

_ALWAYS = {Show.CHANGED, Show.UNJUDGED}
_SORTS = {
    GridSort.WORST: "Worst first",
    GridSort.AGREEMENT: "Least agreement first",
    GridSort.NAME: "Name A to Z",
    GridSort.ADDED: "In the order added",
}


def draw_counts(
    counts: Sequence[ShowCount], current: Narrowing, sides: int, *, key: str, on_choose: OnChoose
) -> None:
    """Draw the counts that mean something; pressing one calls back, and pressing it again."""
    shown = shown_counts(counts, current, sides)
    labels = {token_of(told.show, told.side): count_label(told) for told in shown}
    st.pills(
        "Counts",
        list(labels),
        default=current.token if current.token in labels else None,  # a link may name any side
        format_func=lambda name: labels[name],
        label_visibility="collapsed",
        key=key,
        on_change=on_choose,
        args=(key,),
    )


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


def draw_only_differences(current: Narrowing, *, key: str, on_choose: OnChoose) -> None:
    """Draw the switch that leaves out what all sides read the same; it means nothing where a count is pressed."""
    st.toggle(
        "Only differences",
        value=current.is_different,
        disabled=current.show is not None,
        help="Leaves out documents that all sides read the same.",
        key=key,
        on_change=on_choose,
        args=(key,),
    )


def draw_sort(current: GridSort, *, key: str, on_choose: OnChoose) -> None:
    """Draw the orders."""
    st.selectbox(
        "Sort",
        list(_SORTS),
        index=list(_SORTS).index(current),
        format_func=lambda told: _SORTS[told],
        width=210,
        key=key,
        on_change=on_choose,
        args=(key,),
    )


def draw_names(
    label: str, names: Sequence[str], current: str, *, key: str, on_choose: OnChoose
) -> None:
    """Draw the names of a sort of documents, such as tags; nothing where there are none."""
    if not names and not current:
        return
    told = list(dict.fromkeys([*names, *([current] if current else [])]))
    st.selectbox(
        label,
        told,
        index=told.index(current) if current else None,
        placeholder="All",
        width=160,
        key=key,
        on_change=on_choose,
        args=(key,),
    )


def draw_narrowed_to(narrowing: Narrowing, group: str, *, key: str, on_drop: OnDrop) -> None:
    """Draw what a caution or a kind of difference narrows the documents to, with a way out; nothing without one.

    `group` is the kind of difference for people.
    """
    told = []
    if narrowing.concern is not None:
        told.append(("about", f"Only {concern_text(narrowing.concern)}"))
    if narrowing.group:
        told.append(("group", f"Only with “{group}”"))
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


_WORDS = {
    Show.CHANGED: "changed",
    Show.UNJUDGED: "not judged",
    Show.JUDGED: "judged",
    Show.FAILED: "failed",
    Show.ONLY: "only",
    Show.REGRESSED: "regressed",
    Show.IMPROVED: "improved",
}
