from datetime import timedelta

import pytest

from components.steps import Bar, steps_frame, timeline_bars, timeline_html
from lineup.contract.rates import read_rate_breakdown
from tests.dashboard.samples_of import NOON, step, timed_step


def test_each_step_is_a_row_with_its_status_time_and_cost() -> None:
    breakdown = read_rate_breakdown(
        {
            "steps": [
                {
                    "step_index": 0,
                    "step_type": "convert",
                    "rate_per_1000_cents": 400,
                    "billed_cents": 1.2,
                }
            ]
        }
    )
    frame = steps_frame(
        [timed_step(0, "convert", 0, 2.34), step(1, "extract", "pending")], breakdown
    )
    assert frame.to_numpy().tolist() == [
        ["0 convert", "✔ completed", "2.3 s", "$0.012"],
        ["1 extract", "○ waiting", "–", "–"],
    ]


@pytest.mark.parametrize(
    ("reused", "text"),
    [
        ("cache", "free, from cache"),
        ("checkpoint", "free, from a checkpoint"),
        ("rerun", "free, from the run before"),
        ("a newer word", "free, taken over"),
    ],
)
def test_a_step_that_took_a_result_over_says_where_from(reused: str, text: str) -> None:
    entry = {"step_index": 0, "rate_per_1000_cents": 400, "billed_cents": 0, "reused": reused}
    frame = steps_frame([timed_step(0, "convert", 0, 0.1)], read_rate_breakdown([entry]))

    assert frame["Cost"].tolist() == [text]


def test_the_timeline_places_each_step_within_the_whole() -> None:
    bars = timeline_bars([timed_step(0, "convert", 0, 3), timed_step(1, "extract", 3, 4)], NOON)
    assert [(bar.label, bar.begin, bar.length, bar.text) for bar in bars] == [
        ("0 convert", 0.0, 0.75, "3.0 s"),
        ("1 extract", 0.75, 0.25, "1.0 s"),
    ]


def test_a_step_that_runs_reaches_to_now() -> None:
    now = NOON + timedelta(seconds=10)
    bars = timeline_bars([timed_step(0, "convert", 0, 8), timed_step(1, "extract", 8, None)], now)
    assert bars[1].text == "2.0 s"


def test_a_step_that_has_not_begun_is_not_on_the_timeline() -> None:
    assert timeline_bars([step(0, "convert", "pending")], NOON) == []


def test_a_step_without_any_length_still_has_a_place() -> None:
    assert timeline_bars([timed_step(0, "convert", 0, 0)], NOON)[0].length == 0


def test_a_step_of_hostile_name_is_escaped() -> None:
    html = timeline_html([Bar("<script>", 0, 1, "#000", "1 s")])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
