"""Extras of convert: further things to read or tell, asked for as a comma list (contract §3.2)."""

from enum import StrEnum


class Extra(StrEnum):
    """What may be asked for beside the usual output."""

    TRACK_CHANGES = "track_changes"
    EXTRACT_LINKS = "extract_links"
    TABLE_CELL_BBOXES = "table_cell_bboxes"
    TABLE_ROW_BBOXES = "table_row_bboxes"
    LIST_ITEM_BBOXES = "list_item_bboxes"
    CHART_UNDERSTANDING = "chart_understanding"
    INFOGRAPHIC = "infographic"
    NEW_BLOCK_TYPES = "new_block_types"


_NEEDS_MODEL = "needs a language model that looks at pictures, which convert has none of here"
NOTES = {
    Extra.CHART_UNDERSTANDING: (
        f"extras: chart_understanding {_NEEDS_MODEL}: charts stay pictures, with a table where the file holds their "
        "figures."
    ),
    Extra.INFOGRAPHIC: f"extras: infographic {_NEEDS_MODEL}: infographics stay pictures.",
    Extra.NEW_BLOCK_TYPES: "extras: new_block_types has no effect: there are no further types of blocks here.",
    Extra.TABLE_ROW_BBOXES: "extras: table_row_bboxes is out of date: the boxes of the cells are given instead.",
}
"""What people are told about extras that do less than their names say."""


def read_extras(asked: object) -> tuple[Extra, ...]:
    """Return the extras of a comma list or a list, each once. Raises ValueError with a sentence for one that isn't known."""
    parts = asked.split(",") if isinstance(asked, str) else asked
    if not isinstance(parts, (list, tuple)):
        message = "give the extras as a comma list, such as 'track_changes,extract_links'"
        raise ValueError(message)  # noqa: TRY004 (pydantic turns only this into a sentence)
    names = [str(part).strip().lower() for part in parts]
    wrong = next((name for name in names if name and name not in set(Extra)), None)
    if wrong is not None:
        message = f"{wrong!r} is not an extra: choose from {', '.join(Extra)}"
        raise ValueError(message)
    return tuple(dict.fromkeys(Extra(name) for name in names if name))
