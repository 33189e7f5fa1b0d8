"""Kinds of difference over all documents, and what can be done with all of one kind at once."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from components.failure import plain
from components.formatting import ABSENT, count_text
from components.group_words import group_title
from lineup.compare.differences import Difference
from lineup.comparing.difference_groups import DifferenceGroup
from lineup.comparing.letters import letter_of

OnChoose = Callable[[str, Sequence[str]], None]
"""Called with the table's key and the groups as they were drawn."""

OnJudge = Callable[[tuple[int, ...]], None]
"""Called with the positions of the sides that are right."""

OnGroup = Callable[[str], None]
"""Called with a group."""

_LONGEST = 48
_KIND = "Kind of difference"


def draw_groups(
    groups: Sequence[DifferenceGroup], chosen: str, *, key: str, on_choose: OnChoose
) -> None:
    """Draw the groups; choosing one calls back."""
    names = [told.group for told in groups]
    cells = [(names.index(chosen), _KIND)] if chosen in names else []
    st.dataframe(
        groups_frame(groups),
        hide_index=True,
        height="content",
        column_config={_KIND: st.column_config.TextColumn(width="medium")},
        key=key,
        selection_mode="single-cell",
        selection_default={"selection": {"rows": [], "columns": [], "cells": cells}},
        on_select=lambda: on_choose(key, names),
        alt="Kinds of difference",
    )


def groups_frame(groups: Sequence[DifferenceGroup]) -> pd.DataFrame:
    """Return the groups as a table, each with its heaviest difference as an example."""
    return pd.DataFrame(
        {
            _KIND: [group_title(told.example) for told in groups],
            "Documents": [f"{told.documents:,}" for told in groups],
            "Differences": [f"{told.differences:,}" for told in groups],
            "Judged": [judged_text(told) for told in groups],
            "Example": [example_text(told.example) for told in groups],
            "In": [told.example_document for told in groups],
        }
    )


def judged_text(group: DifferenceGroup) -> str:
    """Return `none`, `2 of 7` or `✔ all`."""
    if not group.judged:
        return "none"
    return f"{group.judged:,} of {group.differences:,}" if group.unjudged else "✔ all"


def example_text(difference: Difference) -> str:
    """Return what each side reads: `A 1,204.50 · B 1,240.50`; a side without a reading has a dash."""
    return " · ".join(
        f"{letter_of(at)} {_cut(reading.text) or ABSENT}"
        for at, reading in enumerate(difference.readings)
    )


def draw_group_verdicts(
    group: DifferenceGroup, sides: int, *, can_judge: bool, key: str, on_judge: OnJudge
) -> None:
    """Draw a button for each verdict on all differences of a group that nobody has judged; nothing if all are judged."""
    if not group.unjudged:
        return
    st.caption(
        f"Who is right in {'the one' if group.unjudged == 1 else f'all {group.unjudged:,}'} not judged yet?"
    )
    with st.container(horizontal=True):
        for label, right in verdict_choices(sides):
            st.button(
                label,
                key=f"{key}-{label}",
                disabled=not can_judge,
                on_click=on_judge,
                args=(right,),
            )


def verdict_choices(sides: int) -> list[tuple[str, tuple[int, ...]]]:
    """Return what can be judged: each side alone, all of them, none."""
    every = tuple(range(sides))
    both = "Both" if sides == 2 else "All"  # noqa: PLR2004 (the word for two)
    return [*((letter_of(at), (at,)) for at in every), (both, every), ("Neither", ())]


def draw_ignored(
    ignored: Sequence[tuple[str, DifferenceGroup | None]], *, key: str, on_bring_back: OnGroup
) -> None:
    """Draw the groups that are passed over, each with a way back; nothing without any."""
    if not ignored:
        return
    with st.expander(f"{count_text(len(ignored), 'kind')} passed over", expanded=True):
        for number, (name, group) in enumerate(ignored):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(ignored_markdown(name, group), width="content")
                st.button(
                    "Bring back",
                    key=f"{key}-{number}",
                    type="tertiary",
                    on_click=on_bring_back,
                    args=(name,),
                )


def ignored_markdown(name: str, group: DifferenceGroup | None) -> str:
    """Return what is passed over and how much that is."""
    if group is None:
        return f"{plain(name)} (none now)"
    many = count_text(group.differences, "difference")
    return (
        f"{plain(group_title(group.example))}: {many} in {count_text(group.documents, 'document')}"
    )


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
