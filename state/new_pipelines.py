"""Making pipelines, which takes two calls: one makes it, one names it and puts it on the list.

One that was made and could not be saved is kept for the session, and saved by the next press instead of a second one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from lineup.client import Client
from lineup.client.errors import found_or_none
from lineup.contract.pipelines import PipelineStep
from state import presses
from state.clients import client_for
from state.connection import Connection
from state.drafts import forget_reads
from state.presses import NEW, Done, Press
from state.selection import PIPELINE

_UNSAVED = "unsaved_pipelines"


@dataclass(frozen=True)
class _NewPipeline:
    """A pipeline to make; an empty name lets the server make one."""

    name: str
    steps: Sequence[PipelineStep]


def request_pipeline(
    number: int,
    connection: Connection,
    choices: Sequence[Sequence[PipelineStep]],
    position_key: str,
    name_key: str,
) -> None:
    """Write down that a pipeline is to be made.

    Choice and name are read from their widgets now: they may have changed after the button was drawn.
    """
    name = str(st.session_state.get(name_key) or "").strip()
    asked = _NewPipeline(name, choices[st.session_state.get(position_key) or 0])
    presses.request(number, Press(NEW, "Making the pipeline…", partial(_make, connection, asked)))


def unsaved_pipeline(connection: Connection) -> str | None:
    """Return the id of the pipeline that was made here and could not be saved."""
    return _unsaved().get(connection.fingerprint)


def _make(connection: Connection, asked: _NewPipeline) -> Done:
    """Make a pipeline, or give the unsaved one these steps; then save and open it."""
    client, unsaved = client_for(connection), _unsaved()
    made = _updated(client, unsaved.get(connection.fingerprint), asked)
    if made is None:
        made = client.create_pipeline(asked.steps).pipeline_id
    unsaved[connection.fingerprint] = made
    client.save_pipeline(made, asked.name)
    forget_reads(connection, made)
    del unsaved[connection.fingerprint]
    return Done(parameters={PIPELINE: made, "cursor": None})


def _updated(client: Client, pipeline_id: str | None, asked: _NewPipeline) -> str | None:
    """Return the id of the pipeline after it was given the steps; None if there is none, or none any more."""
    if pipeline_id is None:
        return None
    updated = found_or_none(partial(client.update_pipeline, pipeline_id, asked.steps))
    return None if updated is None else updated.pipeline_id


def _unsaved() -> dict[str, str]:
    """Return the ids by connection, to be changed in place."""
    unsaved: dict[str, str] = st.session_state.setdefault(_UNSAVED, {})
    return unsaved
