"""Which steps a variant comes to, and what it may not change."""

from typing import Any

import pytest

from lineup.contract.comparisons import NewVariant
from lineup.engine.errors import InvalidRequest, NotPossible
from lineup.engine.processors.installed import load_processors
from lineup.engine.services.comparison_variants import plan_variants

SCHEMA = {"properties": {"total": {"type": "number"}}}
CONVERT = {"type": "convert", "settings": {"output_mode": "balanced", "paginate": True}}
EXTRACT = {"type": "extract", "settings": {"page_schema": SCHEMA}}
SEGMENT = {"type": "segment", "settings": {"segmentation_schema": {"segments": []}}}
PROCESSORS = load_processors()


def variant(name: str = "A", **steps: Any) -> NewVariant:
    return NewVariant.model_validate({"name": name, "steps": steps})


def settings_of(steps: list[dict[str, Any]], *asked: NewVariant) -> list[list[dict[str, Any]]]:
    planned = plan_variants(steps, list(asked) or None, PROCESSORS)
    return [[step["settings"] for step in each.steps] for each in planned]


def test_without_variants_the_modes_of_convert_are_compared() -> None:
    assert settings_of([CONVERT]) == [
        [{"paginate": True, "mode": mode}] for mode in ("fast", "balanced", "accurate")
    ]


def test_without_variants_the_modes_of_extract_are_compared_with_those_of_convert() -> None:
    modes = [
        (one["mode"], other["extraction_mode"]) for one, other in settings_of([CONVERT, EXTRACT])
    ]
    assert modes == [("fast", "fast"), ("balanced", "balanced"), ("accurate", "balanced")]


def test_a_mode_replaces_the_earlier_one_and_the_rest_stays() -> None:
    merging = variant("B", convert={"merge_cross_page": True})
    first, second = settings_of([CONVERT], variant(convert={"mode": "fast"}), merging)

    assert first == [{"paginate": True, "mode": "fast"}]
    assert second == [{"output_mode": "balanced", "paginate": True, "merge_cross_page": True}]


def test_a_variant_may_be_the_version_as_it_stands() -> None:
    assert settings_of([CONVERT], variant(), variant("B", convert={"output_mode": "fast"}))[0] == [
        CONVERT["settings"]
    ]


@pytest.mark.parametrize(
    ("steps", "asked", "path", "sentence"),
    [
        pytest.param([CONVERT], [variant()], (), "nothing to be compared with", id="one alone"),
        pytest.param([CONVERT], [variant(), variant()], (1, "name"), "Two variants", id="names"),
        pytest.param(
            [CONVERT],
            [variant(), variant("B", convert={"paginate": False})],
            (1, "steps", "convert", "paginate"),
            "may change only the mode of 'convert'",
            id="another setting",
        ),
        pytest.param(
            [CONVERT, EXTRACT],
            [variant(), variant("B", convert={"merge_cross_page": True})],
            (1, "steps", "convert", "merge_cross_page"),
            "not 'merge_cross_page'",
            id="merging before extract",
        ),
        pytest.param(
            [CONVERT],
            [variant(), variant("B", extract={"extraction_mode": "fast"})],
            (1, "steps", "extract"),
            "no step 'extract' that it could change",
            id="a step that is not there",
        ),
        pytest.param(
            [CONVERT, SEGMENT, EXTRACT],
            [variant(), variant("B", segment={"a": 1})],
            (1, "steps", "segment"),
            "no step 'segment' that it could change",
            id="a step without modes",
        ),
        pytest.param(
            [CONVERT],
            [variant(), variant("B", convert={"output_mode": "best"})],
            (1, "steps", "convert", "mode"),
            "'best' is not a mode",
            id="no mode",
        ),
    ],
)
def test_what_can_not_be_run_is_blamed_with_its_place(
    steps: list[dict[str, Any]], asked: list[NewVariant], path: tuple[Any, ...], sentence: str
) -> None:
    with pytest.raises(InvalidRequest) as caught:
        plan_variants(steps, asked, PROCESSORS)

    (problem,) = caught.value.problems
    assert problem.location == ("body", "variants", *path)
    assert sentence in problem.message


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([CONVERT, SEGMENT], id="segment last"),
        pytest.param([CONVERT, EXTRACT, EXTRACT], id="two extract steps"),
        pytest.param([{"type": "fill", "settings": {}}], id="fill"),
    ],
)
def test_a_pipeline_with_nothing_to_compare_is_refused(steps: list[dict[str, Any]]) -> None:
    with pytest.raises(NotPossible, match="convert steps alone"):
        plan_variants(steps, None, PROCESSORS)


def test_a_request_full_of_nonsense_gets_a_short_answer() -> None:
    nonsense = variant("B", convert={f"{n}" * 1_000: n for n in range(500)})

    with pytest.raises(InvalidRequest) as caught:
        plan_variants([CONVERT], [variant(), nonsense], PROCESSORS)

    assert len(str(caught.value.problems)) < 10_000
