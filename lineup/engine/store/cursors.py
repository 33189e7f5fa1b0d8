"""Cursors: where a page of a sorted list ended, as text that a client hands back unread."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, TypeAdapter

from lineup.engine.errors import InvalidRequest, Problem

Value = str | int | float | None
"""What a list is sorted by; None is a row that has no such value, and comes last."""

Kind = type[str] | type[int] | type[float]
"""Which values a list is sorted by, where there is one."""

_Id = Annotated[int, Field(ge=0, lt=2**63)]
_Number = Annotated[float, Field(allow_inf_nan=False)]
_Text = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]
_FORMS: dict[Kind, TypeAdapter[tuple[str, Value, int]]] = {
    str: TypeAdapter(tuple[str, _Text | None, _Id]),
    int: TypeAdapter(tuple[str, _Id | None, _Id]),
    float: TypeAdapter(tuple[str, _Number | None, _Id]),
}


@dataclass(frozen=True)
class Place:
    """Where a row stands in a sorted list: its value, and its id, which settles ties."""

    value: Value
    id: int


def write_cursor(sort: str, place: Place) -> str:
    """Return a cursor that says after which place of which order the next page begins."""
    text = json.dumps([sort, place.value, place.id], ensure_ascii=False)
    return urlsafe_b64encode(text.encode()).decode("ascii")


def read_cursor(cursor: str, sort: str, kind: Kind) -> Place:
    """Return the place in a cursor of a list that is sorted like this, raising InvalidRequest."""
    try:
        order, value, row_id = _FORMS[kind].validate_json(urlsafe_b64decode(cursor.encode("ascii")))
    except ValueError:
        order, value, row_id = "", None, 0
    if order != sort:
        message = (
            f"{cursor[:80]!r} is not a cursor of this list in this order: take next_cursor of the page before, or leave "
            "cursor away for the first page."
        )
        raise InvalidRequest(Problem(("query", "cursor"), message))
    return Place(value, row_id)
