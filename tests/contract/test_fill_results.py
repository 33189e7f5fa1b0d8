from typing import Any

import pytest

from lineup.contract.fill_results import FillResult, fill_result
from lineup.contract.results import StepResult

FIELD = {"key": "a", "status": "cut", "page": 1, "bbox": [1, 2, 3, 4]}


def made(**more: Any) -> FillResult:
    return FillResult.model_validate({"output_base64": "YWJj"} | more)


def test_a_fill_steps_result_is_told_from_others() -> None:
    result = StepResult.model_validate({"output_base64": "YWJj", "fields_filled": ["a"], "new": 1})
    found = fill_result(result)

    assert found is not None
    assert (found.content, found.fields_filled, found.fields_not_found) == (b"abc", ["a"], [])
    assert (found.model_extra or {})["new"] == 1


@pytest.mark.parametrize(
    "given",
    [{}, {"output_base64": None}, {"output_base64": 5}, {"output_base64": "", "fields_filled": 7}],
)
def test_what_is_no_filled_form_is_none(given: dict[str, Any]) -> None:
    assert fill_result(StepResult.model_validate(given)) is None


def test_lists_that_are_null_are_empty() -> None:
    assert made(fields_filled=None).fields == []


def test_what_our_engine_tells_of_each_value_is_read() -> None:
    (field,) = made(metadata={"fill": {"fields": [FIELD]}}, fields_filled=["a"]).fields

    assert (field.status, field.page, field.bbox) == ("cut", 1, (1.0, 2.0, 3.0, 4.0))


@pytest.mark.parametrize(
    "metadata",
    [None, {"fill": 5}, {"fill": {"fields": [{"status": 1}]}}, {"fill": {"fields": 7}}],
)
def test_of_other_servers_the_keys_are_known(metadata: Any) -> None:
    fields = made(metadata=metadata, fields_filled=["a"], fields_not_found=["b"]).fields

    assert [(each.key, each.status) for each in fields] == [("a", "filled"), ("b", "not_found")]


@pytest.mark.parametrize(
    ("told", "size"),
    [
        ({"0": [10, 20.5]}, (10.0, 20.5)),
        ({"1": [10, 20]}, None),
        ({"0": [10]}, None),
        ({"0": ["a", 2]}, None),
        (7, None),
        (None, None),
    ],
)
def test_the_size_of_a_page(told: Any, size: tuple[float, float] | None) -> None:
    assert made(metadata={"fill": {"page_sizes": told}}).page_size(0) == size


def test_a_text_that_is_no_base64_has_no_content() -> None:
    assert made(output_base64="!").content is None


@pytest.mark.parametrize(("told", "ending"), [("png", "png"), ("pdf", "pdf"), (None, "pdf")])
def test_the_files_ending(told: str | None, ending: str) -> None:
    assert made(output_format=told).extension == ending
