"""From a model's answer to findings: each value with its places, and how far the deterministic backend agrees."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from lineup.contract.safe_patterns import PatternError, is_found
from lineup.engine.processors.extract.backend import (
    Confidence,
    Finding,
    ListFinding,
    ObjectFinding,
    ValueFinding,
)
from lineup.engine.processors.extract.llm.grounding import Places, is_same
from lineup.engine.processors.extract.schema.fields import (
    Field,
    ListField,
    ObjectField,
    Scalar,
    ValueField,
)

_MOST_CITATIONS = 10

AGREED = "The language model and the deterministic backend read the same."
ALONE = "Read by the language model, and found in the document's text."
DIFFERENT = "Read by the language model; the deterministic backend reads {other!r} instead."
UNFOUND = "Answered by the language model, but not found in the document's text: check it."
KEPT = "The language model found nothing; read by the deterministic backend."
NOTHING = "Neither the language model nor the deterministic backend found it."


@dataclass(frozen=True)
class Reader:
    """Judges values by what the model was shown."""

    places: Places

    def finding(self, field: Field, answer: Any, baseline: Finding | None) -> Finding:  # noqa: ANN401 (JSON)
        """Return what was found for a field; `baseline` is what the deterministic backend found for it."""
        match field:
            case ValueField():
                return self._value(field, answer, baseline)
            case ObjectField():
                return self._object(field, answer, baseline)
            case ListField():
                return self._list(field, answer, baseline)
            case _:
                assert_never(field)

    def _value(self, field: ValueField, answer: Any, baseline: Finding | None) -> ValueFinding:  # noqa: ANN401 (JSON)
        other = baseline if isinstance(baseline, ValueFinding) else ValueFinding()
        value = _cleaned(field, answer)
        if value is None:
            return _without(other)
        places = self.places.of(value)
        if is_same(value, other.value):
            return ValueFinding(value, places or other.citations, Confidence.HIGH, AGREED)
        if not places:
            return ValueFinding(value, (), Confidence.LOW, UNFOUND)
        if other.value is None:
            return ValueFinding(value, places, Confidence.MEDIUM, ALONE)
        doubt = Confidence.LOW if other.confidence is Confidence.HIGH else Confidence.MEDIUM
        return ValueFinding(value, places, doubt, DIFFERENT.format(other=str(other.value)[:80]))

    def _object(self, field: ObjectField, answer: Any, baseline: Finding | None) -> ObjectFinding:  # noqa: ANN401 (JSON)
        given: Mapping[str, Any] = answer if isinstance(answer, dict) else {}
        others = baseline.properties if isinstance(baseline, ObjectFinding) else {}
        return ObjectFinding(
            {
                part.name: self.finding(part, given.get(part.name), others.get(part.name))
                for part in field.properties
            }
        )

    def _list(self, field: ListField, answer: Any, baseline: Finding | None) -> ListFinding:  # noqa: ANN401 (JSON)
        other = baseline if isinstance(baseline, ListFinding) else ListFinding()
        given = answer if isinstance(answer, list) else []
        if not given:
            return _list_without(other)
        others = other.items or ()
        is_paired = len(others) == len(given)
        items = tuple(
            self.finding(field.item, each, others[index] if is_paired else None)
            for index, each in enumerate(given)
        )
        citations = tuple(dict.fromkeys(place for item in items for place in citations_of(item)))
        agreement = Confidence.HIGH if is_paired else Confidence.MEDIUM
        confidence = agreement if citations else Confidence.LOW
        reason = (
            f"{len(items)} items by the language model, {len(others)} by the deterministic backend."
        )
        return ListFinding(items, citations[:_MOST_CITATIONS], confidence, reason)


def citations_of(finding: Finding) -> tuple[str, ...]:
    """Return all places in a finding."""
    match finding:
        case ValueFinding(citations=citations) | ListFinding(citations=citations):
            return citations
        case ObjectFinding(properties=properties):
            return tuple(place for part in properties.values() for place in citations_of(part))
        case _:
            assert_never(finding)


def _without(other: ValueFinding) -> ValueFinding:
    """Return what stands where the model has no value: what the other backend is sure of, else nothing."""
    if other.value is not None and other.confidence is Confidence.HIGH:
        return ValueFinding(other.value, other.citations, Confidence.MEDIUM, KEPT)
    return ValueFinding(reason=NOTHING)


def _list_without(other: ListFinding) -> ListFinding:
    if other.items and other.confidence is Confidence.HIGH:
        return ListFinding(other.items, other.citations, Confidence.MEDIUM, KEPT)
    return ListFinding(reason=NOTHING)


def _cleaned(field: ValueField, answer: Any) -> Scalar | None:  # noqa: ANN401 (JSON)
    """Return the value without spaces around it; None for none, or for one that the schema's pattern does not allow."""
    if isinstance(answer, str):
        text = answer.strip()
        return text if text and _fits(field.pattern, text) else None
    return answer if isinstance(answer, int | float) else None


def _fits(pattern: str, text: str) -> bool:
    try:
        return not pattern or is_found(pattern, text)
    except PatternError:
        return True
