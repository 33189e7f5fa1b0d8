"""The differences of one document, one by one, beside its page."""

from lineup.comparing.snapshots import Snapshot
from state.comparison_view import ComparisonView
from state.connection import Connection
from state.workspaces import OpenWorkspace


def show_reader(
    connection: Connection, opened: OpenWorkspace, snapshot: Snapshot, view: ComparisonView
) -> None:
    """Show the open document's differences."""
