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

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)] = tuple(Kind)
    date_order: DateOrder = DateOrder.UNKNOWN
    decimal_mark: DecimalMark = DecimalMark.UNKNOWN
    currencies: Annotated[dict[Symbol, CurrencyCode], Field(max_length=20)] = Field(
        default_factory=dict
    )
