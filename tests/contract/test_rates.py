"""Reading what an execution cost."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.contract.rates import RateBreakdown, StepRate, read_rate_breakdown, step_label

CONVERT = {"step_index": 0, "step_type": "convert", "label": "markdown", "rate_per_1000_cents": 400}
EXTRACT = {"step_index": 1, "step_type": "extract", "label": "fast", "rate_per_1000_cents": 200}
STEPS = (
    StepRate("convert(markdown)", Decimal(400), step_index=0),
    StepRate("extract(fast)", Decimal(200), step_index=1),
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "steps",
                    "label",
                    "step_type",
                    "step_index",
                    "rate_per_1000_cents",
                    "page_count",
                    "x",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"steps": [CONVERT, EXTRACT]}, id="a list under steps"),
        pytest.param([CONVERT, EXTRACT], id="a bare list"),
    ],
)
def test_the_steps_of_a_breakdown_are_found_in(body: Any) -> None:
    read = read_rate_breakdown(body)

    assert read is not None
    assert read.steps == STEPS


def test_a_map_from_label_to_entry_is_read_beside_its_total() -> None:
    body = {
        "convert(markdown)": {"rate_per_1000_cents": 400},
        "extract(balanced-checkpoint)": {"rate_per_1000_cents": 2100},
        "total_rate_per_1000_cents": 2500,
    }

    assert read_rate_breakdown(body) == RateBreakdown(
        steps=(
            StepRate("convert(markdown)", Decimal(400)),
            StepRate("extract(balanced-checkpoint)", Decimal(2100)),
        ),
        total_rate_per_1000_cents=Decimal(2500),
        page_count=None,
        billed_cents=None,
    )


def test_pages_and_billed_cents_are_read_where_the_server_says_them() -> None:
    body = {"steps": [CONVERT | {"billed_cents": 1.2}], "page_count": 3, "billed_cents": 2}

    read = read_rate_breakdown(body)

    assert read is not None
    assert (read.page_count, read.billed_cents) == (3, Decimal(2))
    assert read.steps[0].billed_cents == Decimal("1.2")


def test_the_rate_endpoints_own_name_of_the_total_is_read_too() -> None:
    read = read_rate_breakdown({"steps": [], "rate_per_1000_pages_cents": 400})

    assert read is not None
    assert read.total_rate_per_1000_cents == Decimal(400)


@pytest.mark.parametrize("nothing", [None, {}, []])
def test_no_breakdown_is_told_apart_from_an_empty_one(nothing: Any) -> None:
    assert read_rate_breakdown(nothing) is None


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("400", id="text"),
        pytest.param({"step_type": "convert"}, id="no rate"),
        pytest.param({"rate_per_1000_cents": "a lot"}, id="a rate that is no number"),
        pytest.param({"rate_per_1000_cents": True}, id="a rate that is a boolean"),
        pytest.param({"rate_per_1000_cents": float("inf")}, id="an endless rate"),
    ],
)
def test_an_entry_without_a_rate_is_left_out(entry: Any) -> None:
    read = read_rate_breakdown([entry, CONVERT])

    assert read is not None
    assert read.steps == STEPS[:1]


@pytest.mark.parametrize("steps", [None, 5, "none", True])
def test_steps_that_can_not_be_read_leave_the_total_readable(steps: Any) -> None:
    read = read_rate_breakdown({"steps": steps, "total_rate_per_1000_cents": 400})

    assert read is not None
    assert read.steps == ()
    assert read.total_rate_per_1000_cents == Decimal(400)


@pytest.mark.parametrize(
    ("step_type", "detail", "label"),
    [
        pytest.param("convert", "markdown", "convert(markdown)", id="both"),
        pytest.param("convert", "convert(html)", "convert(html)", id="already joined"),
        pytest.param("convert", None, "convert", id="only the type"),
        pytest.param(None, "extract(fast)", "extract(fast)", id="only the detail"),
        pytest.param(None, None, "step", id="neither"),
    ],
)
def test_a_rate_is_labelled_as_the_service_does(
    step_type: str | None, detail: str | None, label: str
) -> None:
    assert step_label(step_type, detail) == label


@pytest.mark.parametrize("index", ["0", None, True])
def test_a_step_index_that_is_no_number_is_not_taken_for_one(index: Any) -> None:
    read = read_rate_breakdown([CONVERT | {"step_index": index}])

    assert read is not None
    assert read.steps[0].step_index is None


@given(json_values)
def test_any_json_can_be_read_as_a_breakdown(body: Any) -> None:
    read = read_rate_breakdown(body)

    assert read is None or all(rate.label for rate in read.steps)
