"""The bill: exact arithmetic, rounded up once, and nothing for what did no work."""

from decimal import Decimal

import pytest

from lineup.contract.records import Reuse
from lineup.engine.billing import bill_step, close_bill, entry_of, price
from lineup.engine.rate_card import load_rate_card
from lineup.engine.rates import rate_breakdown

CARD = load_rate_card()
STEPS = [{"type": "convert", "settings": {"mode": "balanced"}}]


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
    billed = close_bill(
        bill_step(rate_breakdown(CARD, STEPS, None), 0, pages, None), page_count=pages
    )

    assert billed["billed_cents"] == cents
    assert Decimal(str(billed["steps"][0]["billed_cents"])) == Decimal(400) * pages / 1000


def test_a_step_that_did_not_complete_is_free() -> None:
    billed = close_bill(
        bill_step(rate_breakdown(CARD, STEPS * 2, None), 0, 10, None), page_count=10
    )

    assert [step["billed_cents"] for step in billed["steps"]] == [4, 0]


def test_a_step_that_took_a_result_over_is_free_and_says_so() -> None:
    breakdown = rate_breakdown(CARD, STEPS, None)

    billed = close_bill(bill_step(breakdown, 0, 10, Reuse.CACHE), page_count=10)

    assert billed["billed_cents"] == 0
    assert billed["steps"][0]["reused"] == "cache"
    assert billed["steps"][0]["page_count"] == 10


def test_a_step_that_the_breakdown_lacks_costs_nothing() -> None:
    assert price(entry_of({"steps": []}, 3), 10) == 0
