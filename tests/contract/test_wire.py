"""What all wire models share."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lineup.contract.pipelines import PipelineRate
from lineup.contract.wire import UtcDatetime, WireModel, as_utc, cents_number


class Moment(WireModel):
    """A model of one time."""

    at: UtcDatetime


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("2026-01-01T10:00:00", datetime(2026, 1, 1, 10, tzinfo=UTC), id="no offset"),
        pytest.param("2026-01-01T10:00:00Z", datetime(2026, 1, 1, 10, tzinfo=UTC), id="zulu"),
        pytest.param(
            "2026-01-01T10:00:00+02:00", datetime(2026, 1, 1, 8, tzinfo=UTC), id="another offset"
        ),
    ],
)
def test_a_time_is_read_as_utc(text: str, moment: datetime) -> None:
    read = Moment.model_validate({"at": text}).at

    assert read == moment
    assert read.tzinfo is UTC


@given(st.datetimes(timezones=st.just(timezone(timedelta(hours=-7)))))
def test_changing_a_time_to_utc_keeps_the_moment(moment: datetime) -> None:
    assert as_utc(moment) == moment
    assert as_utc(as_utc(moment)) == as_utc(moment)


@pytest.mark.parametrize(
    ("cents", "number"),
    [
        pytest.param(Decimal(2500), "2500", id="whole"),
        pytest.param(Decimal("2500.00"), "2500", id="whole with decimals"),
        pytest.param(Decimal("0.4"), "0.4", id="part of a cent"),
        pytest.param(Decimal("-1.25"), "-1.25", id="a refund"),
    ],
)
def test_cents_are_written_as_the_number_the_api_writes(cents: Decimal, number: str) -> None:
    assert json.dumps(cents_number(cents)) == number


def test_cents_are_read_without_the_error_of_floating_point() -> None:
    rate = PipelineRate.model_validate_json('{"rate_per_1000_pages_cents": 0.1}')

    assert rate.rate_per_1000_pages_cents * 3 == Decimal("0.3")


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_cents_survive_being_written_and_read(cents: Decimal) -> None:
    text = PipelineRate(rate_per_1000_pages_cents=cents).model_dump_json()

    assert PipelineRate.model_validate_json(text).rate_per_1000_pages_cents == cents


def test_a_field_that_a_newer_server_adds_survives_being_read_and_written() -> None:
    body = {"rate_per_1000_pages_cents": 400, "rate_breakdown": None, "currency": "usd"}

    assert json.loads(PipelineRate.model_validate(body).model_dump_json()) == body


def test_a_wire_value_can_not_be_changed() -> None:
    rate = PipelineRate(rate_per_1000_pages_cents=Decimal(1))

    with pytest.raises(ValidationError, match="frozen"):
        rate.rate_per_1000_pages_cents = Decimal(2)  # type: ignore[misc]


def test_a_published_schema_does_not_speak_of_additional_properties() -> None:
    assert "additionalProperties" not in PipelineRate.model_json_schema()
