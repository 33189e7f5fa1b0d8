"""Error bodies: `{"detail": "text"}`, and the list form of a failed validation (contract §7.2)."""

from dataclasses import dataclass
from typing import Any

from lineup.contract.wire import WireModel


class ErrorAnswer(WireModel):
    """The body of a refusal: a sentence that says what to do."""

    detail: str


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field of a request; `field` is its name without the leading `body`."""

    field: str
    message: str


@dataclass(frozen=True)
class ErrorBody:
    """What a server said went wrong: a sentence, and the fields it blames."""

    message: str | None
    fields: tuple[FieldError, ...] = ()


def read_error_body(body: Any) -> ErrorBody:  # noqa: ANN401 (untyped JSON)
    """Return what a parsed error body says, however little that is."""
    if not isinstance(body, dict):
        return ErrorBody(message=body if isinstance(body, str) and body else None)
    detail = body.get("detail") or body.get("error")
    if isinstance(detail, list):
        fields = tuple(_read_field(item) for item in detail if isinstance(item, dict))
        sentences = " ".join(item for item in detail if isinstance(item, str))
        return ErrorBody(message=sentences or None, fields=fields)
    return ErrorBody(message=str(detail) if detail else None)


def _read_field(item: dict[str, Any]) -> FieldError:
    location = item.get("loc")
    parts = [str(part) for part in location] if isinstance(location, list | tuple) else []
    where = (
        parts[1:] if parts and parts[0] in {"body", "query", "path", "header", "cookie"} else parts
    )
    message = str(item.get("msg") or "is not valid").removeprefix("Value error, ")
    return FieldError(field=".".join(where), message=message)
