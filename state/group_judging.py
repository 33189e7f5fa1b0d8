"""Judging all differences of a group at once, and taking that back."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import streamlit as st

from lineup.comparing.difference_groups import group_verdicts
from lineup.comparing.snapshots import Snapshot
from lineup.workspace.opening import Workspace

_LAST = "judged_group"


@dataclass(frozen=True)
class JudgedGroup:
    """What was judged at once last in this session."""

    comparison_id: str
    group: str
    difference_ids: tuple[str, ...]


def judge_group(
    workspace: Workspace, snapshot: Snapshot, group: str, right: Collection[int], judged_by: str
) -> None:
    """Write down that the sides at these positions are right in all of a group that nobody has judged.

    A second click, or one on a page that others have overtaken, finds what was judged since the page was drawn and leaves it.
    """
    comparison_id = snapshot.reading.comparison.comparison_id
    now = replace(snapshot.reading, verdicts=workspace.verdicts.current(comparison_id))
    told = group_verdicts(now, group, right)
    if not told:
        return
    ids = tuple(name for verdict in told for name in verdict.difference_ids)
    # first, because another click may end the script here: what is written can always be taken back
    st.session_state[_LAST] = JudgedGroup(comparison_id, group, ids)
    for verdict in told:
        workspace.verdicts.add(
            comparison_id, verdict.difference_ids, verdict.right, judged_by=judged_by
        )


def last_judged(comparison_id: str, group: str) -> JudgedGroup | None:
    """Return what was judged at once last, if it was of this group."""
    last: JudgedGroup | None = st.session_state.get(_LAST)
    is_of_it = last is not None and (last.comparison_id, last.group) == (comparison_id, group)
    return last if is_of_it else None


def take_back(workspace: Workspace, judged_by: str) -> None:
    """Take back what was judged at once last; told twice, nothing happens."""
    last: JudgedGroup | None = st.session_state.pop(_LAST, None)
    if last is not None:
        workspace.verdicts.add(last.comparison_id, last.difference_ids, None, judged_by=judged_by)
