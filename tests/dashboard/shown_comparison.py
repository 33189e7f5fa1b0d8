"""A comparison's bands on a page of their own, with what they look at given by the test."""

from lineup.comparing.reading_model import ComparisonReading
from lineup.comparing.snapshots import Snapshot
from lineup.workspace.revisions import Revision

_shown: list[Snapshot] = []


def show(reading: ComparisonReading) -> Snapshot:
    """Have the page show a comparison from now on."""
    _shown[:] = [Snapshot(reading, Revision("", 0, 0))]
    return _shown[0]


def shown() -> Snapshot:
    """Return what the page is to show."""
    return _shown[0]


def figures_page() -> None:
    """The bands above the grid, as a script."""
    from pages.comparison_figures import show_figures  # noqa: PLC0415 (runs as a script of its own)
    from state.comparison_view import read_view  # noqa: PLC0415
    from tests.dashboard.shown_comparison import shown  # noqa: PLC0415

    show_figures(shown(), read_view())
