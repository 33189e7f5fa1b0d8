"""What many differences are called together: of several kinds, or of one kind at one path."""

from collections.abc import Sequence

from components.difference_words import KIND_WORDS, path_words
from lineup.compare.differences import Difference
from lineup.compare.kinds import Kind

_UNCOUNTED = {Kind.TEXT, Kind.MARKUP, Kind.ORDER}
"""Kinds that have no plural: `4 text`."""


def kinds_text(kinds: Sequence[tuple[Kind, int]]) -> str:
    """Return `3 fields, 4 text`; empty without any."""
    return ", ".join(f"{count:,} {_counted(kind, count)}" for kind, count in kinds)


def group_title(example: Difference) -> str:
    """Return what alike differences are about: `Field: total`, `Words, of form only (case)`."""
    path = f": {path_words(example.place.path)}" if example.place.path else ""
    form = f", of form only ({', '.join(example.alike_by)})" if example.alike_by else ""
    return f"{KIND_WORDS[example.kind]}{path}{form}"


def _counted(kind: Kind, count: int) -> str:
    word = _WORDS[kind]
    return word if count == 1 or kind in _UNCOUNTED else _PLURALS.get(kind, f"{word}s")


_WORDS = {
    Kind.TEXT: "text",
    Kind.MARKUP: "markup",
    Kind.MOVED: "moved block",
    Kind.PAGE: "page",
    Kind.CELL: "table cell",
    Kind.TABLE_ROW: "table row",
    Kind.TABLE_COLUMN: "table column",
    Kind.FIELD: "field",
    Kind.ROW: "list item",
    Kind.ORDER: "order",
    Kind.SEGMENT: "segment",
    Kind.BOUNDARY: "boundary",
}
_PLURALS = {Kind.BOUNDARY: "boundaries"}
