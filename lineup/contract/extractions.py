"""Extracted fields in a step result: each with what stands beside it, `_citations`, `_meta` and `_score` (contract §4.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lineup.contract.wire import JsonObject

BESIDE = ("_citations", "_meta", "_score")
"""The endings of the keys that tell of the field before them."""

_LEVELS = ((5, "high"), (3, "medium"), (0, "low"))
"""From which score of 1 to 5 a value is called what; balanced results of our engine say the word themselves."""

_DEEPEST = 40


@dataclass(frozen=True)
class ExtractedField:
    """A field: where it is, what was found, and what is said of that.

    `path` are the names of the objects it is in and its own. A field whose value is a list has its items in `value` as
    plain JSON, with nothing beside them, and what each of them was read from in `item_citations`. `level` is high, medium
    or low, None where nothing is said.
    """

    path: tuple[str, ...]
    value: Any
    citations: tuple[str, ...] = ()
    level: str | None = None
    reason: str = ""
    item_citations: tuple[tuple[str, ...], ...] = ()

    @property
    def name(self) -> str:
        """The path as text: `seller.address`."""
        return ".".join(self.path)

    @property
    def is_list(self) -> bool:
        """Whether the field holds a list."""
        return isinstance(self.value, list)

    @property
    def is_found(self) -> bool:
        """Whether there is a value at all."""
        return self.value is not None


def read_extraction(value: object) -> list[ExtractedField] | None:
    """Return the fields of a result's `extraction_schema_json` in their order; None where there is no object."""
    return list(_fields(value, (), _DEEPEST)) if isinstance(value, dict) else None


def plain_value(value: Any) -> Any:  # noqa: ANN401 (JSON in, JSON out)
    """Return a value without what stands beside the fields in it."""
    if isinstance(value, list):
        return [plain_value(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: plain_value(value[name]) for name in field_names(value)}


def field_names(fields: JsonObject) -> list[str]:
    """Return the names of an object's fields, without the keys that stand beside them."""
    return [name for name in fields if not _is_beside(name, fields)]


def _is_beside(name: str, fields: JsonObject) -> bool:
    return any(name.endswith(end) and name.removesuffix(end) in fields for end in BESIDE)


def _fields(fields: JsonObject, above: tuple[str, ...], depth: int) -> Iterator[ExtractedField]:
    for name in field_names(fields):
        value = fields[name]
        path = (*above, name)
        if isinstance(value, dict) and value and depth:
            yield from _fields(value, path, depth - 1)
        else:
            yield _field(path, value, fields, name)


def _field(path: tuple[str, ...], value: Any, fields: JsonObject, name: str) -> ExtractedField:  # noqa: ANN401 (JSON)
    meta = fields.get(f"{name}_meta")
    score = fields.get(f"{name}_score")
    meta = meta if isinstance(meta, dict) else {}
    score = score if isinstance(score, dict) else {}
    cited = fields.get(f"{name}_citations") or meta.get("citations")
    return ExtractedField(
        path=path,
        value=plain_value(value),
        citations=tuple(each for each in cited if isinstance(each, str))
        if isinstance(cited, list)
        else (),
        level=_level(meta, score.get("score")),
        item_citations=tuple(tuple(dict.fromkeys(_cited(item))) for item in value)
        if isinstance(value, list)
        else (),
        reason=_text(meta.get("reasoning")) or _text(score.get("reasoning")),
    )


def _cited(value: Any) -> Iterator[str]:  # noqa: ANN401 (JSON)
    """Yield the citations anywhere in an item of a list."""
    if isinstance(value, list):
        for each in value:
            yield from _cited(each)
    if isinstance(value, dict):
        for name in field_names(value):
            yield from _field((), None, value, name).citations
            yield from _cited(value[name])


def _level(meta: JsonObject, score: object) -> str | None:
    if isinstance(meta.get("confidence"), str):
        return str(meta["confidence"])
    if isinstance(score, int | float) and not isinstance(score, bool):
        return next((word for least, word in _LEVELS if score >= least), None)
    return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
