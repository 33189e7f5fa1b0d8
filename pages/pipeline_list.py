"""The list of pipelines, and the making of a new one."""

import hashlib
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from components.list_pages import ListPosition, draw_position, turn_pages
from components.new_pipeline import draw_unsaved, edit_new_pipeline
from components.pipeline_templates import pipeline_templates
from components.pipelines_table import draw_pipelines
from components.shell import page_address
from lineup.contract.installed_processors import InstalledProcessors
from pages.pressing import show_problem
from state import presses, url
from state.browser import time_zone
from state.connection import Connection
from state.new_pipelines import request_pipeline, unsaved_pipeline
from state.pipeline_rows import PAGE_ROWS, PipelineRows, pipeline_rows
from state.presses import NEW
from state.selection import PIPELINE, open_pipeline


def show_pipelines(connection: Connection, known: InstalledProcessors) -> None:
    """Show one page of the saved pipelines, and above it what a new one can begin with."""
    offset = url.number("cursor") or 0
    found = pipeline_rows(connection, offset)
    if offset and not found.rows:  # an address of a page that the list doesn't have
        offset = 0
        found = pipeline_rows(connection, offset)
    show_problem(NEW)
    unsaved = unsaved_pipeline(connection)
    if unsaved is not None:
        draw_unsaved(page_address("pipelines", {PIPELINE: unsaved}))
    templates = pipeline_templates(known)
    create = partial(
        request_pipeline,
        presses.press_number(),
        connection,
        [template.steps for template in templates],
    )
    with st.expander("New pipeline", expanded=not found.total, icon=":material/add:"):
        edit_new_pipeline(templates, known, key="new", on_create=create)
    if found.rows:
        _show_rows(found, offset, known)
    elif not found.total:
        st.markdown("**There are no pipelines yet.** Choose above what the first one begins with.")
    _turn(found, offset)


def _show_rows(found: PipelineRows, offset: int, known: InstalledProcessors) -> None:
    ids = "".join(row.pipeline.pipeline_id for row in found.rows)
    revision = hashlib.sha256(ids.encode()).hexdigest()[:12]
    moment = (datetime.now(UTC), time_zone())
    draw_pipelines(found.rows, known, moment, key=f"pipelines-{revision}", on_open=open_pipeline)
    draw_position(ListPosition(offset, len(found.rows), found.total, noun="pipeline"))


def _turn(found: PipelineRows, offset: int) -> None:
    following = offset + PAGE_ROWS
    passed = [str(begin) for begin in range(PAGE_ROWS, following, PAGE_ROWS)]
    turned = turn_pages(passed, str(following) if following < found.total else None, key="turn")
    if turned != passed:
        url.go(cursor=turned[-1:])
