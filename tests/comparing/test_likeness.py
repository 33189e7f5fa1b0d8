"""What sides have in common is told only where it is known."""

from dataclasses import replace
from typing import Any

import pytest

from lineup.comparing.comparability import Concern, comparability
from lineup.comparing.likeness import alike_concerns
from lineup.comparing.reading_model import ComparisonReading
from lineup.contract.pipelines import PipelineStep
from tests.comparing.readings import (
    FAILED,
    FINE,
    compared_side,
    comparison_reading,
    read_document,
)

ALL = (Concern.DOCUMENTS, Concern.OPTIONS, Concern.PAGES)


def told(reading: ComparisonReading) -> tuple[Concern, ...]:
    return alike_concerns(reading, comparability(reading))


def extract(**settings: Any) -> PipelineStep:
    return PipelineStep(type="extract", settings=settings)


def of_schemas(*steps: PipelineStep) -> ComparisonReading:
    sides = [compared_side(at, [step]) for at, step in enumerate(steps)]
    return comparison_reading(read_document("a", FINE, FINE), sides=sides)


def test_the_same_documents_options_and_pages_are_said() -> None:
    assert told(comparison_reading(read_document("a", FINE, FAILED))) == ALL


def test_what_a_caution_is_about_is_not_alike() -> None:
    other = replace(FINE, options={"page_range": "0", "output_format": "html"})
    assert told(comparison_reading(read_document("a", FINE, other))) == (Concern.DOCUMENTS,)


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        (extract(page_schema={"a": 1}), extract(page_schema={"a": 1}, mode="fast"), True),
        (extract(page_schema={"a": 1}), extract(page_schema={"a": 2}), False),
        (extract(schema_id="x"), extract(schema_id="y"), False),
        (extract(page_schema={"a": 1}), PipelineStep(type="convert", settings={}), False),
        (PipelineStep(type="convert", settings={}), PipelineStep(type="convert", settings={}), False),
    ],
    ids=["alike", "other fields", "other saved one", "only one", "none"],
)  # fmt: skip
def test_a_schema_is_alike_where_all_sides_have_one(
    one: PipelineStep, other: PipelineStep, *, is_alike: bool
) -> None:
    assert (Concern.SCHEMA in told(of_schemas(one, other))) is is_alike


def test_engine_versions_are_alike_only_if_two_sides_tell_them() -> None:
    one, two, three = replace(FINE, versions="1"), replace(FINE, versions="1"), FINE
    assert told(comparison_reading(read_document("a", one, two))) == (*ALL, Concern.VERSIONS)
    assert told(comparison_reading(read_document("a", one, three))) == ALL
    other = replace(FINE, versions="2")
    assert told(comparison_reading(read_document("a", one, other))) == ALL


def test_other_versions_are_named() -> None:
    one, two = replace(FINE, versions="1.0"), replace(FINE, versions="1.1")
    [caution] = comparability(comparison_reading(read_document("a", one, two, FINE)))
    assert caution.sentence == (
        "Engines or libraries of other versions did the work (convert: engine 1.0, 1.1) on a."
    )


def test_what_explains_the_differences_comes_first() -> None:
    cached = replace(FINE, is_cached=True, versions="2", options={"page_range": "0"})
    documents = [
        read_document("a", replace(FINE, versions="1"), cached, notes=("B has no fields.",)),
        read_document("b", FINE, FAILED),
    ]
    sides = [compared_side(at, [extract(page_schema={"a": at})]) for at in range(2)]
    concerns = [one.concern for one in comparability(comparison_reading(*documents, sides=sides))]
    assert concerns == [
        Concern.FAILED, Concern.PAGES, Concern.READ, Concern.SCHEMA, Concern.CACHED, Concern.VERSIONS,
    ]  # fmt: skip


def test_before_two_sides_have_run_nothing_is_said() -> None:
    read = read_document("a", FINE, FINE)
    lone = replace(read, sides=(read.sides[0], replace(read.sides[1], execution=None)))
    assert told(comparison_reading(lone)) == ()
    assert told(comparison_reading()) == ()


def test_what_a_server_does_not_tell_is_not_claimed() -> None:
    read = read_document("a", FINE, FINE)
    untold = [
        replace(side, execution=side.execution.model_copy(update={"input_config": None}))
        for side in read.sides
        if side.execution
    ]
    assert told(comparison_reading(replace(read, sides=tuple(untold)))) == ()


def test_settings_that_are_no_settings_have_no_schema() -> None:
    odd = replace(compared_side(0), steps=({"type": "extract", "settings": None},))
    read = comparison_reading(read_document("a", FINE, FINE))
    sides = (odd, replace(odd, key="other"))
    assert told(replace(read, comparison=replace(read.comparison, sides=sides))) == ALL
