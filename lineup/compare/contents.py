"""What a side has to compare: its text, its extracted fields, its segments; and why it has nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lineup.compare.kinds import View
from lineup.compare.segments import Segment, segments_of
from lineup.compare.shapes import is_too_deep
from lineup.compare.sides import Side, SideState, Standing
from lineup.compare.views import available_views
from lineup.contract.statuses import ExecutionStatus
from lineup.contract.wire import JsonObject


@dataclass(frozen=True)
class Contents:
    """What one side has; None is what it doesn't have. `views` are those its text can be read from, best first."""

    state: SideState
    text: JsonObject | None = None
    views: tuple[View, ...] = ()
    fields: JsonObject | None = None
    segments: tuple[Segment, ...] | None = None
    notes: tuple[str, ...] = ()


def contents_of(side: Side) -> Contents:
    """Return what the side has: of each sort, what its last step that gave any gave."""
    reason = _reason(side)
    if reason:
        return Contents(SideState(side.key, side.label, *reason))
    results = [side.results[index] for index in sorted(side.results, reverse=True)]
    text = next((result for result in results if available_views(result)), None)
    fields, note = _fields(results, side.label)
    segments = _segments(results)
    if text is None and fields is None and segments is None:
        sentence = note or "The result has no text, no fields and no segments."
        return Contents(SideState(side.key, side.label, Standing.EMPTY, sentence))
    return Contents(
        state=SideState(side.key, side.label, Standing.COMPARED),
        text=text,
        views=available_views(text) if text else (),
        fields=fields,
        segments=segments,
        notes=(note,) if note else (),
    )


def extracted_fields(side: Side) -> JsonObject | None:
    """Return the fields that the side extracted, to be scored against golden values; None without any."""
    return contents_of(side).fields


def _reason(side: Side) -> tuple[Standing, str] | None:
    """Return why a side can't be compared; None if it can be tried."""
    execution = side.execution
    if execution is None:
        return Standing.MISSING, side.gone or "It was not run on this document."
    if not execution.is_terminal:
        return Standing.RUNNING, "It has not ended yet."
    if execution.state is ExecutionStatus.FAILED:
        return (
            Standing.FAILED,
            execution.error_message or "It failed, and the server does not say why.",
        )
    if not side.results:
        return Standing.MISSING, side.gone or "Its results were not kept."
    return None


def _fields(results: list[JsonObject], label: str) -> tuple[JsonObject | None, str]:
    """Return the extracted fields, which come as an object or as its text, and a sentence where they can't be read."""
    for result in results:
        told = result.get("extraction_schema_json")
        if told is None or told == "":
            continue
        fields = _parsed(told)
        if not isinstance(fields, dict):
            return (
                None,
                f"The extracted fields of {label} are no JSON object and were not compared.",
            )
        if is_too_deep(fields):
            return (
                None,
                f"The extracted fields of {label} are nested too deep and were not compared.",
            )
        return fields, ""
    return None, ""


def _parsed(told: Any) -> Any:  # noqa: ANN401 (JSON)
    if not isinstance(told, str):
        return told
    try:
        return json.loads(told)
    except (ValueError, RecursionError):
        return None


def _segments(results: list[JsonObject]) -> tuple[Segment, ...] | None:
    for result in results:
        told = result.get("segmentation_results")
        if isinstance(told, list):
            told = {"segments": told}
        if isinstance(told, Mapping):
            return segments_of(dict(told))
    return None
