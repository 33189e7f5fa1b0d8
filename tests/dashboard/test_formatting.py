from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from components import formatting
from tests.dashboard.samples_of import NOON


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        pytest.param(None, "–", id="nothing known"),
        pytest.param(Decimal(0), "$0.00", id="free"),
        pytest.param(Decimal("0.4"), "$0.004", id="a part of a cent"),
        pytest.param(Decimal("0.04"), "$0.00", id="less than a tenth of a cent"),
        pytest.param(Decimal("0.96"), "$0.01", id="a tenth that rounds to a cent"),
        pytest.param(Decimal("25.2"), "$0.252", id="a quarter dollar and a bit"),
        pytest.param(Decimal(120_450), "$1,204.50", id="thousands"),
        pytest.param(Decimal(-150), "-$1.50", id="less than nothing"),
    ],
)
def test_money_is_dollars_with_parts_of_a_cent_only_where_there_are_some(
    cents: Decimal | None, text: str
) -> None:
    assert formatting.money_text(cents) == text


@pytest.mark.parametrize(
    ("pages", "rate", "cents"),
    [
        pytest.param(1, 400, 1, id="a part of a cent is a cent"),
        pytest.param(5, 400, 2, id="exactly two cents stay two"),
        pytest.param(6, 400, 3, id="a little more is the next cent"),
        pytest.param(0, 400, 0, id="no page is free"),
    ],
)
def test_a_charge_is_rounded_up_to_the_cent(pages: int, rate: int, cents: int) -> None:
    assert formatting.charge_cents(pages, Decimal(rate)) == cents


def test_a_rate_is_per_thousand_pages_or_not_told() -> None:
    assert formatting.rate_text(Decimal(2500)) == "$25.00 per 1,000 pages"
    assert formatting.rate_text(None) == "rate not told"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        pytest.param(None, "–", id="not known"),
        pytest.param(-0.3, "0.0 s", id="clocks that disagree"),
        pytest.param(0.0, "0.0 s", id="nothing"),
        pytest.param(0.0004, "0.0 s", id="less than can be told"),
        pytest.param(0.04, "40 ms", id="an instant"),
        pytest.param(0.0996, "0.1 s", id="rounds to a tenth"),
        pytest.param(59.94, "59.9 s", id="just below a minute"),
        pytest.param(59.96, "1 min 00 s", id="rounds to a minute before the unit is chosen"),
        pytest.param(3_599.4, "59 min 59 s", id="just below an hour"),
        pytest.param(3_599.6, "1 h 00 min", id="rounds to an hour"),
        pytest.param(7_530, "2 h 06 min", id="hours"),
    ],
)
def test_a_duration_is_rounded_before_its_unit_is_chosen(seconds: float | None, text: str) -> None:
    assert formatting.duration_text(seconds) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        pytest.param(0, "0 B", id="nothing"),
        pytest.param(1_023, "1023 B", id="bytes"),
        pytest.param(1_536, "1.5 kB", id="kilobytes"),
        pytest.param(1024 * 1024 - 1, "1.0 MB", id="rounds to a megabyte"),
        pytest.param(200 * 1024 * 1024, "200.0 MB", id="megabytes"),
    ],
)
def test_a_size_is_rounded_before_its_unit_is_chosen(size: int, text: str) -> None:
    assert formatting.size_text(size) == text


def test_counts_agree_with_their_noun() -> None:
    assert formatting.count_text(1, "page") == "1 page"
    assert formatting.count_text(1_204, "page") == "1,204 pages"


def test_version_0_is_the_draft() -> None:
    assert [formatting.version_text(0), formatting.version_text(6)] == ["draft", "v6"]


@pytest.mark.parametrize(
    ("formats", "text"),
    [
        pytest.param("markdown", "Markdown", id="one"),
        pytest.param("markdown,json", "Markdown and JSON", id="two"),
        pytest.param("html, json,chunks", "HTML, JSON and Chunks", id="three"),
        pytest.param("", "", id="none"),
    ],
)
def test_output_formats_are_named_as_people_write_them(formats: str, text: str) -> None:
    assert formatting.formats_text(formats) == text


@pytest.mark.parametrize(
    ("age", "text"),
    [
        pytest.param(timedelta(milliseconds=200), "just now", id="now"),
        pytest.param(timedelta(seconds=12), "12 s ago", id="seconds"),
        pytest.param(timedelta(minutes=59, seconds=59), "59 min ago", id="minutes"),
        pytest.param(timedelta(hours=2), "11:00", id="today, in the reader's zone"),
        pytest.param(timedelta(hours=14), "yesterday 23:00", id="yesterday"),
        pytest.param(timedelta(days=20), "14 Oct 14:00", id="this year, in summer time"),
        pytest.param(timedelta(days=400), "29 Sep 2025 14:00", id="another year"),
        pytest.param(timedelta(seconds=-30), "13:00", id="a clock that runs ahead"),
    ],
)
def test_a_time_is_as_precise_as_it_is_near(age: timedelta, text: str) -> None:
    zone = ZoneInfo("Europe/Berlin")
    assert formatting.time_text(NOON - age, NOON, zone) == text


def test_a_time_that_is_not_known_is_a_dash() -> None:
    assert formatting.time_text(None, datetime.now(UTC)) == "–"
