from typing import Any

import pytest

from components.result_facts import backend_text, quality_text, result_facts_text
from tests.dashboard.samples_of import result


def test_a_result_tells_pages_quality_time_and_cost() -> None:
    told = result(page_count=3, parse_quality_score=4.2, runtime=2.34, total_cost=1.2)
    assert result_facts_text(told) == (
        "3 pages · parse quality 4.2 of 5 (excellent) · 2.3 s · $0.012"
    )


def test_what_a_result_does_not_tell_is_left_out() -> None:
    assert result_facts_text(result()) == ""
    assert result_facts_text(result(page_count=1)) == "1 page"


@pytest.mark.parametrize(
    ("score", "text"),
    [
        pytest.param(5.0, "5.0 of 5 (excellent)", id="the best"),
        pytest.param(3.96, "4.0 of 5 (excellent)", id="the word fits the rounded figure"),
        pytest.param(3.0, "3.0 of 5 (good)", id="good"),
        pytest.param(2.5, "2.5 of 5 (fair)", id="fair"),
        pytest.param(0.0, "0.0 of 5 (poor)", id="the worst"),
        pytest.param(-1.0, "-1.0 of 5 (poor)", id="below the scale"),
    ],
)
def test_quality_has_a_word_for_its_band(score: float, text: str) -> None:
    assert quality_text(score) == f"parse quality {text}"


@pytest.mark.parametrize(
    ("metadata", "told"),
    [
        pytest.param({}, "", id="no extraction"),
        pytest.param(
            {"extraction_backend": "deterministic", "extraction_backend_reason": "no model is set"},
            "the deterministic backend (no model is set)",
            id="deterministic",
        ),
        pytest.param(
            {"extraction_backend": "llm, deterministic", "extraction_model": "tiny"},
            "the language model tiny and the deterministic backend",
            id="both",
        ),
        pytest.param(
            {"extraction_backend": "llm"},
            "a language model",
            id="another server's shape",
        ),
    ],
)
def test_the_backend_that_answered_is_told(metadata: dict[str, Any], told: str) -> None:
    assert backend_text(result(metadata=metadata)) == told
