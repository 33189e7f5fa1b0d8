"""What a segment step is asked for: the five shapes of `segmentation_schema` (contract §3.4)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lineup.contract.wire import JsonObject

MAX_KINDS = 200
"""The most segments that may be named; a limit of ours."""

MAX_NAME, MAX_DESCRIPTION = 200, 4_000

AUTOMATIC, CUSTOM = "document_boundary", "custom"
_STRATEGY = "segmentation_strategy"
_LISTS = ("segments", "sections")
_EXAMPLE = '{"segments": [{"name": "Invoice", "description": "what it looks like"}]}'


@dataclass(frozen=True)
class SegmentKind:
    """A part that the document may have: what it is called, and what its author says of it."""

    name: str
    description: str = ""


@dataclass(frozen=True)
class SegmentPlan:
    """The parts to look for; without any the documents in the file are found by themselves."""

    kinds: tuple[SegmentKind, ...]
    warnings: tuple[str, ...] = ()

    @property
    def is_automatic(self) -> bool:
        """Whether the parts are found without being named."""
        return not self.kinds


def parse_schema(written: object) -> JsonObject:
    """Return the schema as an object, whether it came as one or as JSON text; raises ValueError with a sentence."""
    if isinstance(written, str):
        try:
            written = json.loads(written)
        except (ValueError, RecursionError) as error:
            message = f"it is text, but not JSON; write it like {_EXAMPLE}"
            raise ValueError(message) from error
    if not isinstance(written, dict):
        message = f"it must be an object; write it like {_EXAMPLE}"
        raise ValueError(message)  # noqa: TRY004 (pydantic makes a problem of the setting of it)
    return written


def read_plan(schema: Mapping[str, Any]) -> SegmentPlan:
    """Return what the schema asks for, raising ValueError with a sentence."""
    strategy = schema.get(_STRATEGY)
    named = next((key for key in _LISTS if isinstance(schema.get(key), list)), None)
    if named is None and isinstance(strategy, str) and set(schema) == {_STRATEGY}:
        return _without_names(strategy)
    if strategy is not None and strategy not in (AUTOMATIC, CUSTOM):
        message = f"the strategy {str(strategy)[:60]!r} is not known; there are {AUTOMATIC!r} and {CUSTOM!r}"
        raise ValueError(message)
    kinds = _listed(schema[named], named) if named else _mapped(schema)
    if not kinds:
        return _without_names(strategy or AUTOMATIC)
    _require_distinct(kinds)
    ignored = f"The strategy {AUTOMATIC!r} is not followed, as the schema names segments: their pages are looked for."
    return SegmentPlan(kinds, (ignored,) if strategy == AUTOMATIC else ())


def _without_names(strategy: str) -> SegmentPlan:
    if strategy == AUTOMATIC:
        return SegmentPlan(())
    message = (
        f"it names no segment; write it like {_EXAMPLE}, or ask for the strategy {AUTOMATIC!r}"
    )
    raise ValueError(message)


def _listed(entries: list[Any], key: str) -> tuple[SegmentKind, ...]:
    if len(entries) > MAX_KINDS:
        message = f"it names {len(entries):,} segments; at most {MAX_KINDS} can be told apart"
        raise ValueError(message)
    kinds = []
    for number, entry in enumerate(entries, start=1):
        name = entry.get("name") if isinstance(entry, dict) else entry
        description = entry.get("description") if isinstance(entry, dict) else None
        kinds.append(_kind(name, description, f"entry {number} of {key!r}"))
    return tuple(kinds)


def _mapped(schema: Mapping[str, Any]) -> tuple[SegmentKind, ...]:
    """Return the kinds of a map from name to description."""
    entries = [(name, value) for name, value in schema.items() if name != _STRATEGY]
    if not entries:
        message = f"it is empty; write it like {_EXAMPLE}, or ask for the strategy {AUTOMATIC!r}"
        raise ValueError(message)
    if len(entries) > MAX_KINDS:
        message = f"it names {len(entries):,} segments; at most {MAX_KINDS} can be told apart"
        raise ValueError(message)
    return tuple(
        _kind(
            name, value.get("description") if isinstance(value, dict) else value, f"{name[:60]!r}"
        )
        for name, value in entries
    )


def _kind(name: object, description: object, where: str) -> SegmentKind:
    if not isinstance(name, str) or not name.strip():
        message = f"{where} has no name; write it like {_EXAMPLE}"
        raise ValueError(message)
    if description is not None and not isinstance(description, str):
        message = f"the description of {where} must be text"
        raise ValueError(message)
    text = (description or "").strip()
    if len(name) > MAX_NAME or len(text) > MAX_DESCRIPTION:
        message = f"{where} is too long: a name has at most {MAX_NAME} characters, a description {MAX_DESCRIPTION:,}"
        raise ValueError(message)
    return SegmentKind(" ".join(name.split()), text)


def _require_distinct(kinds: tuple[SegmentKind, ...]) -> None:
    seen: set[str] = set()
    for kind in kinds:
        folded = kind.name.casefold()
        if folded in seen:
            message = f"the name {kind.name[:60]!r} stands twice; give each segment its own"
            raise ValueError(message)
        seen.add(folded)
