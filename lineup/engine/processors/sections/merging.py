"""The results of a document's sections as one (rulings 8). That there is one, and its shape, is our decision.

`extraction_schema_json` has the schema's shape: of each field the surest value that a section found, of those alike the
first; objects field by field, lists one after another; what stands beside a field (`_citations`, `_meta`, `_score`) goes with its value. Each
section's own result stands under `sections`, so nothing is lost where two of them differ.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lineup.contract.wire import JsonObject

EXTRACTION = "extraction_schema_json"
BESIDE = ("_citations", "_meta", "_score")
"""The endings of the keys that belong to the field before them (contract §4.5)."""

_LEVELS = {"high": 5, "medium": 3, "low": 2}
"""What a level is worth beside a score of 1 to 5."""

_MOST_TOLD = 10


def merge_fields(results: Sequence[JsonObject]) -> JsonObject:
    """Return the fields of several extractions by one schema as one."""
    merged: JsonObject = {}
    for name in _names(results):
        merged |= _merged_field(name, [result for result in results if name in result])
    return merged


def differing_fields(results: Sequence[JsonObject]) -> list[str]:
    """Return the names of single values of which several sections found different ones, in their order."""
    differing = []
    for name in _names(results):
        values = [result[name] for result in results if result.get(name) is not None]
        is_single = not any(isinstance(value, dict | list) for value in values)
        if is_single and any(value != values[0] for value in values):
            differing.append(name)
    return differing


def differing_text(names: Sequence[str]) -> list[str]:
    """Return the sentence about fields that differ; none where no field does."""
    if not names:
        return []
    more = f" and {len(names) - _MOST_TOLD} more" if len(names) > _MOST_TOLD else ""
    listed = ", ".join(names[:_MOST_TOLD]) + more
    return [
        f"The sections have different values for {listed}: the surest is shown here, each section shows its own."
    ]


def _names(results: Iterable[JsonObject]) -> list[str]:
    """Return the names of fields in the order in which they come first, without what stands beside them."""
    names = dict.fromkeys(name for result in results for name in result)
    return [name for name in names if not _is_beside(name, names)]


def _is_beside(name: str, names: Iterable[str]) -> bool:
    return any(name.endswith(end) and name.removesuffix(end) in names for end in BESIDE)


def _merged_field(name: str, results: Sequence[JsonObject]) -> JsonObject:
    values = [result[name] for result in results]
    if any(isinstance(value, list) for value in values):
        return _listed(name, [result for result in results if isinstance(result[name], list)])
    chosen = max(results, key=lambda result: _sureness(name, result))  # the first of those alike
    merged = {name: chosen[name], **_beside(name, chosen)}
    objects = [value for value in values if isinstance(value, dict)]
    return merged | ({name: merge_fields(objects)} if isinstance(chosen[name], dict) else {})


def _listed(name: str, results: Sequence[JsonObject]) -> JsonObject:
    filled = [result for result in results if result[name]] or [results[0]]
    items = [item for result in results for item in result[name]]
    beside = _beside(name, filled[0])
    citations = f"{name}{BESIDE[0]}"
    if citations in beside:
        cited = [each for result in filled for each in result.get(citations) or []]
        beside[citations] = list(dict.fromkeys(map(str, cited)))
    return {name: items, **beside}


def _beside(name: str, result: JsonObject) -> JsonObject:
    return {f"{name}{end}": result[f"{name}{end}"] for end in BESIDE if f"{name}{end}" in result}


def _sureness(name: str, result: JsonObject) -> tuple[bool, float]:
    """Return whether there is a value, and how sure that is said to be."""
    meta, score = result.get(f"{name}_meta"), result.get(f"{name}_score")
    level = _LEVELS.get(str(meta.get("confidence")), 0) if isinstance(meta, dict) else 0
    told = score.get("score") if isinstance(score, dict) else None
    return _is_found(result[name]), told if isinstance(told, int | float) else level


def _is_found(value: Any) -> bool:  # noqa: ANN401 (any JSON)
    return any(_leaves(value))


def _leaves(value: Any) -> Iterator[bool]:  # noqa: ANN401 (any JSON)
    """Yield whether each value in it, however deep, is one."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if not _is_beside(name, value):
                yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value is not None
