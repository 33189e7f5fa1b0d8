"""The list of pipelines, each with its versions and its price."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import streamlit as st

from lineup.client import Client, ClientError
from lineup.contract.pipelines import Pipeline, PipelineVersion
from state.clients import client_for
from state.connection import Connection, connection_fingerprint

PAGE_ROWS = 25
_AT_ONCE = 6


@dataclass(frozen=True)
class PipelineRow:
    """A pipeline, its versions newest first, and what the version that runs by default costs in cents per 1,000 pages.

    Versions and price are None where the server doesn't tell them.
    """

    pipeline: Pipeline
    versions: tuple[PipelineVersion, ...] | None
    cents: Decimal | None


@dataclass(frozen=True)
class PipelineRows:
    """One page of the list, and how many pipelines there are in all."""

    rows: tuple[PipelineRow, ...]
    total: int


@st.cache_data(
    ttl=5,
    max_entries=32,
    show_spinner=False,
    hash_funcs={Connection: connection_fingerprint},
)
def pipeline_rows(connection: Connection, offset: int) -> PipelineRows:
    """Return one page of the saved pipelines that are not archived, raising ClientError."""
    client = client_for(connection)
    found = client.list_pipelines(limit=PAGE_ROWS, offset=offset)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        rows = tuple(pool.map(partial(_row, client), found.pipelines))
    return PipelineRows(rows, found.total)


def _row(client: Client, pipeline: Pipeline) -> PipelineRow:
    """Return the row; one call that fails must not take the list away."""
    try:
        versions = tuple(client.list_versions(pipeline.pipeline_id).versions)
    except ClientError:
        versions = None
    try:
        cents = client.get_rate(pipeline.pipeline_id).rate_per_1000_pages_cents
    except ClientError:
        cents = None
    return PipelineRow(pipeline, versions, cents)
