"""Publishing the draft, and throwing it away."""

from collections.abc import Sequence

import streamlit as st

from components.failure import draw_failure
from components.pipelines_table import active_of
from components.publishing import (
    choose_discard,
    choose_publishing,
    edit_description,
    why_not_published,
)
from lineup.client import ClientError
from lineup.compare.config import diff_config
from lineup.contract.pipelines import Pipeline, PipelineVersion
from state import pipeline_changes
from state.connection import Connection
from state.drafts import is_as_shown
from state.edited_draft import EditedDraft


def show_publishing(
    connection: Connection,
    pipeline: Pipeline,
    draft: EditedDraft,
    versions: Sequence[PipelineVersion],
) -> None:
    """Show how the draft becomes a version, or goes; what can't be done now says why."""
    active, latest = (
        active_of(pipeline, versions),
        max((each.version for each in versions), default=0),
    )
    number = active.version if active else 0
    is_same = active is not None and diff_config(active.steps, pipeline.steps).is_same
    why_not = why_not_published(
        is_saved=draft.is_saved,
        is_same=is_same,
        active=number,
        has_newer=draft.newer is not None,
    )
    st.markdown("#### Publish")
    description = edit_description(key=f"publish-{latest}-description")
    with st.container(horizontal=True, vertical_alignment="center"):
        is_published = choose_publishing(why_not, latest + 1, key=f"publish-{latest}")
        is_kept = is_same and draft.is_saved
        is_discarded = bool(number) and choose_discard(
            number, can=not is_kept and draft.newer is None, key=f"discard-{draft.revision}"
        )
    if not is_published and not is_discarded:
        return
    try:
        if is_as_shown(connection, pipeline.pipeline_id, draft):
            _change(connection, pipeline, description if is_published else None)
    except ClientError as error:
        draw_failure(error)
    else:
        st.rerun()


def _change(connection: Connection, pipeline: Pipeline, description: str | None) -> None:
    """Publish the draft under a description, or throw it away where there is none."""
    if description is None:
        pipeline_changes.reset_draft(connection, pipeline.pipeline_id, None)
    else:
        pipeline_changes.publish(connection, pipeline.pipeline_id, description)
