"""The choices above the differences of a document."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence

import streamlit as st

from components.difference_words import Sort, sort_of, sort_words
from components.failure import plain
from components.formatting import count_text
from components.step_names import cut_name
from lineup.compare.differences import Difference

_MOST_NAME = 80

OnChange = Callable[[str], None]
"""Called with the widget's key before the reader runs again."""


def document_text(document: str, differences: Sequence[Difference], judged: Collection[str]) -> str:
    """Return `invoice.pdf · 5 of 7 differences judged` as markdown."""
    name = plain(cut_name(document, _MOST_NAME))
    if not differences:
        return name
    done = sum(one.id in judged for one in differences)
    return f"{name} · {done:,} of {count_text(len(differences), 'difference')} judged"


def choose_sort(
    differences: Sequence[Difference], chosen: Sort | None, *, key: str, on_choose: OnChange
) -> None:
    """Draw the sorts that the differences have, with their counts; nothing where there is only one."""
    counts = Counter(sort_of(one.kind) for one in differences)
    sorts = [sort for sort in Sort if counts[sort] or sort is chosen]
    if len(sorts) < 2 and chosen is None:  # noqa: PLR2004 (one sort alone needs no choice)
        return
    st.pills(
        "Kind",
        sorts,
        default=chosen,
        format_func=lambda sort: f"{sort_words(sort)} {counts[sort]:,}",
        key=key,
        on_change=on_choose,
        args=(key,),
        label_visibility="collapsed",
        width="content",
    )


def draw_switch(
    label: str, *, is_on: bool, key: str, on_switch: Callable[[str, str], None], name: str
) -> None:
    """Draw a switch; switching it calls back with its key and the parameter's name."""
    st.toggle(label, value=is_on, key=key, on_change=on_switch, args=(key, name), width="content")
