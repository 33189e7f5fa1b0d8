"""The grid of a comparison: documents × sides, narrowed by its counts."""

from lineup.comparing.snapshots import Snapshot
from state.comparison_view import ComparisonView


def show_grid(snapshot: Snapshot, view: ComparisonView) -> None:
    """Show the documents that the view leaves."""
