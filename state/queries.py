"""Cached reads: each raises ClientError, has limits, and is keyed by the server and the key's owner."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

import streamlit as st

from lineup.client import ClientError, ErrorKind
from lineup.contract.custom_processors import CustomProcessor
from lineup.contract.deliveries import Deliveries
from lineup.contract.eval_rubrics import EvalRubric
from lineup.contract.extension import Capabilities, ExecutionQuery, ExecutionRows
from lineup.contract.installed_processors import InstalledProcessors
from lineup.contract.pipelines import Pipeline, PipelineRate, PipelineVersion
from lineup.contract.records import ExecutionRecord
from state.clients import client_for
from state.connection import Connection, connection_fingerprint

_KEYED: dict[str | type[Any], Callable[[Any], Any]] = {Connection: connection_fingerprint}
_MOST_PIPELINES = 200


@st.cache_data(ttl=300, max_entries=8, show_spinner=False, hash_funcs=_KEYED)
def capabilities(connection: Connection) -> Capabilities | None:
    """Return what the server can do beyond the Pipelines API; None from one without our extension."""
    return client_for(connection).get_capabilities()


@st.cache_data(ttl=300, max_entries=8, show_spinner=False, hash_funcs=_KEYED)
def processors(connection: Connection) -> InstalledProcessors:
    """Return the server's processors with the schemas of their settings."""
    return client_for(connection).list_processors()


@st.cache_data(ttl=30, max_entries=8, show_spinner=False, hash_funcs=_KEYED)
def custom_processors(connection: Connection) -> list[CustomProcessor]:
    """Return the account's custom processors, as many as one answer holds."""
    return client_for(connection).list_custom_processors(limit=_MOST_PIPELINES).pipelines


@st.cache_data(ttl=30, max_entries=8, show_spinner=False, hash_funcs=_KEYED)
def rubrics(connection: Connection) -> list[EvalRubric]:
    """Return the rubrics that are not archived, as many as one answer holds."""
    return client_for(connection).list_rubrics(limit=_MOST_PIPELINES).rubrics


@st.cache_data(ttl=5, max_entries=8, show_spinner=False, hash_funcs=_KEYED)
def pipelines(connection: Connection) -> list[Pipeline]:
    """Return the saved pipelines that are not archived, as many as one answer holds."""
    return client_for(connection).list_pipelines(limit=_MOST_PIPELINES).pipelines


@st.cache_data(ttl=5, max_entries=64, show_spinner=False, hash_funcs=_KEYED)
def pipeline(connection: Connection, pipeline_id: str) -> Pipeline:
    """Return one pipeline, saved or not."""
    return client_for(connection).get_pipeline(pipeline_id)


@st.cache_data(ttl=5, max_entries=64, show_spinner=False, hash_funcs=_KEYED)
def versions(connection: Connection, pipeline_id: str) -> list[PipelineVersion]:
    """Return the pipeline's published versions, newest first."""
    return client_for(connection).list_versions(pipeline_id).versions


@st.cache_data(ttl=30, max_entries=64, show_spinner=False, hash_funcs=_KEYED)
def rate(connection: Connection, pipeline_id: str, processing_location: str | None) -> PipelineRate:
    """Return what the version that a run takes by default costs, in cents per 1,000 pages."""
    client = client_for(connection)
    return client.get_rate(pipeline_id, processing_location=processing_location)


@st.cache_data(ttl=30, max_entries=256, show_spinner=False, hash_funcs=_KEYED)
def version_rate(
    connection: Connection, pipeline_id: str, processing_location: str | None, version: int
) -> PipelineRate:
    """Return what one version costs, in cents per 1,000 pages; 0 is the draft."""
    return client_for(connection).get_version_rate(pipeline_id, version, processing_location)


@st.cache_data(ttl=1, max_entries=32, show_spinner=False, hash_funcs=_KEYED)
def execution_rows(connection: Connection, query_json: str) -> ExecutionRows:
    """Return one page of executions over all pipelines; the query is `ExecutionQuery` as JSON, which makes it a key."""
    query = ExecutionQuery.model_validate_json(query_json)
    return client_for(connection).list_execution_rows(query)


@st.cache_data(ttl=1, max_entries=32, show_spinner=False, hash_funcs=_KEYED)
def deliveries(connection: Connection, execution_id: str) -> Deliveries:
    """Return what became of the execution's webhooks."""
    return client_for(connection).list_deliveries(execution_id)


@st.cache_data(ttl=1, max_entries=32, show_spinner=False, hash_funcs=_KEYED)
def record(connection: Connection, execution_id: str) -> ExecutionRecord:
    """Return what happened to the execution beyond what the Pipelines API tells."""
    return client_for(connection).get_record(execution_id)


@st.cache_data(ttl=30, max_entries=64, show_spinner=False, hash_funcs=_KEYED)
def rubric(connection: Connection, rubric_id: int) -> EvalRubric:
    """Return a rubric as it is now, an archived one too."""
    return client_for(connection).get_rubric(rubric_id)


@st.cache_data(ttl=3_600, max_entries=128, max_size="128MB", show_spinner=False, hash_funcs=_KEYED)
def page_image(connection: Connection, lookup_key: str, page: int, width: int) -> bytes:
    """Return the JPEG of one 0-based page, raising ClientError NOT_FOUND where there is none."""
    answer = client_for(connection).get_thumbnails(lookup_key, width=width, page_range=str(page))
    if not answer.thumbnails:
        sentence = answer.error or "There is no image of this page."
        raise ClientError(ErrorKind.NOT_FOUND, sentence)
    try:
        return base64.b64decode(answer.thumbnails[0], validate=True)
    except binascii.Error as error:
        raise ClientError(ErrorKind.BAD_ANSWER, "The page's image can't be read.") from error
