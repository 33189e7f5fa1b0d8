"""Saved extraction schemas (contract §1.6). What the API's text leaves open is decided here."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import from_json

from lineup.contract.stored_json import require_storable
from lineup.contract.wire import JsonObject, UtcDatetime, WireModel

MAX_NAME = 200
"""The longest name of a saved schema or a rubric, in characters."""

MAX_TEXT = 5_000
"""The longest description of a saved schema or a rubric, in characters; a limit of ours."""

ShortName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME)
]
"""A name as its author gives it, without the spaces around it."""

LongText = Annotated[str, StringConstraints(max_length=MAX_TEXT)]
"""A description."""


def require_schema(value: JsonObject) -> JsonObject:
    """Return what says which fields to extract, raising ValueError for anything else.

    That is a JSON Schema with `properties`, or a bare map from names of fields to their schemas, which the official
    SDK's samples write (contract §3.3). What a schema that refers to its definitions names is not looked into.
    """
    if is_composed(value):
        return value
    fields = value.get("properties", value)
    if not isinstance(fields, dict) or not fields:
        message = "it names no field: give a JSON Schema whose properties are the fields to extract"
        raise ValueError(message)
    wrong = next((name for name, field in fields.items() if not isinstance(field, dict)), None)
    if wrong is not None:
        message = f'the field {wrong[:60]!r} is no schema: write it as an object, such as {{"type": "string"}}'
        raise ValueError(message)
    return value


def is_composed(value: JsonObject) -> bool:
    """Whether the schema's own fields stand in its definitions, as generators write it for models that refer to themselves."""
    unions = (value.get(key) for key in ("allOf", "anyOf", "oneOf"))
    is_reference = isinstance(value.get("$ref"), str)
    return "properties" not in value and (
        is_reference or any(isinstance(union, list) for union in unions)
    )


def _parsed(value: Any) -> Any:  # noqa: ANN401 (JSON, or a text of it)
    if not isinstance(value, str):
        return value
    try:
        return from_json(value)
    except ValueError as error:
        message = "it is a text, but not one of JSON"
        raise ValueError(message) from error


SchemaJson = Annotated[
    JsonObject,
    BeforeValidator(_parsed, json_schema_input_type=JsonObject | str),
    AfterValidator(require_storable),
    AfterValidator(require_schema),
]
"""A schema as it is sent: an object, or a text of it; kept and given back as an object, otherwise unchanged."""


class SchemaVersion(WireModel):
    """An earlier version of a saved schema, as it was when the next one was made."""

    version: int
    name: str | None = None
    description: str | None = None
    definition: Annotated[JsonObject, Field(alias="schema_json")]
    updated: UtcDatetime | None = None


class ExtractionSchema(WireModel):
    """A saved schema in its present version; `version_history` has the earlier ones, oldest first, None without any."""

    id: int | None = None
    schema_id: str
    name: str
    description: str | None = None
    definition: Annotated[JsonObject, Field(alias="schema_json")]
    version: int = 1
    version_history: list[SchemaVersion] | None = None
    archived: bool = False
    created: UtcDatetime | None = None
    updated: UtcDatetime | None = None


class ExtractionSchemaList(WireModel):
    """One page of saved schemas, the latest first, and how many there are in all."""

    schemas: list[ExtractionSchema]
    total: int


class NewExtractionSchema(WireModel):
    """The body that saves a schema."""

    name: ShortName
    definition: Annotated[SchemaJson, Field(alias="schema_json")]
    description: LongText | None = None


class ExtractionSchemaChange(WireModel):
    """The body that changes a saved schema; what is None or not given stays.

    The current version is changed in place, unless `create_new_version` asks to keep it in the history and count up.
    """

    name: ShortName | None = None
    description: LongText | None = None
    definition: Annotated[SchemaJson | None, Field(alias="schema_json")] = None
    archived: bool | None = None
    create_new_version: Annotated[bool, Field(strict=True)] = False
