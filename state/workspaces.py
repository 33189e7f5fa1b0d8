"""The workspace that the settings name, and its comparisons as they were last read, shared by all sessions."""

from dataclasses import dataclass

import streamlit as st

from lineup.comparing.snapshots import Snapshots
from lineup.settings import Settings
from lineup.workspace.opening import Workspace, open_workspace


@dataclass(frozen=True)
class OpenWorkspace:
    """A workspace that is open, and its comparisons as they were last read."""

    workspace: Workspace
    snapshots: Snapshots

    def close(self) -> None:
        """Close all connections."""
        self.workspace.close()


def current_workspace() -> OpenWorkspace:
    """Return the workspace, raising StartError where it can't be opened."""
    settings = Settings()
    return _opened(str(settings.data_dir), settings.database_url)


@st.cache_resource(max_entries=4, show_spinner=False, on_release=OpenWorkspace.close)
def _opened(data_dir: str, database_url: str | None) -> OpenWorkspace:  # noqa: ARG001 (the cache key)
    workspace = open_workspace(Settings())
    return OpenWorkspace(workspace, Snapshots(workspace))
