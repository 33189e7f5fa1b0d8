from decimal import Decimal

import pytest

from components.page_ranges import read_page_range
from components.run_plan import pages_to_run, plan_run, run_label
from lineup.contract.page_ranges import parse_page_range


def test_the_button_says_documents_versions_pages_and_price() -> None:
    plan = plan_run([100, 60, 10], None, {6: Decimal(400), 0: Decimal(800)})
    assert plan.executions == 6
    assert run_label(plan) == "Run 3 documents × 2 versions · 340 pages · about $2.04"


def test_each_execution_is_rounded_up_by_itself() -> None:
    # 1 page at 0.4 cents is a cent, three times; together they would be 2 cents
    assert plan_run([1, 1, 1], None, {1: Decimal(400)}).cents == 3


def test_a_page_range_lowers_pages_and_price() -> None:
    plan = plan_run([12, 1], parse_page_range("0,5-7"), {1: Decimal(400)})
    assert run_label(plan) == "Run 2 documents × 1 version · 5 pages · about $0.03"


def test_an_unknown_page_count_leaves_the_rate() -> None:
    plan = plan_run([12, None], None, {1: Decimal(400)})
    assert run_label(plan) == "Run 2 documents × 1 version · $4.00 per 1,000 pages"


def test_different_rates_are_each_said() -> None:
    plan = plan_run([None], None, {1: Decimal(400), 0: Decimal(1000)})
    assert run_label(plan).endswith("$4.00 per 1,000 pages and $10.00 per 1,000 pages")


def test_an_unknown_rate_leaves_the_price_open() -> None:
    plan = plan_run([3], None, {1: Decimal(400), 0: None})
    assert run_label(plan) == "Run 1 document × 2 versions · 6 pages · price not known"


def test_nothing_chosen_says_just_run() -> None:
    assert run_label(plan_run([], None, {1: Decimal(400)})) == "Run"
    assert run_label(plan_run([3], None, {})) == "Run"


def test_pages_beyond_the_end_are_not_counted() -> None:
    assert pages_to_run(3, parse_page_range("1-9")) == 2


@pytest.mark.parametrize(
    ("text", "counts", "words", "problem"),
    [
        pytest.param("", {"a.pdf": 12}, "", None, id="empty is all pages"),
        pytest.param("0", {"a.pdf": 12}, "page 1 · 1 of 12 pages", None, id="the first page"),
        pytest.param(
            "0,2-4",
            {"a.pdf": 12, "b.pdf": 40},
            "pages 1, 3-5 · 4 of 12 pages, 4 of 40 pages",
            None,
            id="two documents",
        ),
        pytest.param(
            "0",
            {"a": 1, "b": 1, "c": 1, "d": 2, "e": 3},
            "page 1 · 1 of 1 page, 1 of 1 page, 1 of 1 page, 2 more",
            None,
            id="many documents",
        ),
        pytest.param("0", {"url": None}, "page 1", None, id="an unknown page count"),
        pytest.param(
            "0,12",
            {"a.pdf": 12},
            "pages 1, 13 · 1 of 12 pages",
            "'12' reaches beyond the last page: the document has 12 pages, 0 to 11.",
            id="beyond the last page",
        ),
        pytest.param(
            "3",
            {"a.pdf": 12, "b.png": 1},
            "page 4 · 1 of 12 pages, 0 of 1 page",
            "b.png: '3' reaches beyond the last page: the document has 1 page, which is 0.",
            id="beyond one of several documents",
        ),
        pytest.param(
            "5-2", {"a.pdf": 12}, "", "'5-2' runs backwards: write '2-5'.", id="a reversed range"
        ),
    ],
)
def test_a_page_range_is_read_back_as_people_count(
    text: str, counts: dict[str, int | None], words: str, problem: str | None
) -> None:
    reading = read_page_range(text, counts)
    assert (reading.words, reading.problem) == (words, problem)
