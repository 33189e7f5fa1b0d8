"""The rate card and the bill: exact arithmetic, rounded up once."""

from decimal import Decimal

import pytest

from lineup.engine.rates import bill, load_rate_card

CARD = load_rate_card()
STEPS = [{"type": "convert", "settings": {"mode": "balanced"}}]


@pytest.mark.parametrize(
    ("settings", "cents"),
    [
        pytest.param({}, 400, id="no mode is fast"),
        pytest.param({"mode": "balanced"}, 400, id="balanced"),
        pytest.param({"output_mode": "accurate"}, 1000, id="the other name of mode"),
    ],
)
def test_a_step_costs_what_the_card_says(settings: dict[str, str], cents: int) -> None:
    rate = CARD.rate_of({"type": "convert", "settings": settings})

    assert rate.cents == cents
    assert not rate.is_assumed


def test_a_step_the_card_does_not_know_is_free_and_marked() -> None:
    rate = CARD.rate_of({"type": "dream"})

    assert rate.cents == Decimal(0)
    assert rate.is_assumed


@pytest.mark.parametrize(
    ("pages", "cents"),
    [
        pytest.param(0, 0, id="no pages"),
        pytest.param(1, 1, id="0.4 cents are a cent"),
        pytest.param(5, 2, id="exactly 2 cents"),
        pytest.param(6, 3, id="2.4 cents are 3"),
        pytest.param(1000, 400, id="a thousand pages"),
    ],
)
def test_a_bill_is_rounded_up_to_the_cent_once(pages: int, cents: int) -> None:
    billed = bill(CARD.breakdown(STEPS, None), {0: pages}, page_count=pages)

    assert billed["billed_cents"] == cents
    assert Decimal(str(billed["steps"][0]["billed_cents"])) == Decimal(400) * pages / 1000


def test_a_step_without_pages_is_free() -> None:
    billed = bill(CARD.breakdown(STEPS * 2, None), {0: 10}, page_count=10)

    assert [step["billed_cents"] for step in billed["steps"]] == [4, 0]


def test_the_card_names_a_source_for_every_figure() -> None:
    assert all(rate.source for rate in CARD.rates)
    assert CARD.date == "2026-09-11"
