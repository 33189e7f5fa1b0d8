"""Findings as on the wire: the values, and beside each what its mode tells of it (contract §4.5).

`turbo` tells values only, `fast` citations and a score, `balanced` citations and `_meta`. In an object each key stands
beside its field, whatever the level; a list has its own beside it, and its items have theirs inside. That `_meta` has a
`confidence` is our addition.
"""

from collections.abc import Iterator
from statistics import mean
from typing import Any, assert_never

from lineup.contract.wire import JsonObject
from lineup.engine.processors.extract.backend import (
    Confidence,
    Finding,
    ListFinding,
    ObjectFinding,
    ValueFinding,
)
from lineup.engine.processors.extract.settings import ExtractionMode

_SCORES = {Confidence.HIGH: 5, Confidence.MEDIUM: 3, Confidence.LOW: 2}
_NOTHING = 1
_DOUBTS = {
    Confidence.HIGH: "",
    Confidence.MEDIUM: "Read with some doubt: another reading is possible.",
    Confidence.LOW: "Read with much doubt: check it on the page.",
}


def extraction_json(root: ObjectFinding, mode: ExtractionMode) -> JsonObject:
    """Return the `extraction_schema_json` of a result."""
    shaped: JsonObject = {}
    for name, finding in root.properties.items():
        shaped[name] = _value(finding, mode)
        for suffix, beside in _beside(finding, mode):
            if f"{name}{suffix}" not in root.properties:  # a field of the user's own goes first
                shaped[f"{name}{suffix}"] = beside
    return shaped


def score_average(root: ObjectFinding, mode: ExtractionMode) -> float | None:
    """Return the mean score of all values, in `fast` only: the others tell no scores."""
    scores = [_score(finding) for finding in _told(root)]
    return round(mean(scores), 2) if scores and mode is ExtractionMode.FAST else None


def _value(finding: Finding, mode: ExtractionMode) -> Any:  # noqa: ANN401 (JSON)
    match finding:
        case ValueFinding():
            return finding.value
        case ListFinding():
            return None if finding.items is None else [_value(each, mode) for each in finding.items]
        case ObjectFinding():
            return extraction_json(finding, mode)
        case _:
            assert_never(finding)


def _beside(finding: Finding, mode: ExtractionMode) -> Iterator[tuple[str, Any]]:
    if isinstance(finding, ObjectFinding) or mode is ExtractionMode.TURBO:
        return
    yield "_citations", list(finding.citations)
    if mode is ExtractionMode.FAST:
        yield "_score", {"score": _score(finding), "reasoning": finding.reason}
    else:
        yield "_meta", _meta(finding)


def _meta(finding: ValueFinding | ListFinding) -> JsonObject:
    is_found = _is_found(finding)
    feedback = (
        _DOUBTS[finding.confidence] if is_found else "Nothing in the document answers this field."
    )
    is_sure = is_found and finding.confidence is not Confidence.LOW
    return {
        "extraction_status": "EXTRACTED" if is_found else "NOT_RESOLVABLE",
        "reasoning": finding.reason,
        "citations": list(finding.citations),
        "confidence": finding.confidence.value,
        "verification": {
            "status": "PASS" if is_sure else "FAIL_UNRESOLVABLE",
            "feedback": feedback,
        },
    }


def _score(finding: ValueFinding | ListFinding) -> int:
    return _SCORES[finding.confidence] if _is_found(finding) else _NOTHING


def _is_found(finding: ValueFinding | ListFinding) -> bool:
    if isinstance(finding, ValueFinding):
        return finding.value is not None
    return finding.items is not None


def _told(finding: Finding) -> Iterator[ValueFinding | ListFinding]:
    """Yield the findings that have a score, items and parts included."""
    match finding:
        case ValueFinding():
            yield finding
        case ListFinding():
            yield finding
            for each in finding.items or ():
                yield from _told(each)
        case ObjectFinding():
            for each in finding.properties.values():
                yield from _told(each)
        case _:
            assert_never(finding)
