"""What a step that translates to ISO may be set to."""

from typing import Annotated

from pydantic import Field, StringConstraints

from lineup.engine.processors.convert.settings import RenderSettings
from lineup.engine.processors.iso_values.conventions import DateOrder, DecimalMark
from lineup.engine.processors.iso_values.findings import Kind

CurrencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Symbol = Annotated[str, StringConstraints(min_length=1, max_length=10)]


class IsoSettings(RenderSettings):
    """Which kinds of values are translated, and what the document doesn't say itself.

    `date_order` and `decimal_mark` hold where a value could be read in two ways; `unknown` goes by the document's clear
    cases. `currencies` gives the ISO 4217 code that an unclear symbol means here, such as `{"$": "CAD"}`.
    """

    kinds: Annotated[
        tuple[Kind, ...],
        Field(
            title="What is translated",
            description="The kinds of values that are written anew.",
            min_length=1,
        ),
    ] = tuple(Kind)
    date_order: Annotated[
        DateOrder,
        Field(
            title="Order of dates",
            description="What comes first in 03/04/2026; unknown goes by the document's clear cases.",
        ),
    ] = DateOrder.UNKNOWN
    decimal_mark: Annotated[
        DecimalMark,
        Field(
            title="Decimal mark",
            description="What sets the fraction off in 1,234 or 1.234; unknown goes by the document's clear cases.",
        ),
    ] = DecimalMark.UNKNOWN
    currencies: Annotated[
        dict[Symbol, CurrencyCode],
        Field(
            title="Currencies of unclear symbols",
            description='The ISO 4217 code that a symbol means here, such as {"$": "CAD"}.',
            max_length=20,
        ),
    ] = Field(default_factory=dict)
