"""Comparisons as other servers may write them."""

import pytest
from pydantic import ValidationError

from lineup.contract.comparisons import (
    Comparison,
    ComparisonList,
    FileDifferences,
    NewComparison,
    NewVariant,
)
from lineup.contract.statuses import ExecutionStatus

TOLD = {"pipeline_id": "pl_1", "pipeline_version": 1, "status": "judging", "variants": []}


@pytest.mark.parametrize("name", ["eval_id", "comparison_id"])
def test_a_comparison_has_its_number_under_either_name(name: str) -> None:
    read = Comparison.model_validate(TOLD | {name: 4, "later": True})

    assert (read.eval_id, read.comparison_id) == (4, 4)
    assert read.model_extra == {"later": True}


def test_a_comparison_without_a_number_is_none() -> None:
    with pytest.raises(ValidationError):
        Comparison.model_validate(TOLD)
    with pytest.raises(ValidationError):
        Comparison.model_validate("a comparison")


def test_a_status_that_nobody_knows_is_kept() -> None:
    read = Comparison.model_validate(TOLD | {"eval_id": 4})

    assert (read.status, read.state) == ("judging", ExecutionStatus.UNKNOWN)


@pytest.mark.parametrize("name", ["evals", "comparisons"])
def test_a_list_is_read_under_either_name(name: str) -> None:
    read = ComparisonList.model_validate({name: [TOLD | {"eval_id": 4}], "total": 1})

    assert [each.comparison_id for each in read.comparisons] == [4]


def test_what_is_null_in_a_difference_is_no_text() -> None:
    told = {"readings": ["a", "b"], "before": None, "question": None, "boxes": [{"x": 1}]}
    read = FileDifferences.model_validate(
        {"file_id": 1, "variant_names": ["A", "B"], "differences": [told]}
    )

    (difference,) = read.differences
    assert (difference.before, difference.question, difference.boxes) == ("", "", [{"x": 1}])


@pytest.mark.parametrize(
    ("told", "changes"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"steps": {"convert": {"a": 1}}}, {"convert": {"a": 1}}, id="steps"),
        pytest.param({"extract_settings": {"b": 2}}, {"extract": {"b": 2}}, id="settings"),
        pytest.param(
            {"steps": {"convert": {"a": 1}}, "convert_settings": {"b": 2}},
            {"convert": {"a": 1, "b": 2}},
            id="both",
        ),
    ],
)
def test_a_variant_names_its_settings_in_two_ways(
    told: dict[str, object], changes: dict[str, object]
) -> None:
    assert NewVariant.model_validate({"name": "A"} | told).changes == changes


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"file_ids": []}, id="no file"),
        pytest.param({"file_ids": list(range(101))}, id="too many files"),
        pytest.param({"file_ids": [1], "variants": []}, id="no variant"),
        pytest.param(
            {"file_ids": [1], "variants": [{"name": str(n)} for n in range(5)]}, id="five"
        ),
        pytest.param({"file_ids": [1], "version": -1}, id="a version below the draft"),
    ],
)
def test_a_request_outside_the_documented_limits_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        NewComparison.model_validate(wrong)
