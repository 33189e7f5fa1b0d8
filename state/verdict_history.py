"""What people decided in a comparison, read once for as long as nobody decides anything."""

from collections.abc import Sequence

import streamlit as st

from lineup.comparing.snapshots import Snapshot
from lineup.settings import Settings
from lineup.workspace.verdicts import Judgement
from state.workspaces import OpenWorkspace


def verdict_history(opened: OpenWorkspace, snapshot: Snapshot) -> Sequence[Judgement]:
    """Return all decisions of a comparison, oldest first."""
    settings = Settings()
    return _history(
        (str(settings.data_dir), settings.database_url),
        snapshot.reading.comparison.comparison_id,
        snapshot.revision.verdicts,
        opened,
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def _history(
    place: tuple[str, str | None],  # noqa: ARG001 (the cache key)
    comparison_id: str,
    revision: int,  # noqa: ARG001 (the cache key)
    _opened: OpenWorkspace,
) -> Sequence[Judgement]:
    return tuple(_opened.workspace.verdicts.history(comparison_id))
