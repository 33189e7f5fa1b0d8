"""What a fill step may be set to (contract §3.6)."""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from lineup.contract.page_ranges import PageRangeText
from lineup.engine.processors.form_hints import PAGES, SELDOM_SET

MAX_FIELDS = 1_000
MAX_VALUE = 20_000

Scalar = bool | int | float | str
Text = Annotated[str, Field(max_length=MAX_VALUE)]


class FieldValue(BaseModel):
    """What is to be written, and what the field is about, in words that help to find it.

    A list chooses several options where the form allows that; null and an empty text write nothing.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    value: (
        bool
        | int
        | float
        | Text
        | Annotated[tuple[bool | int | float | Text, ...], Field(max_length=100)]
        | None
    )
    description: Annotated[str, Field(max_length=2_000)] = ""

    @model_validator(mode="before")
    @classmethod
    def _take_bare_value(cls, given: object) -> object:
        return given if isinstance(given, dict) else {"value": given}

    @field_validator("description", mode="before")
    @classmethod
    def _take_none(cls, given: object) -> object:
        return "" if given is None else given


Key = Annotated[str, Field(min_length=1, max_length=200)]


class FillSettings(BaseModel):
    """The values by keys of the user's own, words about all of them, and how sure a match must be (0 to 1).

    Unknown keys are kept.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    field_data: Annotated[
        dict[Key, FieldValue],
        Field(
            title="Values",
            description="By keys of your own: the value, and what the field is about.",
            min_length=1,
            max_length=MAX_FIELDS,
            examples=[{"full_name": {"value": "", "description": "The person's full name"}}],
        ),
    ]
    context: Annotated[
        Annotated[str, Field(max_length=10_000)] | None,
        Field(title="Context", description="What the form is about, in a few words."),
    ] = None
    confidence_threshold: Annotated[
        float,
        Field(
            title="Least sureness",
            description="How sure it must be that a field is meant, from 0 to 1.",
            ge=0,
            le=1,
            allow_inf_nan=False,
        ),
    ] = 0.5
    page_range: Annotated[
        PageRangeText | None,
        Field(
            title="Pages",
            description="Which pages, counted from 0, such as 0,2-4.",
            json_schema_extra={**PAGES, **SELDOM_SET},
        ),
    ] = None

    @field_validator("field_data", mode="before")
    @classmethod
    def _read_json(cls, given: object) -> object:
        """Take the data as JSON text too, as the service's own client sends it."""
        if not isinstance(given, str):
            return given
        try:
            return json.loads(given)
        except (ValueError, RecursionError) as error:
            message = "field_data is a text that is no JSON"
            raise ValueError(message) from error
