"""Pipelines as a table."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

import pandas as pd
import streamlit as st

from components.draft_steps import steps_text
from components.formatting import ABSENT, money_text, time_text, version_text
from components.openable_table import OnOpen, draw_openable
from lineup.compare.config import diff_config
from lineup.contract.installed_processors import InstalledProcessors
from lineup.contract.pipelines import Pipeline, PipelineStep, PipelineVersion
from state.pipeline_rows import PipelineRow

_COLUMNS = {
    "Name": st.column_config.TextColumn(width="medium"),
    "Active": st.column_config.TextColumn(width="small"),
    "Draft": st.column_config.TextColumn(width="small"),
    "Versions": st.column_config.TextColumn(width="small", alignment="right"),
    "Steps": st.column_config.TextColumn(width="medium"),
    "Per 1,000 pages": st.column_config.TextColumn(width="small", alignment="right"),
    "Last change": st.column_config.TextColumn(width="small"),
}


def draw_pipelines(
    rows: Sequence[PipelineRow],
    known: InstalledProcessors,
    moment: tuple[datetime, tzinfo],
    *,
    key: str,
    on_open: OnOpen,
) -> None:
    """Draw the rows; choosing one calls back. `moment` is now, and the zone in which times are told."""
    ids = [row.pipeline.pipeline_id for row in rows]
    frame = pipelines_frame(rows, known, *moment)
    draw_openable(frame, ids, _COLUMNS, name="Pipelines", key=key, on_open=on_open)


def pipelines_frame(
    rows: Sequence[PipelineRow], known: InstalledProcessors, now: datetime, zone: tzinfo
) -> pd.DataFrame:
    """Return the rows as a table, times as seen from now."""
    return pd.DataFrame(
        {
            "Name": [row.pipeline.title for row in rows],
            "Active": [active_text(row.pipeline) for row in rows],
            "Draft": [_draft(row) for row in rows],
            "Versions": [_count(row) for row in rows],
            "Steps": [steps_text(_steps(row), known) for row in rows],
            "Per 1,000 pages": [money_text(row.cents) for row in rows],
            "Last change": [_changed(row.pipeline, now, zone) for row in rows],
        }
    )


def active_text(pipeline: Pipeline) -> str:
    """Return the active version's name, or that nothing is published."""
    return version_text(pipeline.active_version) if pipeline.active_version else "none yet"


def draft_state(pipeline: Pipeline, active: PipelineVersion | None) -> str:
    """Return in a few words how the draft stands to the active version."""
    if active is None:
        return "not published" if pipeline.active_version == 0 else ABSENT
    if diff_config(active.steps, pipeline.steps).is_same:
        return f"as {version_text(active.version)}"
    return f"differs from {version_text(active.version)}"


def active_of(pipeline: Pipeline, versions: Sequence[PipelineVersion]) -> PipelineVersion | None:
    """Return the active version; None where nothing is published or it isn't among those told."""
    return next((each for each in versions if each.version == pipeline.active_version), None)


def _steps(row: PipelineRow) -> Sequence[PipelineStep]:
    """Return the steps that the price is of: the active version's, the draft's where nothing is published."""
    active = active_of(row.pipeline, row.versions or ())
    return active.steps if active else row.pipeline.steps


def _draft(row: PipelineRow) -> str:
    return draft_state(row.pipeline, active_of(row.pipeline, row.versions or ()))


def _count(row: PipelineRow) -> str:
    return ABSENT if row.versions is None else f"{len(row.versions):,}"


def _changed(pipeline: Pipeline, now: datetime, zone: tzinfo) -> str:
    return time_text(pipeline.updated or pipeline.created, now, zone)
