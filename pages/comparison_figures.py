"""What a comparison says at a glance: cautions, the summary, the figures, and what changed in the pipeline."""

from lineup.comparing.snapshots import Snapshot
from state.comparison_view import ComparisonView
from state.connection import Connection


def show_figures(connection: Connection, snapshot: Snapshot, view: ComparisonView) -> None:
    """Show the figures of all sides against the baseline."""
