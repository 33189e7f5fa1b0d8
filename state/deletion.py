"""Deleting results on the server, and forgetting those that the dashboard keeps."""

from datetime import datetime

from lineup.client import ClientError
from lineup.contract.extension import Feature
from state import executions, queries
from state.clients import client_for
from state.connection import Connection


def has_feature(connection: Connection, feature: Feature) -> bool:
    """Whether the server can do something beyond the Pipelines API, raising ClientError if it doesn't answer."""
    capabilities = queries.capabilities(connection)
    return capabilities is not None and capabilities.has(feature)


def results_deleted_at(connection: Connection, execution_id: str) -> datetime | None:
    """Return when the execution's results were deleted, by whomever; None where they were not or the server can't tell."""
    if not has_feature(connection, Feature.RECORD):
        return None
    try:
        deleted_at = queries.record(connection, execution_id).results_deleted_at
    except ClientError:
        return None
    if deleted_at is not None:
        executions.forget_results(connection, execution_id)
    return deleted_at


def delete_results(connection: Connection, execution_id: str) -> None:
    """Delete the execution's results, raising ClientError, and forget what was read of them."""
    client_for(connection).delete_results(execution_id)
    executions.forget_results(connection, execution_id)
    queries.record.clear(connection, execution_id)
    queries.page_image.clear()  # of whichever pages and widths: the others are soon drawn again
