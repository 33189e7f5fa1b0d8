"""The rate card and the bill: exact arithmetic, rounded up once."""

from decimal import Decimal

import pytest

from lineup.engine.rates import load_rate_card

CARD = load_rate_card()


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


def test_the_card_names_a_source_for_every_figure() -> None:
    assert all(rate.source for rate in CARD.rates)
    assert CARD.date == "2026-09-11"
