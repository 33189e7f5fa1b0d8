"""What the parts of the difference reader are shown of: a comparison's open document."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.difference_order import documents_of_sort, listed, next_document, next_unjudged
from components.page_comparison import pages_of
from lineup.compare.differences import Difference
from lineup.comparing.grid import listed_differences, narrowed, read_grid
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
    def of_sort(self) -> tuple[Difference, ...]:
        """The differences of the chosen sort, judged or not."""
        return listed(self.told, (), sort=reading_place.sort())


def find_document(snapshot: Snapshot, view: ComparisonView) -> OpenDocument | None:
    """Return the document that is open; None if the comparison doesn't have it."""
    reading = snapshot.reading
    read = next((one for one in reading.documents if one.document.key == view.document), None)
    if read is None:
        return None
    whole = snapshot.derive(listed_differences, view.document)
    told = tuple(one for one in whole if one.is_real or view.with_form)
    shown = listed(
        told,
        reading.verdicts,
        sort=reading_place.sort(),
        is_unjudged=reading_place.is_unjudged_only(),
    )
    return OpenDocument(snapshot, view, read, whole, told, shown)


def page_count(document: OpenDocument) -> int:
    """Return how many pages there are to turn: as the document has, else as far as one is named."""
    return document.snapshot.derive(_page_count, document.view.document)


def next_place(document: OpenDocument, difference_id: str) -> tuple[str, str] | None:
    """Return the ids of the document and of the difference that is to be judged next; the latter empty for another document.

    None where all is judged.
    """
    following = next_unjudged(document.of_sort, document.judged, difference_id)
    if following is not None:
        return document.view.document, following.id
    row = next_row(document, is_unjudged=True)
    return (row.key, "") if row else None


def next_row(document: OpenDocument, *, is_unjudged: bool) -> GridRow | None:
    """Return the next document, in the grid's order, that has differences of the chosen sort, or such that nobody judged."""
    snapshot, view, sort = document.snapshot, document.view, reading_place.sort()
    rows = narrowed(snapshot.derive(read_grid).rows, view.narrowing)
    if sort is not None:
        keys = snapshot.derive(documents_of_sort, sort, is_unjudged)
        rows = tuple(row for row in rows if row.key in keys)
    return next_document(rows, view.document, is_unjudged=is_unjudged)


def _page_count(reading: ComparisonReading, document: str) -> int:
    read = next(one for one in reading.documents if one.document.key == document)
    known, comparison = read.known, read.measured.comparison
    counted = [
        *([known.pages] if known and known.pages else []),
        *(page + 1 for one in read.places for page in one.pages),
        *(page + 1 for difference in comparison.differences for page in pages_of(difference)),
        *(
            page + 1
            for split in comparison.segments
            for segment in split or ()
            for page in segment.pages
        ),
    ]
    return max(counted, default=1)
