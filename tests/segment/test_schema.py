import json
from typing import Any

import pytest

from lineup.engine.processors.protocol import ProcessorError
from lineup.engine.processors.segment.alike import alike_warnings
from lineup.engine.processors.segment.schema import SegmentKind, parse_schema, read_plan
from tests.segment.converting import document_of, segmented

INVOICE, RESUME = SegmentKind("Invoice", "A bill"), SegmentKind("Resume", "")
LISTED = [{"name": "Invoice", "description": "A bill"}, {"name": "Resume"}]


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param({"segments": LISTED, "segmentation_strategy": "custom"}, id="strategy custom"),
        pytest.param({"segments": LISTED}, id="segments alone"),
        pytest.param({"sections": LISTED}, id="sections"),
        pytest.param({"Invoice": "A bill", "Resume": ""}, id="map of descriptions"),
        pytest.param({"Invoice": {"description": "A bill"}, "Resume": None}, id="map of objects"),
        pytest.param({"segments": [LISTED[0], "Resume"]}, id="a bare name"),
    ],
)
def test_named_segments_are_read_in_every_shape(schema: Any) -> None:
    assert read_plan(schema).kinds == (INVOICE, RESUME)
    assert read_plan(parse_schema(json.dumps(schema))).kinds == (INVOICE, RESUME)


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param({"segmentation_strategy": "document_boundary"}, id="strategy"),
        pytest.param({"segments": []}, id="no segments"),
        pytest.param({"segments": [], "segmentation_strategy": "document_boundary"}, id="both"),
    ],
)
def test_documents_are_found_by_themselves(schema: Any) -> None:
    assert read_plan(schema).is_automatic


@pytest.mark.parametrize(
    ("schema", "sentence"),
    [
        pytest.param({}, "it is empty", id="empty"),
        pytest.param("{", "it is text, but not JSON", id="no JSON"),
        pytest.param("[1]", "must be an object", id="a list"),
        pytest.param({"segmentation_strategy": "magic"}, "names no segment", id="strategy alone"),
        pytest.param({"segmentation_strategy": ["x"]}, "is not known", id="a list for a strategy"),
        pytest.param(
            {"segments": LISTED, "segmentation_strategy": "magic"},
            "'magic' is not known",
            id="strategy",
        ),
        pytest.param(
            {"segments": [], "segmentation_strategy": "custom"},
            "names no segment",
            id="contradiction",
        ),
        pytest.param(
            {"segments": [{"description": "x"}]}, "entry 1 of 'segments' has no name", id="no name"
        ),
        pytest.param({"segments": [{"name": " "}]}, "has no name", id="a blank name"),
        pytest.param({"Invoice": 7}, "must be text", id="a number for a description"),
        pytest.param({"segments": ["A", "a"]}, "stands twice", id="the same name"),
        pytest.param({"segments": ["x" * 201]}, "is too long", id="a long name"),
        pytest.param({"A": "x" * 4_001}, "is too long", id="a long description"),
        pytest.param({"segments": [str(n) for n in range(201)]}, "names 201 segments", id="201"),
        pytest.param({str(n): "" for n in range(201)}, "names 201 segments", id="a map of 201"),
    ],
)
def test_what_is_wrong_is_told(schema: Any, sentence: str) -> None:
    with pytest.raises(ProcessorError, match=sentence):
        segmented(document_of(["text"]), schema)


def test_names_win_over_the_automatic_strategy_with_a_warning() -> None:
    plan = read_plan({"segments": LISTED, "segmentation_strategy": "document_boundary"})
    assert plan.kinds == (INVOICE, RESUME)
    assert "not followed" in plan.warnings[0]


def test_two_of_one_description_are_warned_of() -> None:
    kinds = [SegmentKind("A", "The bill."), SegmentKind("B", "the bill"), SegmentKind("C", "")]
    assert alike_warnings(kinds) == [
        "'A' and 'B' have the same description: only their names tell them apart."
    ]
