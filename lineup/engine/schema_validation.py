"""Validating values by schemas that users write: nothing is fetched, and no pattern or reference can hang a worker."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend
from referencing import Registry

from lineup.contract.safe_patterns import PatternError, is_found
from lineup.contract.wire import JsonObject

_MOST_PROBLEMS = 100
_MOST_WORDS = 200
_MOST_STEPS = 30_000
"""How many references, unions and conditions are followed for one value."""

_BRANCHING = (
    "$ref",
    "$dynamicRef",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "contains",
    "dependentSchemas",
    "properties",
    "items",
)


@dataclass(frozen=True)
class SchemaProblem:
    """What is wrong with a value: where, as names and numbers joined by dots, empty for all of it, and what.

    What is missing is where it should be.
    """

    path: str
    message: str


def schema_problems(value: object, schema: JsonObject) -> list[SchemaProblem]:
    """Return what is wrong with the value, at most a hundred things. Raises ValueError for a schema that can't be used.

    References to anything outside of the schema can't. `format` is a hint. What goes by a pattern that can't be matched
    safely, and names of properties by patterns, are passed over.
    """
    try:
        validator = _validator_class()(schema, registry=Registry())
        errors = list(islice(validator.iter_errors(value), _MOST_PROBLEMS))
    except (RecursionError, _EntangledError) as error:
        message = "its parts refer to one another without end, or nearly so"
        raise ValueError(message) from error
    except Exception as error:  # whatever a schema that is none makes of the validator
        message = "it is no valid JSON Schema, or refers to what is not in it"
        raise ValueError(message) from error
    return [_problem(error) for error in errors]


class _EntangledError(Exception):
    """A schema of parts that multiply."""


def _problem(error: ValidationError) -> SchemaProblem:
    parts = [str(part) for part in error.absolute_path]
    if error.validator == "required":
        # what a schema requires need not be a name: null can be written there, and is what is missing then
        missing = [each for each in error.validator_value if error.message.startswith(repr(each))]
        parts += [str(each) for each in missing[:1]]
    return SchemaProblem(".".join(parts), error.message[:_MOST_WORDS])


def _pattern(_validator: Any, pattern: Any, value: Any, _schema: Any) -> Iterator[ValidationError]:  # noqa: ANN401 (jsonschema's own signature)
    if not isinstance(value, str) or not isinstance(pattern, str):
        return
    try:
        is_match = is_found(pattern, value)
    except PatternError:
        return
    if not is_match:
        yield ValidationError("the text does not match the schema's pattern")


def _additional(validator: Any, allowed: Any, value: Any, schema: Any) -> Iterator[ValidationError]:  # noqa: ANN401 (jsonschema's own signature)
    if "patternProperties" not in schema:
        yield from Draft202012Validator.VALIDATORS["additionalProperties"](
            validator, allowed, value, schema
        )


def _pass_over(*_arguments: Any) -> Iterator[ValidationError]:  # noqa: ANN401 (jsonschema's own signature)
    return iter(())


def _validator_class() -> Any:  # noqa: ANN401 (jsonschema makes classes at run time)
    """Return a validator whose steps are counted: a few nested unions can ask for more of them than a life has time for."""
    left = iter(range(_MOST_STEPS))

    def counted(keyword: str) -> Callable[..., Iterator[ValidationError]]:
        original = Draft202012Validator.VALIDATORS[keyword]

        def check(*arguments: Any) -> Iterator[ValidationError]:  # noqa: ANN401 (jsonschema's own signature)
            if next(left, None) is None:
                raise _EntangledError
            return iter(original(*arguments) or ())

        return check

    own = {
        "pattern": _pattern,
        "patternProperties": _pass_over,
        "additionalProperties": _additional,
        "unevaluatedProperties": _pass_over,
        "unevaluatedItems": _pass_over,
    }
    return extend(Draft202012Validator, {name: counted(name) for name in _BRANCHING} | own)
