"""The rate card and what pipelines cost by it."""

from decimal import Decimal
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.engine.billing import MICROCENTS, bill_step, close_bill, microcents
from lineup.engine.rate_card import load_rate_card
from lineup.engine.rates import pipeline_rate, price_step, rate_breakdown

CARD = load_rate_card()
PUBLISHED = {
    ("convert", "fast"): 400,
    ("convert", "balanced"): 400,
    ("convert", "accurate"): 1000,
    ("extract", "fast"): 600,
    ("extract", "balanced"): 2500,
    ("extract", "balanced-checkpoint"): 2100,
}


def step(step_type: str, **settings: Any) -> dict[str, Any]:
    """Return a step as a snapshot holds it."""
    return {"type": step_type, "settings": settings}


@pytest.mark.parametrize(
    ("settings", "cents"),
    [
        pytest.param({}, 400, id="no mode is fast"),
        pytest.param({"mode": "balanced"}, 400, id="balanced"),
        pytest.param({"output_mode": "accurate"}, 1000, id="the other name of mode"),
        pytest.param({"word_bboxes": True}, 700, id="boxes of words"),
        pytest.param({"word_bboxes": False}, 400, id="no boxes of words"),
        pytest.param({"extras": "table_cell_bboxes"}, 1000, id="boxes of cells need words"),
        pytest.param(
            {"extras": "table_cell_bboxes, list_item_bboxes"}, 1300, id="words are charged once"
        ),
        pytest.param({"extras": ["list_item_bboxes", "word_bboxes"]}, 1000, id="a list"),
        pytest.param(
            {"extras": ["chart_understanding", "infographic"]},
            400,
            id="nothing for what is not done",
        ),
        pytest.param({"extras": "nobody_knows_this"}, 400, id="an unknown one"),
        pytest.param({"extras": 7}, 400, id="no list at all"),
    ],
)
def test_a_convert_step_costs_what_the_card_says(settings: dict[str, Any], cents: int) -> None:
    priced = price_step(CARD, step("convert", **settings), is_first=True)

    assert priced.cents == cents
    assert not priced.is_assumed


@pytest.mark.parametrize(
    ("settings", "is_first", "cents"),
    [
        pytest.param({}, False, 2100, id="balanced by default"),
        pytest.param({"extraction_mode": "fast"}, False, 200, id="fast on a checkpoint"),
        pytest.param({"extraction_mode": "fast"}, True, 600, id="fast by itself"),
        pytest.param({"extraction_mode": "turbo"}, False, 100, id="turbo"),
    ],
)
def test_an_extract_step_costs_less_on_a_checkpoint(
    settings: dict[str, Any], is_first: bool, cents: int
) -> None:
    assert price_step(CARD, step("extract", **settings), is_first=is_first).cents == cents


@pytest.mark.parametrize("step_type", ["segment", "custom", "fill", "dream"])
def test_a_price_that_nobody_published_is_marked(step_type: str) -> None:
    assert price_step(CARD, step(step_type), is_first=True).is_assumed


def test_the_published_figures_are_the_cards_and_all_others_are_marked() -> None:
    known = {(rate.step_type, rate.mode): rate.cents for rate in CARD.rates if not rate.is_assumed}

    assert known == PUBLISHED
    assert all(rate.source for rate in CARD.rates)
    assert all(extra.source for extra in CARD.extras)
    assert CARD.date == "2026-09-11"


def test_the_labels_are_the_services() -> None:
    breakdown = rate_breakdown(CARD, [step("convert"), step("segment"), step("extract")], None)

    labels = [entry["label"] for entry in breakdown["steps"]]
    assert labels == ["convert(markdown)", "segment", "extract(balanced-checkpoint)"]
    assert breakdown["steps"][1]["assumed"]


def test_the_label_of_convert_tells_the_runs_own_format() -> None:
    written = [step("convert", output_format="json")]

    labels = [
        rate_breakdown(CARD, written, None, chosen)["steps"][0]["label"]
        for chosen in (None, "html")
    ]
    assert labels == ["convert(json)", "convert(html)"]


def test_a_location_multiplies_all_of_the_price() -> None:
    breakdown = rate_breakdown(CARD, [step("convert", merge_cross_page=True)], "eu")

    assert breakdown["total_rate_per_1000_cents"] == 500
    assert breakdown["total_per_document_cents"] == 62.5


def test_a_charge_per_document_comes_once_however_many_pages_there_are() -> None:
    breakdown = rate_breakdown(CARD, [step("convert", merge_cross_page=True)], None)

    totals = [
        close_bill(bill_step(breakdown, 0, pages, None), page_count=pages)["billed_cents"]
        for pages in (0, 1, 1000)
    ]
    assert totals == [0, 51, 450]


def test_every_price_of_a_page_is_a_whole_number_of_microcents() -> None:
    figures = [rate.cents for rate in CARD.rates]
    figures += [cents for extra in CARD.extras for cents in (extra.cents, extra.cents_per_document)]

    for figure in figures:
        for multiplier in CARD.multipliers.values():
            exact = figure * multiplier / 1000 * MICROCENTS
            assert exact == microcents(figure * multiplier / 1000)


steps = st.lists(
    st.one_of(
        st.builds(
            step,
            st.just("convert"),
            mode=st.sampled_from(["fast", "balanced", "accurate"]),
            extras=st.lists(st.sampled_from([extra.name for extra in CARD.extras])),
            merge_cross_page=st.booleans(),
        ),
        st.builds(
            step,
            st.just("extract"),
            extraction_mode=st.sampled_from(["turbo", "fast", "balanced"]),
        ),
        st.builds(step, st.sampled_from(["segment", "custom", "fill", "dream"])),
    ),
    min_size=1,
    max_size=5,
)


@given(steps=steps, pages=st.integers(1, 7_000), location=st.sampled_from([None, "us", "eu"]))
def test_the_rate_times_the_pages_is_what_an_execution_is_billed(
    steps: list[dict[str, Any]], pages: int, location: str | None
) -> None:
    told = pipeline_rate(CARD, steps, location)
    assert isinstance(told.rate_breakdown, dict)
    per_document = Decimal(str(told.rate_breakdown["total_per_document_cents"]))
    foretold = ceil(told.rate_per_1000_pages_cents * pages / 1000 + per_document)

    billed = rate_breakdown(CARD, steps, location)
    for index in range(len(steps)):
        billed = bill_step(billed, index, pages, None)
    billed = close_bill(billed, page_count=pages)

    assert billed["billed_cents"] == foretold
    exact = sum(Decimal(str(entry["billed_cents"])) for entry in billed["steps"])
    assert 0 <= billed["billed_cents"] - exact < 1
