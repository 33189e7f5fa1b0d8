"""One pipeline in full: its head, its draft, its versions, and what differs between any two of them."""

from collections.abc import Sequence

import streamlit as st

from components.failure import draw_failure
from components.pipeline_header import (
    choose_archiving,
    choose_name,
    draw_pipeline_header,
    draw_pipeline_links,
)
from components.pipelines_table import active_of, draft_state
from lineup.client import ClientError
from lineup.compare.config import diff_config
from lineup.contract.installed_processors import InstalledProcessors
from lineup.contract.pipelines import DRAFT, Pipeline, PipelineVersion
from pages.draft import show_draft
from pages.publishing import show_publishing
from pages.versions import show_versions
from state import pipeline_changes, queries, rates
from state.connection import Connection
from state.drafts import current_draft


def show_pipeline(connection: Connection, pipeline_id: str, known: InstalledProcessors) -> None:
    """Show the pipeline, raising ClientError where there is none."""
    pipeline = queries.pipeline(connection, pipeline_id)
    draft = current_draft(connection, pipeline)
    head = st.container()
    draft = show_draft(connection, pipeline, draft, known)
    pipeline = queries.pipeline(connection, pipeline_id)  # as it is after what was typed is saved
    versions = _versions(connection, pipeline)
    with head:
        _show_head(connection, pipeline, versions)
    show_publishing(connection, pipeline, draft, versions)
    show_versions(connection, pipeline, draft, versions, known)


def _versions(connection: Connection, pipeline: Pipeline) -> list[PipelineVersion]:
    """Return the versions, read anew if the active one isn't among those that were read a moment ago."""
    versions = queries.versions(connection, pipeline.pipeline_id)
    if pipeline.active_version == DRAFT or active_of(pipeline, versions) is not None:
        return versions
    queries.versions.clear(connection, pipeline.pipeline_id)
    return queries.versions(connection, pipeline.pipeline_id)


def _show_head(
    connection: Connection, pipeline: Pipeline, versions: Sequence[PipelineVersion]
) -> None:
    active = active_of(pipeline, versions)
    numbers = [active.version, DRAFT] if active else [DRAFT]
    told = rates.told_rates(connection, pipeline, versions, numbers)
    draw_pipeline_header(pipeline, draft_state(pipeline, active), told)
    differs = active is None or not diff_config(active.steps, pipeline.steps).is_same
    _show_actions(connection, pipeline, differs=differs)


def _show_actions(connection: Connection, pipeline: Pipeline, *, differs: bool) -> None:
    """Show where the pipeline leads, and what changes it as a whole."""
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_pipeline_links(pipeline, differs=differs)
        name = choose_name(pipeline, key=f"rename-{pipeline.name}")
        is_archived = choose_archiving(pipeline, key=f"archive-{pipeline.archived}")
    try:
        if name is not None:
            pipeline_changes.rename(connection, pipeline.pipeline_id, name)
            st.rerun()
        if is_archived:
            change = pipeline_changes.unarchive if pipeline.archived else pipeline_changes.archive
            change(connection, pipeline.pipeline_id)
            st.rerun()
    except ClientError as error:
        draw_failure(error)
