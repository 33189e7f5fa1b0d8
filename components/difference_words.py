"""What a difference is about, where it is, and what each side has there, in words."""

import re
from collections.abc import Sequence
from enum import StrEnum

from components.difference_sides import ShownSide, letters_text
from components.formatting import pages_text
from components.limits import cut_line
from lineup.compare.differences import Difference, Evidence, Reading
from lineup.compare.field_paths import ANY, path_parts
from lineup.compare.kinds import Kind, State
from lineup.compare.shortening import shortened

_MOST_ANCHOR = 60
_MOST_REASON = 120
_COLUMN_NUMBER = re.compile(r"^\d+=")
"""Before the cell by which a table's row is known; the column's number says nothing to people."""

KIND_WORDS = {
    Kind.TEXT: "Words",
    Kind.MARKUP: "Formatting",
    Kind.MOVED: "Moved",
    Kind.PAGE: "Missing page",
    Kind.CELL: "Table cell",
    Kind.TABLE_ROW: "Table row",
    Kind.TABLE_COLUMN: "Table column",
    Kind.FIELD: "Field",
    Kind.ROW: "List item",
    Kind.ORDER: "Order of items",
    Kind.SEGMENT: "Segment",
    Kind.BOUNDARY: "Segment boundary",
}
"""What each kind is called."""


class Sort(StrEnum):
    """What the differences of a document are narrowed to."""

    FIELDS = "fields"
    TEXT = "text"
    TABLES = "tables"
    SEGMENTS = "segments"
    MARKUP = "markup"


_SORTS = {
    Kind.FIELD: Sort.FIELDS,
    Kind.ROW: Sort.FIELDS,
    Kind.ORDER: Sort.FIELDS,
    Kind.TEXT: Sort.TEXT,
    Kind.MOVED: Sort.TEXT,
    Kind.PAGE: Sort.TEXT,
    Kind.CELL: Sort.TABLES,
    Kind.TABLE_ROW: Sort.TABLES,
    Kind.TABLE_COLUMN: Sort.TABLES,
    Kind.SEGMENT: Sort.SEGMENTS,
    Kind.BOUNDARY: Sort.SEGMENTS,
    Kind.MARKUP: Sort.MARKUP,
}
_SORT_WORDS = {Sort.MARKUP: "Formatting"}

_GONE = {
    Kind.FIELD: "the field is not there",
    Kind.ROW: "the item is not there",
    Kind.ORDER: "the list is not there",
    Kind.PAGE: "the page is not there",
    Kind.TABLE_ROW: "the row is not there",
    Kind.TABLE_COLUMN: "the column is not there",
    Kind.SEGMENT: "in no segment",
    Kind.TEXT: "no words here",
}


def sort_of(kind: Kind) -> Sort:
    """Return what a kind is narrowed by."""
    return _SORTS[kind]


def sort_words(sort: Sort) -> str:
    """Return a sort's name for people."""
    return _SORT_WORDS.get(sort, sort.capitalize())


def place_words(difference: Difference) -> str:
    """Return where a difference is: `grand_total`, `line_items, row 4, price`, `page 3`, `page 1, table 2, Amount`."""
    place = difference.place
    if difference.kind.is_about_fields:
        return path_words(own_path(difference))
    parts = [] if place.page is None else [_pages_words(difference)]
    if difference.kind in {Kind.CELL, Kind.TABLE_ROW, Kind.TABLE_COLUMN}:
        table, _, row = place.anchor.partition(": ")
        parts += [table, place.path, row and f"row {_short(_COLUMN_NUMBER.sub('', row))}"]
    return ", ".join(part for part in parts if part) or "the document"


def own_path(difference: Difference) -> str:
    """Return the path of the first side that has the place: the one under which a golden value is kept."""
    length = len(path_parts(difference.place.path))
    own = (one.path for one in difference.readings if len(path_parts(one.path)) == length)
    return next(own, difference.place.path)


def path_words(path: str) -> str:
    """Return a path as people read it, items counted from 1."""
    words = [
        f"row {part + 1}" if isinstance(part, int) else "rows" if part is ANY else part
        for part in path_parts(path)
    ]
    return ", ".join(words) or "all fields"


def state_words(difference: Difference, reading: Reading, side: ShownSide) -> str:
    """Return what a side has where it has no text to show; empty where it has one."""
    match reading.state:
        case State.NO_RESULT:
            return (
                f"no result: {cut_line(side.reason, _MOST_REASON)}"
                if side.reason
                else "nothing of this sort to compare"
            )
        case State.ABSENT:
            return _GONE.get(difference.kind, "not there")
        case State.NULL:
            return "says there is none"
        case State.EMPTY:
            return "empty"
        case State.VALUE:
            return "" if reading.text else "blank"


def evidence_words(evidence: Evidence | None, sides: Sequence[ShownSide]) -> str:
    """Return which readings the page's own text has; empty where nobody could look."""
    if evidence is None:
        return ""
    supported = [side.letter for side in sides if side.position in evidence.supported]
    if evidence.is_telling:
        return f"The page's own text supports {letters_text(supported)}."
    if supported:
        return (
            f"The page's own text has what {letters_text(supported)} read, so it does not decide."
        )
    return "The page's own text has none of the readings."


def reading_place(reading: Reading) -> str:
    """Return where a side read it: `page 3`, or that it gave no citation for a field."""
    if reading.page is not None:
        return pages_text([reading.page])
    is_field_value = bool(reading.path) and reading.is_there
    return "no citation" if is_field_value else ""


def _pages_words(difference: Difference) -> str:
    """Return the page, or the pages of a segment."""
    first = difference.place.page or 0
    if difference.kind is Kind.SEGMENT:
        spans = [one.value for one in difference.readings if isinstance(one.value, list)]
        first, last = spans[0] if spans else (first, first)
        return pages_text(range(first, last + 1))
    return pages_text([first])


def _short(text: str) -> str:
    return shortened(text, _MOST_ANCHOR)
