"""Drafts that are being edited in this session: begun from the server, saved to it as they are typed.

What the server can't take yet stays here, and is kept for the next visit, so that nothing typed is lost; what somebody else wrote meanwhile is not
overwritten unless the person says so.
"""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from lineup.client import ClientError
from lineup.contract.pipelines import DRAFT, Pipeline, PipelineStep
from state import queries
from state.clients import client_for
from state.connection import Connection
from state.edited_draft import EditedDraft, are_same, begun, is_changed
from state.pipeline_rows import pipeline_rows
from state.unsaved_drafts import find_unsaved, keep_unsaved

_DRAFTS = "edited_drafts"


def current_draft(connection: Connection, pipeline: Pipeline) -> EditedDraft:
    """Return the draft as it is being edited, or was at an earlier visit; else begun anew.

    It is marked if somebody else changed it meanwhile.
    """
    draft = _drafts().get(_key(connection, pipeline.pipeline_id))
    if draft is None:
        draft = _begun_or_kept(connection, pipeline)
    if draft.newer is None and is_changed(draft, pipeline):
        forget_reads(connection, pipeline.pipeline_id)
        now = queries.pipeline(connection, pipeline.pipeline_id)
        return _keep(connection, pipeline.pipeline_id, _beside(draft, now))
    return draft


def change_draft(connection: Connection, pipeline_id: str, draft: EditedDraft) -> EditedDraft:
    """Keep what was typed, and save it if it can be read and nobody else changed the draft meanwhile."""
    kept = replace(draft, refusal=None)
    if kept.newer is None and kept.is_readable and not kept.is_saved:
        kept = _saved(connection, pipeline_id, kept)
    return _keep(connection, pipeline_id, kept)


def begin_anew(connection: Connection, pipeline_id: str, steps: Sequence[PipelineStep]) -> None:
    """Take the server's steps, and let go of what was typed."""
    draft = _drafts().get(_key(connection, pipeline_id))
    _keep(connection, pipeline_id, begun(steps, draft.revision + 1 if draft else 0))
    forget_reads(connection, pipeline_id)


def overrule(connection: Connection, pipeline_id: str, draft: EditedDraft) -> None:
    """Save what was typed over what somebody else wrote meanwhile."""
    base = draft.base if draft.newer is None else draft.newer
    mine = replace(draft, base=base, sent=base, newer=None)
    change_draft(connection, pipeline_id, mine)


def forget_reads(connection: Connection, pipeline_id: str) -> None:
    """Read all that is known of the pipeline anew from now on."""
    forget_draft(connection, pipeline_id)
    queries.versions.clear(connection, pipeline_id)


def forget_draft(connection: Connection, pipeline_id: str) -> None:
    """Read the draft, its price and the lists that have it anew from now on; what is published stays as it is."""
    queries.pipeline.clear(connection, pipeline_id)
    queries.pipelines.clear(connection)
    queries.rate.clear(connection, pipeline_id, None)
    queries.version_rate.clear(connection, pipeline_id, None, DRAFT)
    pipeline_rows.clear()


def is_as_shown(connection: Connection, pipeline_id: str, draft: EditedDraft) -> bool:
    """Whether the server's draft is the one that was begun with; read anew, because what follows can't be undone."""
    forget_reads(connection, pipeline_id)
    return not is_changed(draft, queries.pipeline(connection, pipeline_id))


def _begun_or_kept(connection: Connection, pipeline: Pipeline) -> EditedDraft:
    """Return the draft as this person typed it at an earlier visit, which the server is asked to take; else begun anew."""
    kept = find_unsaved(connection, pipeline.pipeline_id)
    if kept is not None:
        return change_draft(connection, pipeline.pipeline_id, kept)
    return _keep(connection, pipeline.pipeline_id, begun(pipeline.steps))


def _beside(draft: EditedDraft, now: Pipeline) -> EditedDraft:
    """Return the draft with what the server has now: nothing new if somebody else typed the same."""
    steps = tuple(now.steps)
    if not is_changed(draft, now):
        return draft
    if draft.is_readable and are_same(draft.steps, steps):
        return replace(draft, base=steps, sent=steps, refusal=None)
    return replace(draft, newer=steps)


def _saved(connection: Connection, pipeline_id: str, draft: EditedDraft) -> EditedDraft:
    """Return the draft as it is after asking the server to take it."""
    client = client_for(connection)
    try:
        now = client.get_pipeline(pipeline_id)
        if is_changed(draft, now):
            return _beside(draft, now)
        taken = client.update_pipeline(pipeline_id, draft.steps)
    except ClientError as error:
        return replace(draft, refusal=error)
    finally:
        forget_draft(connection, pipeline_id)
    return replace(draft, base=tuple(taken.steps), sent=tuple(draft.steps), typed=None)


def _drafts() -> dict[str, EditedDraft]:
    drafts: dict[str, EditedDraft] = st.session_state.setdefault(_DRAFTS, {})
    return drafts


def _keep(connection: Connection, pipeline_id: str, draft: EditedDraft) -> EditedDraft:
    _drafts()[_key(connection, pipeline_id)] = draft
    keep_unsaved(connection, pipeline_id, draft)
    return draft


def _key(connection: Connection, pipeline_id: str) -> str:
    return f"{connection.fingerprint}/{pipeline_id}"
