"""From a JSON Schema to the fields it asks for."""

from typing import Any

from lineup.contract.extraction_schemas import is_composed, require_schema
from lineup.contract.wire import JsonObject
from lineup.engine.processors.extract.schema.errors import SchemaError
from lineup.engine.processors.extract.schema.fields import (
    Field,
    FieldSchema,
    ListField,
    ObjectField,
    Scalar,
    ValueField,
    ValueType,
)
from lineup.engine.processors.extract.schema.folding import (
    MAX_DEPTH,
    Folded,
    Folder,
    RecursionFound,
    is_null,
)

MAX_FIELDS = 1_000
"""The most fields a schema may have, objects and lists included; a limit of ours."""

_TYPES = {each.value: each for each in ValueType if each is not ValueType.ANY}
_KNOWN_TYPES = {*_TYPES, "object", "array", "null"}


def read_schema(definition: JsonObject) -> FieldSchema:
    """Return the fields of a JSON Schema, or of a bare map from names to schemas. Raises SchemaError."""
    try:
        require_schema(definition)
    except ValueError as error:
        raise SchemaError(str(error)) from error
    reader = _Reader(definition)
    is_bare = "properties" not in definition and not is_composed(definition)
    root = (
        reader.read("", Folded({"properties": definition}))
        if is_bare
        else reader.read_node("", definition)
    )
    if not isinstance(root, ObjectField) or not root.properties:
        message = "it names no field: give a JSON Schema whose properties are the fields to extract"
        raise SchemaError(message)
    return FieldSchema(definition, root, tuple(dict.fromkeys(reader.notes)))


class _Reader:
    """Reads the nodes of one schema; `notes` gathers what can't be followed."""

    def __init__(self, root: JsonObject) -> None:
        self._folder = Folder(root)
        self.notes: list[str] = []
        self._count = 0
        self._depth = 0

    def read_node(
        self,
        name: str,
        node: Any,  # noqa: ANN401 (JSON)
        references: tuple[str, ...] = (),
    ) -> Field | None:
        """Return the field, or None for one that can't hold anything, or that is the schema again."""
        self._count += 1
        if self._count > MAX_FIELDS:
            message = f"it asks for more than {MAX_FIELDS:,} fields: ask for fewer, or split it over several steps"
            raise SchemaError(message)
        if is_null(node):
            return None
        self._depth += 1
        try:
            if self._depth > MAX_DEPTH:
                message = f"its fields are nested more than {MAX_DEPTH} levels deep: flatten it"
                raise SchemaError(message)
            return self.read(name, self._folder.fold(node, references))
        except RecursionFound:
            self.notes.append(
                f"The field {name!r} leads back to what it is part of: it is left out from there on."
            )
            return None
        finally:
            self._depth -= 1

    def read(self, name: str, node: Folded) -> Field | None:
        """Return the field that a folded node asks for."""
        description = _text(node.node.get("description") or node.node.get("title"))
        properties = node.node.get("properties")
        kind = self._kind(name, node.node)
        if kind == "object":
            parts = properties if isinstance(properties, dict) else {}
            read = (self.read_node(str(key), part, node.references) for key, part in parts.items())
            return ObjectField(name, description, tuple(part for part in read if part is not None))
        if kind == "array":
            item = self.read_node(name, _item_of(node.node), node.references)
            return None if item is None else ListField(name, item, description)
        return self._value(name, node.node, kind, description)

    def _kind(self, name: str, node: JsonObject) -> str:
        given = node.get("type")
        types = (
            [given] if isinstance(given, str) else list(given) if isinstance(given, list) else []
        )
        unknown = [each for each in types if str(each) not in _KNOWN_TYPES]
        if unknown:
            message = (
                f"the field {name[:60]!r} has the type {str(unknown[0])[:60]!r}, which JSON Schema doesn't know: "
                f"choose from {', '.join(sorted(_KNOWN_TYPES))}"
            )
            raise SchemaError(message)
        types = [each for each in types if each != "null"]
        if "object" in types or (not types and isinstance(node.get("properties"), dict)):
            return "object"
        if "array" in types or (not types and "items" in node):
            return "array"
        return _one_of(types)

    def _value(self, name: str, node: JsonObject, kind: str, description: str) -> ValueField:
        given = [node["const"]] if "const" in node else node.get("enum")
        options = given if isinstance(given, list) else []
        enum: tuple[Scalar, ...] = tuple(
            each for each in options if isinstance(each, str | int | float)
        )
        self.notes += _contradictions(name, node, kind, enum)
        return ValueField(
            name=name,
            description=description,
            type=_TYPES.get(kind, ValueType.ANY),
            format=_text(node.get("format")),
            pattern=_text(node.get("pattern")),
            enum=enum,
        )


def _one_of(types: list[str]) -> str:
    if len(types) == 1:
        return types[0]
    return "number" if types and set(types) <= {"number", "integer"} else "any"


def _item_of(node: JsonObject) -> Any:  # noqa: ANN401 (JSON)
    """Return the schema of a list's items; of a tuple's, its first."""
    items = node.get("items", node.get("prefixItems", {}))
    if isinstance(items, list):
        return items[0] if items else {}
    return items


def _text(value: Any) -> str:  # noqa: ANN401 (JSON)
    return value if isinstance(value, str) else ""


def _contradictions(name: str, node: JsonObject, kind: str, enum: tuple[Scalar, ...]) -> list[str]:
    """Return sentences about demands that no value can meet together."""
    notes = []
    for low, high in (("minimum", "maximum"), ("minLength", "maxLength")):
        least, most = node.get(low), node.get(high)
        if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
            notes.append(
                f"The field {name!r} wants a {low} of {least} and a {high} of {most}: no value has both."
            )
    if kind in ("number", "integer") and enum and all(isinstance(each, str) for each in enum):
        notes.append(f"The field {name!r} is a {kind}, but its enum has only texts: no value fits.")
    return notes
