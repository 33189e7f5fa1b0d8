"""The workspace that the settings name, and its comparisons as they were last read, shared by all sessions."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lineup.comparing.snapshots import Snapshot, Snapshots
from lineup.settings import Settings
from lineup.workspace.opening import Workspace, open_workspace

_PATIENCE_SECONDS = 0.5
_TOLD_EVERY_SECONDS = 0.3


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


def take_snapshot(opened: OpenWorkspace, comparison_id: str, sides: Sequence[str]) -> Snapshot:
    """Return a comparison as it stands, with a bar where many documents must be read first. Raises UnknownError."""
    bar = st.empty()
    began = told = time.monotonic()

    def tell(read: int, of: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - began > _PATIENCE_SECONDS and now - told > _TOLD_EVERY_SECONDS:
            told = now
            bar.progress(read / of, f"Comparing {of:,} documents: {read:,} done")

    snapshot = opened.snapshots.take(comparison_id, sides, tell)
    bar.empty()
    return snapshot


@st.cache_resource(max_entries=4, show_spinner=False, on_release=OpenWorkspace.close)
def _opened(data_dir: str, database_url: str | None) -> OpenWorkspace:  # noqa: ARG001 (the cache key)
    workspace = open_workspace(Settings())
    return OpenWorkspace(workspace, Snapshots(workspace))
