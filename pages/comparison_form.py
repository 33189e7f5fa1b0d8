"""The form of a new comparison."""

from lineup.contract.extension import Capabilities
from state.connection import Connection
from state.workspaces import OpenWorkspace


def edit_comparison(
    connection: Connection, capabilities: Capabilities | None, opened: OpenWorkspace
) -> None:
    """Draw the form, and the button that starts what it says."""
