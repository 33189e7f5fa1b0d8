"""Findings as each mode tells them."""

from lineup.contract.wire import JsonObject
from lineup.engine.processors.extract.backend import (
    Confidence,
    ListFinding,
    ObjectFinding,
    ValueFinding,
)
from lineup.engine.processors.extract.settings import ExtractionMode
from lineup.engine.processors.extract.shaping import extraction_json, score_average

BLOCK = "/page/0/Text/3"
SURE = ValueFinding("R-1", (BLOCK,), Confidence.HIGH, "Beside the label 'Invoice No.'.")
MISSING = ValueFinding(reason="No label for it was found.")


def shaped(mode: ExtractionMode, **properties: object) -> JsonObject:
    return extraction_json(ObjectFinding(properties), mode)  # type: ignore[arg-type]


def test_turbo_tells_values_only() -> None:
    assert shaped(ExtractionMode.TURBO, number=SURE, date=MISSING) == {
        "number": "R-1",
        "date": None,
    }


def test_fast_tells_citations_and_a_score() -> None:
    assert shaped(ExtractionMode.FAST, number=SURE) == {
        "number": "R-1",
        "number_citations": [BLOCK],
        "number_score": {"score": 5, "reasoning": "Beside the label 'Invoice No.'."},
    }


def test_balanced_tells_citations_and_how_it_came_about() -> None:
    assert shaped(ExtractionMode.BALANCED, number=SURE) == {
        "number": "R-1",
        "number_citations": [BLOCK],
        "number_meta": {
            "extraction_status": "EXTRACTED",
            "reasoning": "Beside the label 'Invoice No.'.",
            "citations": [BLOCK],
            "confidence": "high",
            "verification": {"status": "PASS", "feedback": ""},
        },
    }


def test_what_is_not_found_is_null_and_not_resolvable() -> None:
    result = shaped(ExtractionMode.BALANCED, date=MISSING)
    assert result["date"] is None
    assert result["date_citations"] == []
    assert result["date_meta"]["extraction_status"] == "NOT_RESOLVABLE"
    assert result["date_meta"]["confidence"] == "low"
    assert result["date_meta"]["verification"]["status"] == "FAIL_UNRESOLVABLE"


def test_a_doubtful_value_says_so() -> None:
    doubtful = ValueFinding("x", (BLOCK,), Confidence.MEDIUM, "")
    meta = shaped(ExtractionMode.BALANCED, a=doubtful)["a_meta"]
    assert meta["verification"] == {
        "status": "PASS",
        "feedback": "Read with some doubt: another reading is possible.",
    }


def test_parts_of_objects_and_items_have_theirs_inside() -> None:
    rows = ListFinding((ObjectFinding({"x": SURE}),), (BLOCK,), Confidence.HIGH, "A table.")
    result = shaped(ExtractionMode.FAST, party=ObjectFinding({"name": SURE}), rows=rows)
    assert set(result) == {"party", "rows", "rows_citations", "rows_score"}
    assert set(result["party"]) == {"name", "name_citations", "name_score"}
    assert set(result["rows"][0]) == {"x", "x_citations", "x_score"}


def test_a_list_of_values_and_a_missing_list() -> None:
    found = ListFinding((SURE, SURE), (BLOCK,), Confidence.HIGH, "")
    result = shaped(ExtractionMode.TURBO, tags=found, none=ListFinding())
    assert result == {"tags": ["R-1", "R-1"], "none": None}


def test_a_field_of_the_users_own_is_never_overwritten() -> None:
    own = ValueFinding("mine", (), Confidence.HIGH, "")
    result = shaped(ExtractionMode.FAST, a=SURE, a_citations=own)
    assert result["a_citations"] == "mine"


def test_only_fast_has_a_mean_score_and_it_counts_everything() -> None:
    rows = ListFinding((ObjectFinding({"x": MISSING}),), (), Confidence.MEDIUM, "")
    root = ObjectFinding({"a": SURE, "rows": rows})
    assert score_average(root, ExtractionMode.FAST) == 3
    assert score_average(root, ExtractionMode.BALANCED) is None
    assert score_average(ObjectFinding(), ExtractionMode.FAST) is None
