"""Making pipelines, and what changes one beside its draft's steps. Each raises ClientError.

A press on "Create" is written down first and carried out while the page is drawn, so that a second click makes no second
pipeline.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lineup.compare.config import diff_config
from lineup.contract.pipelines import PipelineStep
from state.clients import client_for
from state.connection import Connection
from state.drafts import begin_anew, forget_reads

_PRESSES = "create_presses"
_REQUESTED = "requested_pipeline"


@dataclass(frozen=True)
class NewPipeline:
    """A pipeline to make; an empty name lets the server make one."""

    name: str
    steps: Sequence[PipelineStep]


def press_number() -> int:
    """Return how often a pipeline was asked for in this session."""
    presses: int = st.session_state.get(_PRESSES, 0)
    return presses


def request_pipeline(
    press: int, choices: Sequence[Sequence[PipelineStep]], position_key: str, name_key: str
) -> None:
    """Write down what a press asks for; a second report of the same press is ignored.

    Choice and name are read from their widgets now: they may have changed after the button was drawn.
    """
    if press == press_number():
        st.session_state[_PRESSES] = press + 1
        name = str(st.session_state.get(name_key) or "").strip()
        steps = choices[st.session_state.get(position_key) or 0]
        st.session_state[_REQUESTED] = NewPipeline(name, steps)


def carry_out_creation(connection: Connection) -> str | None:
    """Make the pipeline that was asked for, once, and return its id; None if none was."""
    asked: NewPipeline | None = st.session_state.pop(_REQUESTED, None)
    if asked is None:
        return None
    client = client_for(connection)
    made = client.create_pipeline(asked.steps)
    client.save_pipeline(made.pipeline_id, asked.name)
    forget_reads(connection, made.pipeline_id)
    return made.pipeline_id


def rename(connection: Connection, pipeline_id: str, name: str) -> None:
    """Give the pipeline another name, which also puts an unsaved one on the list."""
    client_for(connection).save_pipeline(pipeline_id, name)
    forget_reads(connection, pipeline_id)


def archive(connection: Connection, pipeline_id: str) -> None:
    """Take the pipeline off the list."""
    client_for(connection).archive_pipeline(pipeline_id)
    forget_reads(connection, pipeline_id)


def unarchive(connection: Connection, pipeline_id: str) -> None:
    """Put the pipeline back on the list."""
    client_for(connection).unarchive_pipeline(pipeline_id)
    forget_reads(connection, pipeline_id)


def publish(connection: Connection, pipeline_id: str, description: str) -> None:
    """Publish the server's draft, unless it is the active version already: a second click publishes nothing again."""
    client = client_for(connection)
    pipeline = client.get_pipeline(pipeline_id)
    versions = client.list_versions(pipeline_id).versions
    active = next((each for each in versions if each.version == pipeline.active_version), None)
    if active is None or not diff_config(active.steps, pipeline.steps).is_same:
        client.create_version(pipeline_id, description.strip() or None)
    forget_reads(connection, pipeline_id)


def reset_draft(connection: Connection, pipeline_id: str, version: int | None) -> None:
    """Put a version's steps into the draft in place of its own; None takes the active version's."""
    pipeline = client_for(connection).discard_draft(pipeline_id, version)
    begin_anew(connection, pipeline_id, pipeline.steps)
