"""The head of every page, and what is asked before it is drawn."""

from components.shell import draw_page_head
from lineup.client import ClientError
from lineup.contract.extension import Capabilities
from state import queries
from state.connection import Connection, current_connection


def open_page(title: str) -> tuple[Connection, Capabilities | None]:
    """Draw the head and return the connection and what its server can do, raising ClientError if it doesn't answer."""
    connection = current_connection()
    try:
        capabilities = queries.capabilities(connection)
    except ClientError:
        draw_page_head(title, connection.label, is_reachable=False)
        raise
    draw_page_head(title, connection.label, is_reachable=True)
    return connection, capabilities


def open_page_of_workspace(
    title: str,
) -> tuple[Connection, Capabilities | None, ClientError | None]:
    """As `open_page`, for a page that has much to show without the server: why that doesn't answer is returned."""
    try:
        connection, capabilities = open_page(title)
    except ClientError as error:
        return current_connection(), None, error
    return connection, capabilities, None
