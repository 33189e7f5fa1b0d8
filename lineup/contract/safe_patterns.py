"""Regular expressions that users write, matched in time that grows with the text only: no pattern can hang a worker.

They are matched by the engine of pydantic's core (Rust's `regex`), which has no look-around and no back-references.
"""

from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, StringConstraints, TypeAdapter, ValidationError
from pydantic_core import SchemaError

MAX_PATTERN = 300
"""The longest pattern, in characters; a limit of ours."""

MAX_SEARCHED = 5_000
"""How much of a text a pattern is looked for in, in characters: nested repetitions make every one of them dear."""


class PatternError(ValueError):
    """A pattern that can't be used; the text says why."""


def require_pattern(pattern: str) -> str:
    """Return the pattern, raising PatternError with a sentence where it can't be used."""
    _compiled(pattern)
    return pattern


def is_found(pattern: str, text: str) -> bool:
    """Whether the pattern matches anywhere in the text's first `MAX_SEARCHED` characters; raises PatternError."""
    try:
        _compiled(pattern).validate_python(text[:MAX_SEARCHED])
    except ValidationError:
        return False
    return True


@lru_cache(maxsize=128)
def _compiled(pattern: str) -> TypeAdapter[str]:
    if len(pattern) > MAX_PATTERN:
        message = f"the pattern has {len(pattern)} characters, and {MAX_PATTERN} are allowed"
        raise PatternError(message)
    try:
        constraints = StringConstraints(pattern=pattern)
        return TypeAdapter(Annotated[str, constraints])
    except SchemaError as error:
        reason = str(error).strip().rpartition("\n")[2].strip().removeprefix("error: ")
        message = f"the pattern {pattern[:60]!r} can't be used ({reason[:200]})"
        raise PatternError(message) from error


SafePattern = Annotated[str, AfterValidator(require_pattern)]
"""A pattern as it is sent."""
