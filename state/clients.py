"""The client of a connection, shared by all sessions that use the same server and key."""

import streamlit as st

from lineup.client import Client
from state.connection import Connection, connection_fingerprint


@st.cache_resource(
    max_entries=8,
    show_spinner=False,
    hash_funcs={Connection: connection_fingerprint},
    on_release=Client.close,
)
def client_for(connection: Connection) -> Client:
    """Return the connection's client, raising ClientError for an address or a key that can't be one."""
    return Client(connection.base_url, connection.api_key, team=connection.team)
