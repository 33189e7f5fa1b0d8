"""What runs took, step by step."""

from decimal import Decimal

from lineup.compare.runs import RunFacts, diff_steps, run_facts
from lineup.compare.sides import Side
from lineup.contract.records import ExecutionRecord, Reuse
from tests.compare.made import execution, side

STEPS = [
    {"step_index": 0, "step_type": "convert", "status": "completed", "started_at": "2026-01-01T00:00:00Z", "finished_at": "2026-01-01T00:00:03Z"},
    {"step_index": 1, "step_type": "extract", "status": "failed", "error_message": "No."},
]  # fmt: skip
RATES = {
    "steps": [
        {
            "step_type": "convert",
            "step_index": 0,
            "rate_per_1000_cents": 400,
            "billed_cents": 0,
            "reused": "cache",
        },
        {"step_type": "extract", "step_index": 1, "rate_per_1000_cents": 600, "billed_cents": 2},
    ],
    "billed_cents": 2,
    "page_count": 5,
}


def test_a_step_is_shown_with_what_it_took_on_every_side() -> None:
    one = side(
        "1",
        {"versions": {"lineup": "1", "pdfium": "2"}},
        {"versions": "x"},
        steps=STEPS,
        rate_breakdown=RATES,
    )
    other = side("2", {"versions": {"lineup": "2"}, "checkpoint_reused": True})
    convert, extract = diff_steps([one, other, Side("3", "C", None)])
    first, second, third = convert.sides
    assert first is not None
    assert second is not None
    assert third is None
    assert (first.seconds, first.cents, first.reused, first.error) == (
        3.0,
        Decimal(0),
        Reuse.CACHE,
        None,
    )
    assert (second.seconds, second.cents, second.reused) == (None, None, Reuse.CHECKPOINT)
    assert convert.has_other_versions
    assert extract.sides[0] is not None
    assert (extract.sides[0].error, extract.sides[0].versions) == ("No.", (("engine", "x"),))
    assert (extract.sides[1], extract.has_other_versions) == (None, False)


def test_steps_of_one_type_are_told_apart_by_their_place() -> None:
    twice = [{"step_index": at, "step_type": "custom", "status": "completed"} for at in range(2)]
    rows = diff_steps([side("1", {}, {}, steps=twice), side("2", {}, steps=twice[:1])])
    assert [(row.step_type, row.occurrence, row.sides[1] is None) for row in rows] == [
        ("custom", 0, False),
        ("custom", 1, True),
    ]


def test_what_the_engine_recorded_goes_before_what_the_api_tells() -> None:
    step = {"step_index": 0, "step_type": "convert", "status": "completed", "attempt": 1, "reused": "checkpoint",
            "reused_from": None, "page_count": 1, "billable_pages": 1, "billed_cents": 7, "seconds": 0.5}  # fmt: skip
    record = ExecutionRecord.model_validate(
        {"execution_id": "x", "source_execution_id": None, "cancelled_at": None, "results_deleted_at": None,
         "page_count": 1, "billed_cents": 7, "seconds": 1, "steps": [step]}
    )  # fmt: skip
    (convert, _) = diff_steps(
        [Side("1", "A", execution(steps=STEPS, rate_breakdown=RATES), {}, record)]
    )
    told = convert.sides[0]
    assert told is not None
    assert (told.seconds, told.cents, told.reused) == (0.5, Decimal(7), Reuse.CHECKPOINT)


def test_what_a_run_took_as_a_whole() -> None:
    times = {"started_at": "2026-01-01T00:00:00Z", "completed_at": "2026-01-01T00:00:09Z"}
    told = run_facts(side("1", {"page_count": 4}, steps=STEPS, rate_breakdown=RATES, **times))
    assert told == RunFacts(True, False, 5, Decimal(2), 9.0, is_cached=True)
    hosted = run_facts(
        side("1", {"page_count": 4, "total_cost": 1.5}, {"total_cost": 2, "page_count": "x"})
    )
    assert (hosted.pages, hosted.cents, hosted.is_cached) == (4, Decimal("3.5"), False)
    assert run_facts(side("1", {"total_cost": 1}, {"total_cost": None})).cents is None
    assert run_facts(side("1", status="completed_with_errors")) == RunFacts(True, True)
    assert run_facts(Side("1", "A", None)) == RunFacts(has_ended=False, has_failed=False)
