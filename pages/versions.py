"""The versions of a pipeline, and what differs between any two of them."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from components.config_diff import draw_config_diff
from components.failure import draw_failure
from components.version_history import (
    choose_restoring,
    choose_shown,
    choose_two,
    draw_versions,
    two_shown,
    versions_frame,
)
from lineup.client import ClientError
from lineup.compare.config import diff_config
from lineup.contract.installed_processors import InstalledProcessors
from lineup.contract.pipelines import Pipeline, PipelineVersion
from state import pipeline_changes, rates, url
from state.browser import time_zone
from state.connection import Connection
from state.drafts import is_as_shown
from state.edited_draft import EditedDraft

_FROM, _TO = "from", "to"
"""The URL's parameters that name the two versions whose difference is shown; 0 is the draft."""


def show_versions(
    connection: Connection,
    pipeline: Pipeline,
    draft: EditedDraft,
    versions: Sequence[PipelineVersion],
    known: InstalledProcessors,
) -> None:
    """Show the versions newest first, and the difference of two of them or of one and the draft."""
    st.markdown("#### Versions")
    if not versions:
        st.caption("Nothing is published yet: runs take the draft until then.")
        return
    shown = choose_shown(versions, key="all-versions")
    told = rates.told_rates(connection, pipeline, versions, [each.version for each in shown])
    moment = (datetime.now(UTC), time_zone())
    draw_versions(versions_frame(shown, pipeline.active_version, told, known, moment))
    _offer_restoring(connection, pipeline, draft, versions)
    st.markdown("#### What differs")
    _show_difference(pipeline, versions, known)


def _offer_restoring(
    connection: Connection,
    pipeline: Pipeline,
    draft: EditedDraft,
    versions: Sequence[PipelineVersion],
) -> None:
    """Offer to put a version's steps into the draft; a draft that somebody else changed meanwhile is shown first."""
    chosen = choose_restoring(
        versions,
        pipeline.active_version,
        can=draft.newer is None,
        key=f"restore-{pipeline.updated}",
    )
    if chosen is None:
        return
    try:
        if is_as_shown(connection, pipeline.pipeline_id, draft):
            pipeline_changes.reset_draft(connection, pipeline.pipeline_id, chosen)
    except ClientError as error:
        draw_failure(error)
    else:
        st.rerun()


def _show_difference(
    pipeline: Pipeline, versions: Sequence[PipelineVersion], known: InstalledProcessors
) -> None:
    asked = (url.number(_FROM), url.number(_TO))
    steps = rates.steps_by_version(pipeline, versions)
    active = steps.get(pipeline.active_version, pipeline.steps)
    differs = not diff_config(active, pipeline.steps).is_same
    shown = two_shown(asked, versions, pipeline.active_version, differs=differs)
    key = f"two-{shown}-{url.revision(_FROM, _TO)}"
    chosen = choose_two(versions, shown, pipeline.active_version, key=key)
    if chosen != shown:
        url.go(**{_FROM: str(chosen[0]), _TO: str(chosen[1])})
    diff = diff_config(steps[shown[0]], steps[shown[1]])
    draw_config_diff(diff, names=known.custom_names)
