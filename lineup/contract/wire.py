"""What all wire models share: frozen, tolerant of unknown fields, times in UTC, money as exact cents."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer


def _hide_openness(schema: dict[str, Any]) -> None:
    """Leave `additionalProperties` out of a schema: that unknown fields are kept is this reader's affair."""
    schema.pop("additionalProperties", None)


class WireModel(BaseModel):
    """A frozen value read from or written to the API; fields it doesn't know are kept in `model_extra`."""

    model_config = ConfigDict(
        frozen=True, extra="allow", populate_by_name=True, json_schema_extra=_hide_openness
    )


def as_utc(moment: datetime) -> datetime:
    """Return the moment in UTC; the service writes some times without an offset, and means UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def cents_number(cents: Decimal) -> int | float:
    """Return cents as the JSON number the API writes: whole where it is whole."""
    return int(cents) if cents == cents.to_integral_value() else float(cents)


JsonObject = dict[str, Any]
"""A JSON object whose shape is the caller's or the server's own."""

PlainText = Annotated[str, Field(pattern=r"^[^\x00]*$")]
"""Text that a database can look for: Postgres takes no NUL."""

UtcDatetime = Annotated[datetime, AfterValidator(as_utc)]
"""A time with an offset, in UTC."""

Cents = Annotated[Decimal, PlainSerializer(cents_number, return_type=int | float, when_used="json")]
"""US cents, exact; a plain number in JSON."""
