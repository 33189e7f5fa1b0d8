"""Deleting an execution's results, wherever a page shows them."""

import streamlit as st

from components.failure import draw_failure
from components.result_deletion import choose_deletion, draw_results_deleted
from lineup.client import ClientError
from lineup.contract.executions import Execution
from lineup.contract.extension import Feature
from state import deletion
from state.browser import time_zone
from state.connection import Connection
from state.features import has_feature


def show_deleted(connection: Connection, execution: Execution) -> bool:
    """Show that the results were deleted, and return whether they were."""
    deleted_at = deletion.results_deleted_at(connection, execution.execution_id)
    if deleted_at is not None:
        draw_results_deleted(deleted_at, time_zone())
    return deleted_at is not None


def show_deletion(connection: Connection, execution: Execution) -> None:
    """Show the button that deletes the results, where the server can do that."""
    if not has_feature(connection, Feature.DELETE_RESULTS):
        return
    if not choose_deletion(key="delete-results"):
        return
    try:
        deletion.delete_results(connection, execution.execution_id)
    except ClientError as error:
        draw_failure(error)
    else:
        st.rerun()
