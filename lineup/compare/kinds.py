"""The closed sets that a difference is described by."""

from enum import StrEnum


class Kind(StrEnum):
    """What a difference is about."""

    TEXT = "text"
    """Words of a page."""
    MARKUP = "markup"
    """The same words, set differently: a heading's level, a list, emphasis."""
    MOVED = "moved"
    """A block of text that stands elsewhere."""
    PAGE = "page"
    """A page that some sides don't have."""
    CELL = "cell"
    """A cell of a table."""
    TABLE_ROW = "table_row"
    """A row of a table that some sides don't have."""
    TABLE_COLUMN = "table_column"
    """A column of a table that some sides don't have."""
    FIELD = "field"
    """An extracted value."""
    ROW = "row"
    """An item of an extracted list that some sides don't have."""
    ORDER = "order"
    """The order of an extracted list's items."""
    SEGMENT = "segment"
    """What a run of pages is said to be."""
    BOUNDARY = "boundary"
    """Where one segment ends and a like one begins."""

    @property
    def is_about_fields(self) -> bool:
        """Whether the difference lies in extracted values."""
        return self in {Kind.FIELD, Kind.ROW, Kind.ORDER}

    @property
    def is_about_segments(self) -> bool:
        """Whether the difference lies in how the document was split."""
        return self in {Kind.SEGMENT, Kind.BOUNDARY}


class State(StrEnum):
    """What a side has at a place; the ways of having nothing are kept apart."""

    VALUE = "value"
    EMPTY = "empty"
    """An empty text, list or object."""
    NULL = "null"
    """The side says that there is no value."""
    ABSENT = "absent"
    """The side has a result, and nothing at this place."""
    NO_RESULT = "no_result"
    """The side has no result to compare: it failed, or its results are gone."""


class Change(StrEnum):
    """What became of a place between the baseline and another side."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    SAME = "same"
    UNKNOWN = "unknown"
    """One of the two has no result."""


class View(StrEnum):
    """What a side's text was read from, best first (rulings 24)."""

    JSON = "json"
    CHUNKS = "chunks"
    PAGES = "pages"
    """Markdown or HTML with page separators."""
    WHOLE = "whole"
    """Markdown or HTML as one piece, without pages."""
