"""What an extract step may be set to (contract §3.3)."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from lineup.contract.extraction_schemas import SchemaJson
from lineup.engine.processors.extract.schema.errors import SchemaError
from lineup.engine.processors.extract.schema.reading import read_schema


class ExtractionMode(StrEnum):
    """How much a result tells beside the values."""

    TURBO = "turbo"
    FAST = "fast"
    BALANCED = "balanced"


_OLDER_NAMES = {"accurate": ExtractionMode.BALANCED}
"""What `balanced` was called in the older set of names."""


class ExtractSettings(BaseModel):
    """The settings of an extract step. Unknown keys are kept.

    `mode` is how the document is read where extract is the first step; after a convert step nothing reads it.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    page_schema: SchemaJson | None = None
    schema_id: str | None = None
    schema_version: Annotated[int | None, Field(ge=1)] = None
    extraction_mode: ExtractionMode = ExtractionMode.BALANCED
    mode: str | None = None
    page_range: str | None = None
    max_pages: int | None = None
    output_format: str | None = None

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
