"""What an extract step may be set to (contract §3.3)."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from lineup.contract.extraction_schemas import SchemaJson
from lineup.engine.processors.extract.schema.errors import SchemaError
from lineup.engine.processors.extract.schema.reading import read_schema
from lineup.engine.processors.form_hints import OLDER_NAME, PAGES, SELDOM_SET


class ExtractionMode(StrEnum):
    """How much a result tells beside the values."""

    TURBO = "turbo"
    FAST = "fast"
    BALANCED = "balanced"


_OLDER_NAMES = {"accurate": ExtractionMode.BALANCED}
"""What `balanced` was called in the older set of names."""


_EXAMPLE = {
    "type": "object",
    "properties": {
        "invoice_number": {"type": "string", "description": "The number of the invoice"},
        "total": {"type": "number", "description": "The amount to be paid"},
    },
}


class ExtractSettings(BaseModel):
    """The settings of an extract step. Unknown keys are kept.

    `mode` is how the document is read where extract is the first step; after a convert step nothing reads it.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    page_schema: Annotated[
        SchemaJson | None,
        Field(
            title="Fields to extract",
            description="A JSON Schema: each field's name, type and description.",
            examples=[_EXAMPLE],
        ),
    ] = None
    schema_id: Annotated[
        str | None,
        Field(
            title="Saved schema",
            description="The id of a saved schema, instead of fields of the step's own.",
            json_schema_extra=SELDOM_SET,
        ),
    ] = None
    schema_version: Annotated[
        int | None,
        Field(
            title="Version of the saved schema",
            description="The latest one where nothing is set.",
            ge=1,
            json_schema_extra=SELDOM_SET,
        ),
    ] = None
    extraction_mode: Annotated[
        ExtractionMode,
        Field(
            title="What is told beside the values",
            description="Turbo tells values alone, fast their places and scores too, balanced how sure each value is.",
        ),
    ] = ExtractionMode.BALANCED
    mode: Annotated[
        str | None,
        Field(
            title="Reading mode",
            description="How the document is read where extract is the first step: fast, balanced or accurate.",
            json_schema_extra=SELDOM_SET,
        ),
    ] = None
    page_range: Annotated[
        str | None,
        Field(
            title="Pages",
            description="Which pages, counted from 0, such as 0,2-4, where extract is the first step.",
            json_schema_extra={**PAGES, **SELDOM_SET},
        ),
    ] = None
    max_pages: Annotated[int | None, Field(title="Most pages", json_schema_extra=OLDER_NAME)] = None
    output_format: Annotated[
        str | None, Field(title="Output format", json_schema_extra=OLDER_NAME)
    ] = None

    @field_validator("extraction_mode", mode="before")
    @classmethod
    def _know_the_mode(cls, mode: object) -> object:
        if mode not in [*ExtractionMode, *_OLDER_NAMES]:
            message = f"{mode!r} is not an extraction mode: choose 'turbo', 'fast' or 'balanced'"
            raise ValueError(message)
        return _OLDER_NAMES.get(str(mode), mode)

    @model_validator(mode="after")
    def _know_what_to_extract(self) -> Self:
        if self.page_schema is not None and self.schema_id is not None:
            message = "page_schema and schema_id exclude each other: give one of them"
            raise ValueError(message)
        if self.page_schema is None and self.schema_id is None:
            message = "it doesn't say what to extract: give a page_schema, or the schema_id of a saved schema"
            raise ValueError(message)
        if self.schema_version is not None and self.schema_id is None:
            message = "schema_version goes with schema_id: give that too, or leave it out"
            raise ValueError(message)
        return self

    @field_validator("page_schema")
    @classmethod
    def _read_the_schema(cls, schema: SchemaJson | None) -> SchemaJson | None:
        try:
            if schema is not None:
                read_schema(schema)
        except SchemaError as error:
            message = f"the schema can't be used: {error}"
            raise ValueError(message) from error
        return schema
