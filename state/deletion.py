"""Deleting results on the server, and forgetting those that the dashboard keeps."""

from datetime import datetime

from state import executions, queries
from state.clients import client_for
from state.connection import Connection
from state.features import find_record


def results_deleted_at(connection: Connection, execution_id: str) -> datetime | None:
    """Return when the execution's results were deleted, by whomever; None where they were not or the server can't tell."""
    record = find_record(connection, execution_id)
    deleted_at = None if record is None else record.results_deleted_at
    if deleted_at is not None:
        executions.forget_results(connection, execution_id)
    return deleted_at


def delete_results(connection: Connection, execution_id: str) -> None:
    """Delete the execution's results, raising ClientError, and forget what was read of them."""
    client_for(connection).delete_results(execution_id)
    executions.forget_results(connection, execution_id)
    queries.record.clear(connection, execution_id)
    queries.page_image.clear()  # of whichever pages and widths: the others are soon drawn again
