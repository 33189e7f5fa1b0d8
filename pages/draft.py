"""The draft of a pipeline, as it is edited."""

from datetime import UTC, datetime

import streamlit as st

from components.draft_state import Whose, choose_saved_draft, choose_saving, choose_whose_draft
from components.draft_steps import StepMove, choose_addition, choose_move, choose_step
from components.pipeline_templates import starter_step
from components.run_options import draw_field_problem
from components.step_form import StepNotes, edit_step
from components.step_order import order_problems
from lineup.compare.config import diff_config
from lineup.contract.installed_processors import InstalledProcessors
from lineup.contract.pipelines import Pipeline
from state import drafts, url
from state.browser import time_zone
from state.connection import Connection
from state.edited_draft import EditedDraft
from state.rubrics import rubric_names

STEP = "step"
"""The URL's parameter that says which step's form is open, counted from 0."""


def show_draft(
    connection: Connection, pipeline: Pipeline, draft: EditedDraft, known: InstalledProcessors
) -> EditedDraft:
    """Show the steps and the form of the open one, save what is changed, and return the draft as it is then."""
    st.markdown("#### Draft")
    if draft.newer is not None:
        _settle(connection, pipeline, draft, known)
    position = min(url.number(STEP) or 0, max(len(draft.edited) - 1, 0))
    left, right = st.columns([1, 2], gap="medium")
    with right:
        typed, move = _show_form(connection, draft, position, known)
    is_changed = not typed.says_same(draft)
    if is_changed:
        typed = drafts.change_draft(connection, pipeline.pipeline_id, typed)
    with left:
        _show_steps(connection, pipeline, typed, position, known)
    if move is not None:
        _restructure(connection, pipeline, *_after_move(typed, move))
    has_news = typed.refusal is not draft.refusal or typed.newer is not draft.newer
    if has_news or (is_changed and typed.newer is not None):
        st.rerun()  # it belongs to what is drawn already
    return typed


def _show_form(
    connection: Connection, draft: EditedDraft, position: int, known: InstalledProcessors
) -> tuple[EditedDraft, StepMove | None]:
    """Show the form of the open step, and return the draft as it says now, and where the step is to go."""
    if not draft.edited:
        return draft, None
    edited = draft.edited[position]
    notes = StepNotes(draft.refusal, rubric_names(connection, draft.steps))
    with st.container(border=True):
        said = edit_step(edited, position, known, notes, key=f"setting-{edited.key}")
        typed = draft.with_step(position, said.step, said.texts)
        move = choose_move(typed.steps, position, known, key=f"move-{edited.key}")
    return typed, move


def _show_steps(
    connection: Connection,
    pipeline: Pipeline,
    draft: EditedDraft,
    position: int,
    known: InstalledProcessors,
) -> None:
    """Show the steps, what can be added, and whether they are saved; do what is chosen."""
    chosen = _choose_step(draft, position, known)
    addition = choose_addition(draft.steps, known, key=f"add-{draft.revision}-{draft.counter}")
    if choose_saving(draft, key="save-again"):
        drafts.change_draft(connection, pipeline.pipeline_id, draft)
        st.rerun()
    if choose_saved_draft(draft, datetime.now(UTC), time_zone(), key="saved-draft"):
        drafts.begin_anew(connection, pipeline.pipeline_id, pipeline.steps)
        st.rerun()
    if addition is not None:
        longer = draft.with_added(starter_step(addition.processor), addition.position)
        _restructure(connection, pipeline, longer, addition.position)
    if chosen != position:
        url.go(**{STEP: str(chosen)})


def _after_move(draft: EditedDraft, move: StepMove) -> tuple[EditedDraft, int]:
    """Return the draft after a step was moved or taken away, and the position of the step to open."""
    if move.to is None:
        return draft.with_removed(move.position), max(move.position - 1, 0)
    return draft.with_moved(move.position, move.to), move.to


def _settle(
    connection: Connection, pipeline: Pipeline, draft: EditedDraft, known: InstalledProcessors
) -> None:
    """Show that somebody else changed the draft, and do what the person says."""
    newer = draft.newer or ()
    diff = diff_config(draft.steps, newer)
    whose = choose_whose_draft(
        diff, known.custom_names, has_unsaved=not draft.is_saved, key="whose-draft"
    )
    if whose is None:
        return
    if whose is Whose.THEIRS:
        drafts.begin_anew(connection, pipeline.pipeline_id, newer)
    else:
        drafts.overrule(connection, pipeline.pipeline_id, draft)
    st.rerun()


def _choose_step(draft: EditedDraft, position: int, known: InstalledProcessors) -> int:
    for problem in order_problems(draft.steps, known):
        draw_field_problem(problem)
    if not draft.edited:
        st.caption("There are no steps yet.")
        return position
    order = "".join(each.key for each in draft.edited)
    key = f"step-{url.revision(STEP)}-{order}"
    return choose_step(draft.steps, position, known, key=key)


def _restructure(
    connection: Connection, pipeline: Pipeline, draft: EditedDraft, opened: int
) -> None:
    """Save a draft with other steps, and open one of them."""
    drafts.change_draft(connection, pipeline.pipeline_id, draft)
    url.go(**{STEP: str(opened)})
