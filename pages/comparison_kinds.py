"""Alike differences over all documents: judged together, or passed over."""

import streamlit as st

from components.comparison_groups import (
    draw_group_verdicts,
    draw_groups,
    draw_ignored,
    example_text,
)
from components.failure import plain
from components.formatting import count_text
from components.group_words import group_title
from lineup.comparing.difference_groups import (
    DifferenceGroup,
    all_groups,
    ignored_groups,
    real_groups,
)
from lineup.comparing.snapshots import Snapshot
from pages.person import ask_person
from state import url
from state.comparison_view import ComparisonView
from state.group_judging import judge_group, last_judged, take_back
from state.selection import open_group, table_key
from state.workspaces import OpenWorkspace


def show_kinds(opened: OpenWorkspace, snapshot: Snapshot, view: ComparisonView) -> None:
    """Show the kinds of difference, what can be done with the one that is chosen, and those passed over."""
    groups = snapshot.derive(all_groups if view.with_form else real_groups)
    group = view.narrowing.group
    if groups:
        names = [told.group for told in groups]
        draw_groups(groups, group, key=table_key("kinds", names, group), on_choose=open_group)
        st.caption("Choose a kind to judge all its differences at once, or to pass over them.")
    else:
        st.markdown("**Nothing differs** that isn't passed over.")
    chosen = next((told for told in groups if told.group == group), None)
    if chosen is not None:
        _show_chosen(opened, snapshot, chosen)
    draw_ignored(
        snapshot.derive(ignored_groups),
        key="bring-back",
        on_bring_back=lambda name: _mark(opened, snapshot, name, is_passed_over=False),
    )


def _show_chosen(opened: OpenWorkspace, snapshot: Snapshot, chosen: DifferenceGroup) -> None:
    with st.container(border=True):
        many = count_text(chosen.differences, "difference")
        where = count_text(chosen.documents, "document")
        st.markdown(f"**{plain(group_title(chosen.example))}**: {many} in {where}")
        st.caption(plain(f"For example: {example_text(chosen.example)}"))
        name = ask_person(key="kinds-person")
        draw_group_verdicts(
            chosen,
            len(snapshot.reading.comparison.sides),
            can_judge=bool(name),
            key="judge-group",
            on_judge=lambda right: judge_group(
                opened.workspace, snapshot, chosen.group, right, name
            ),
        )
        _show_last(opened, snapshot, chosen.group, name)
        with st.container(horizontal=True):
            if st.button("Show its documents", key="group-documents"):
                url.go(panel=None, show=None, about=None, cursor=None)
            st.button(
                "Pass over this kind",
                key="pass-over",
                icon=":material/visibility_off:",
                help="Leaves these differences out of counts, lists and exports, which say so. Figures stay as they are.",
                on_click=lambda: _mark(opened, snapshot, chosen.group, is_passed_over=True),
            )


def _show_last(opened: OpenWorkspace, snapshot: Snapshot, group: str, name: str) -> None:
    last = last_judged(snapshot.reading.comparison.comparison_id, group)
    if last is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":green[✔] Judged {count_text(len(last.difference_ids), 'difference')}.",
            width="content",
        )
        st.button(
            "Undo",
            key="undo-group",
            icon=":material/undo:",
            on_click=lambda: take_back(opened.workspace, name),
        )


def _mark(opened: OpenWorkspace, snapshot: Snapshot, group: str, *, is_passed_over: bool) -> None:
    comparison_id = snapshot.reading.comparison.comparison_id
    opened.workspace.comparisons.mark_passed_over(
        comparison_id, group, is_passed_over=is_passed_over
    )
    url.put(group=None)
