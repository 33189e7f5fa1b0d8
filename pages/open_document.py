"""What the parts of the difference reader are shown of: a comparison's open document."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.difference_order import listed
from lineup.compare.differences import Difference
from lineup.comparing.grid import grid_rows, listed_differences, narrowed
from lineup.comparing.grid_model import GridRow
from lineup.comparing.reading_model import ComparisonReading, ReadDocument
from lineup.comparing.snapshots import Snapshot
from lineup.workspace.verdicts import Judgement
from state import reading_place
from state.comparison_view import ComparisonView


@dataclass(frozen=True)
class OpenDocument:
    """The open document; `told` are its differences, `whole` those of form too, `shown` those that the choices leave."""

    snapshot: Snapshot
    view: ComparisonView
    read: ReadDocument
    whole: tuple[Difference, ...]
    told: tuple[Difference, ...]
    shown: tuple[Difference, ...]

    @property
    def judged(self) -> Mapping[str, Judgement]:
        """The verdicts that count, by the differences' ids."""
        return self.snapshot.reading.verdicts

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The documents in the grid's order."""
        return ordered_rows(self.snapshot, self.view)


def find_document(snapshot: Snapshot, view: ComparisonView) -> OpenDocument | None:
    """Return the document that is open; None if the comparison doesn't have it."""
    reading = snapshot.reading
    read = next((one for one in reading.documents if one.document.key == view.document), None)
    if read is None:
        return None
    whole = snapshot.derive(_with_form, view.document)
    told = tuple(one for one in whole if one.is_real or view.with_form)
    shown = listed(
        told,
        reading.verdicts,
        sort=reading_place.sort(),
        is_unjudged=reading_place.is_unjudged_only(),
    )
    return OpenDocument(snapshot, view, read, whole, told, shown)


def ordered_rows(snapshot: Snapshot, view: ComparisonView) -> tuple[GridRow, ...]:
    """Return the documents that the grid shows, in its order."""
    return narrowed(snapshot.derive(grid_rows), view.narrowing)


def _with_form(reading: ComparisonReading, document: str) -> tuple[Difference, ...]:
    return listed_differences(reading, document, with_form=True)
