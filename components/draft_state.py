"""Whether a draft is saved, and what is to be done where it isn't."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from enum import StrEnum

import streamlit as st

from components.config_diff import draw_config_diff
from components.failure import can_pass, draw_failure, plain
from components.formatting import time_text
from components.step_refusals import is_of_steps, refused_steps
from lineup.compare.config_changes import ConfigDiff
from state.edited_draft import EditedDraft


class Whose(StrEnum):
    """Which of two drafts is to stay."""

    THEIRS = "theirs"
    MINE = "mine"


def choose_saving(draft: EditedDraft, *, key: str) -> bool:
    """Draw whether the server has the draft, and return whether it is to be sent again.

    Why the server didn't take it is said here, unless that is said beside the steps.
    """
    sign, words = draft_state_text(draft)
    st.markdown(f":small[{sign} {plain(words)}]")
    if draft.refusal is None or is_of_steps(draft.refusal):
        return False
    draw_failure(draft.refusal)
    return can_pass(draft.refusal.kind) and st.button("Save again", key=key)


def choose_saved_draft(draft: EditedDraft, now: datetime, zone: tzinfo, *, key: str) -> bool:
    """Draw that the draft was typed at an earlier visit and kept, and return whether the saved one is to be taken instead."""
    if draft.typed is None or draft.is_saved:
        return False
    st.caption(f"Typed at an earlier visit, {time_text(draft.typed, now, zone)}, and kept.")
    return st.button("Take the saved draft instead", key=key)


def draft_state_text(draft: EditedDraft) -> tuple[str, str]:
    """Return a coloured sign as markdown, and whether the draft is saved in words."""
    if draft.newer is not None:
        return ":orange[▲]", "Not saved: somebody else changed the draft meanwhile."
    if not draft.is_readable:
        where = [number for number, each in enumerate(draft.edited) if each.texts]
        return (
            ":orange[▲]",
            f"Not saved yet: {_steps(where)} can't be read. What you typed stays here.",
        )
    if draft.refusal is not None:
        where = refused_steps(draft.refusal)
        blamed = f"{_steps(where)} can't run like that" if where else "the server did not take it"
        return ":red[✖]", f"Not saved: {blamed}. What you typed stays here."
    if not draft.is_saved:
        return ":orange[▲]", "Not saved yet."
    return (
        ":green[✔]",
        "Saved. Every change is saved by itself; nothing is published until you say so.",
    )


def choose_whose_draft(
    diff: ConfigDiff, names: Mapping[str, str], *, has_unsaved: bool, key: str
) -> Whose | None:
    """Draw that somebody else changed the draft, what differs from here to there, and the choice of which one stays.

    `names` are what custom processors are called, by their ids.
    """
    own = "What you typed since then is not saved." if has_unsaved else ""
    with st.container(border=True):
        st.markdown(
            f":orange[▲] **The draft was changed elsewhere since it was loaded here.** {own}"
        )
        st.caption("What would change here by loading it:")
        draw_config_diff(diff, names=names, same="Both now say the same: load it and go on.")
        with st.container(horizontal=True):
            is_theirs = st.button("Load the newer one", type="primary", key=f"{key}-theirs")
            is_mine = st.button("Keep what is here, and save it over", key=f"{key}-mine")
    if is_theirs:
        return Whose.THEIRS
    return Whose.MINE if is_mine else None


def _steps(positions: Sequence[int]) -> str:
    numbers = ", ".join(str(position) for position in positions)
    return f"step {numbers}" if len(positions) == 1 else f"steps {numbers}"
