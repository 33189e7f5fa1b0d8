"""Fields that must have been found, and the schema that they must be valid by."""

from collections.abc import Iterator, Mapping
from typing import Any

from lineup.contract.eval_checks import RequiredFields, SchemaValidity
from lineup.contract.wire import JsonObject
from lineup.engine.evals.items import Item, NotScored, failed, passed
from lineup.engine.evals.subject import Subject
from lineup.engine.schema_validation import SchemaProblem, schema_problems


def check_required_fields(check: RequiredFields, subject: Subject) -> Iterator[Item]:
    """Yield each field that must be there: whether it has a value. Raises NotScored where none is named."""
    extraction = subject.extracted
    paths = check.fields or _required(subject.schema)
    if not paths:
        message = "Neither the rule nor the step's schema names a field."
        raise NotScored(message)
    for path in paths:
        found = extraction.at(path)
        if not found:
            yield failed(f"{path} is missing")
        for name, value, place in found:
            yield failed(f"{name} is missing", place) if _is_missing(value) else passed(place)


def check_schema_validity(_check: SchemaValidity, subject: Subject) -> Iterator[Item]:
    """Yield each field of the schema's top level, and what else is wrong. Raises NotScored without a usable schema.

    A field that is null was not found (contract §4.5): that is wrong only where the schema requires the field and no null.
    """
    extraction, schema = subject.extracted, _as_object_schema(subject.schema)
    try:
        found = {each.path for each in schema_problems(_without_nulls(extraction.values), schema)}
        problems = [
            each for each in schema_problems(extraction.values, schema) if each.path in found
        ]
    except ValueError as error:
        message = f"The step's schema can't be used: {error}"
        raise NotScored(message) from error
    names = {**dict.fromkeys(_properties(schema)), **dict.fromkeys(extraction.values)}
    for name in names:
        own = [problem for problem in problems if problem.path.partition(".")[0] == name]
        place = extraction.place(name)
        yield failed(_text(own), place) if own else passed(place)
    general = [p for p in problems if p.path.partition(".")[0] not in names]
    if general:
        yield failed(_text(general))


def _without_nulls(value: Any) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(value, dict):
        return {name: _without_nulls(each) for name, each in value.items() if each is not None}
    return [_without_nulls(each) for each in value] if isinstance(value, list) else value


def _text(problems: list[SchemaProblem]) -> str:
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"{problems[0].path or 'the extraction'}: {problems[0].message}{more}"


def _required(schema: JsonObject | None) -> list[str]:
    if schema is None:
        return []
    required = schema.get("required")
    named = (
        [name for name in required if isinstance(name, str)] if isinstance(required, list) else []
    )
    return named or list(_properties(_as_object_schema(schema)))


def _as_object_schema(schema: JsonObject | None) -> JsonObject:
    """Return the schema, a bare map of fields as the `properties` that it means; raises NotScored without one."""
    if schema is None:
        message = "The step has no schema of its own to go by."
        raise NotScored(message)
    return schema if "properties" in schema else {"type": "object", "properties": schema}


def _properties(schema: JsonObject) -> Mapping[str, Any]:
    properties = schema.get("properties")
    return properties if isinstance(properties, dict) else {}


def _is_missing(value: object) -> bool:
    return value is None or value in ("", [], {})
