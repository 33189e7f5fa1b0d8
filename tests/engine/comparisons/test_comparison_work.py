"""What goes wrong, and what comes late, while a comparison is made."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import Engine

from lineup.client import Client, ClientError
from lineup.clock import utc_now
from lineup.documents.child import ChildLimits
from lineup.engine.assembly import Services
from lineup.engine.callers import Limits
from lineup.engine.services.comparing import DocumentComparer
from lineup.engine.services.sweep import Sweep
from lineup.engine.store.comparison_work import (
    CLAIM_TIME,
    ComparisonWork,
    RunTally,
    StartedBeforeError,
)
from lineup.engine.worker.comparisons import comparison_chores
from tests.asgi import AsgiTransport
from tests.engine.comparisons.comparing import (
    PAGE,
    RIGHT,
    WRONG,
    Bench,
    asked,
    store_file,
)


@pytest.fixture
def number(bench: Bench, pipeline_id: str, file_id: int) -> int:
    """A comparison of two variants on one file."""
    return bench.local.create_comparison(pipeline_id, asked(file_id)).comparison_id


def end_both(bench: Bench) -> list[str]:
    """End both runs with results that differ, and return their executions."""
    started = bench.start()
    for execution_id, text in zip(started, (RIGHT, WRONG), strict=True):
        bench.complete(execution_id, text)
    return started


@pytest.mark.both_databases
def test_runs_are_started_within_the_limit_of_who_asked(
    services: Services, bench: Bench, transport: AsgiTransport, pipeline_id: str, file_id: int
) -> None:
    limited = Limits(concurrent_runs=1)
    services.admission.keys.add_key("bob", "bobs-secret", limited)
    bob = Client("http://engine", SecretStr("bobs-secret"), transport=transport)
    made = bob.create_comparison(pipeline_id, asked(file_id)).comparison_id

    (first,) = bench.start()
    waiting = bench.start()
    bench.complete(first, RIGHT)
    (second,) = bench.start()

    assert waiting == []
    bench.complete(second, RIGHT)
    bench.comparer.compare_ended()
    assert bob.get_comparison(made).status == "completed"


@pytest.mark.both_databases
def test_two_workers_start_no_run_twice(bench: Bench, number: int) -> None:
    seen_by_both = bench.work.list_runs(number)
    started = bench.start()

    with pytest.raises(StartedBeforeError):
        bench.starter._start(seen_by_both[0])
    assert all(bench.starter._is_settled(run) for run in seen_by_both)
    pipeline_id = bench.local.get_comparison(number).pipeline_id
    assert bench.local.list_executions(pipeline_id).total == len(started) == 2


@pytest.mark.both_databases
def test_a_document_is_compared_by_one_worker_at_a_time(
    bench: Bench, database: Engine, number: int
) -> None:
    end_both(bench)
    later = ComparisonWork(database, lambda: utc_now() + CLAIM_TIME + timedelta(seconds=1))

    claim = bench.work.claim_next()

    assert claim is not None
    assert bench.work.claim_next() is None
    again = later.claim_next()
    assert again is not None
    assert again.document_id == claim.document_id
    bench.work.release_claims()
    bench.comparer.compare_ended()
    late = {run.run_id: RunTally(is_compared=True, won=9, decided=9) for run in claim.runs}
    bench.work.mark_compared(claim, "results/late", late)
    bench.work.mark_not_compared(claim, "late")
    assert [each.won for each in bench.local.get_comparison(number).variants] == [1, 0]


def test_a_run_that_fails_leaves_the_others_to_be_compared(
    bench: Bench, pipeline_id: str, file_id: int
) -> None:
    three: list[dict[str, Any]] = [
        {"name": mode, "steps": {"convert": {"mode": mode}}}
        for mode in ("fast", "balanced", "accurate")
    ]
    made = bench.local.create_comparison(pipeline_id, asked(file_id, variants=three))
    right, failing, wrong = bench.start()
    bench.complete(right, RIGHT)
    bench.complete(wrong, WRONG)
    bench.local.cancel_execution(failing)
    bench.comparer.compare_ended()

    found = bench.local.get_comparison(made.comparison_id)
    assert found.status == "completed_with_errors"
    assert [each.status for each in found.variants] == ["completed", "failed", "completed"]
    assert [each.documents_compared for each in found.variants] == [1, 0, 1]
    assert [(each.won, each.decided) for each in found.variants] == [(1, 1), (0, 0), (0, 1)]
    assert found.variants[1].documents[0].error == "The execution was cancelled."
    (told,) = bench.local.get_differences(made.comparison_id, file_id).differences
    assert (told.readings, told.states) == (["4711", "", "4117"], ["value", "no_result", "value"])


def test_with_one_result_alone_nothing_is_compared(bench: Bench, number: int, file_id: int) -> None:
    first, second = bench.start()
    bench.complete(first, RIGHT)
    bench.local.cancel_execution(second)
    bench.comparer.compare_ended()

    found = bench.local.get_comparison(number)
    assert (found.status, found.files[0].status) == ("failed", "failed")
    with pytest.raises(ClientError, match=r"Fewer than two variants .*Steady: The execution was"):
        bench.local.get_differences(number, file_id)


def test_results_that_hold_nothing_are_not_compared(bench: Bench, number: int) -> None:
    first, second = bench.start()
    bench.complete(first, RIGHT)
    bench.complete(second, "")
    bench.comparer.compare_ended()

    error = bench.local.get_comparison(number).files[0].error or ""
    assert "Steady: The result has no text" in error


def test_a_document_that_was_deleted_before_its_run_is_told(
    bench: Bench, number: int, file_id: int
) -> None:
    bench.local.delete_file(file_id)

    assert bench.start() == []
    bench.comparer.compare_ended()

    found = bench.local.get_comparison(number)
    assert (found.status, found.variants[0].status) == ("failed", "failed")
    assert "was deleted just now" in (found.variants[0].documents[0].error or "")


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        pytest.param(ChildLimits(0.01, 2 << 30), "longer than 0.01 seconds", id="slow"),
        pytest.param(ChildLimits(60, 150 << 20), "Comparing the variants", id="memory"),
    ],
)
def test_comparing_that_breaks_off_is_one_sentence(
    bench: Bench, number: int, limits: ChildLimits, sentence: str
) -> None:
    end_both(bench)

    replace(bench.comparer, limits=limits).compare_ended()

    found = bench.local.get_comparison(number)
    assert found.status == "failed"
    assert sentence in (found.files[0].error or "")


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.both_databases
def test_differences_go_with_the_results_that_they_quote(
    bench: Bench, number: int, file_id: int, which: int
) -> None:
    started = end_both(bench)
    bench.comparer.compare_ended()
    blobs = bench.services.results.blobs
    (kept,) = [key for key in blobs.list_keys("results") if "comparisons" in key]

    bench.local.delete_results(started[which])

    assert not blobs.exists(kept)
    with pytest.raises(ClientError, match="The differences were deleted with the results"):
        bench.local.get_differences(number, file_id)
    assert bench.local.get_comparison(number).variants[0].won == 1


def test_differences_outlive_the_sweep_and_orphans_do_not(bench: Bench, number: int) -> None:
    started = end_both(bench)
    bench.comparer.compare_ended()
    blobs, disposal = bench.services.results.blobs, bench.services.disposal
    orphan = f"results/{started[0]}/comparisons/99.json.gz"
    blobs.put_bytes(orphan, b"left by a crash")

    Sweep(disposal.deletion, blobs, disposal.discard).delete_orphans(utc_now)

    assert not blobs.exists(orphan)
    assert blobs.exists(f"results/{started[0]}/comparisons/{number}.json.gz")


def test_differences_whose_bytes_are_gone_are_not_found(
    bench: Bench, number: int, file_id: int
) -> None:
    (first, _) = end_both(bench)
    bench.comparer.compare_ended()
    bench.services.results.blobs.delete(f"results/{first}/comparisons/{number}.json.gz")

    with pytest.raises(ClientError, match="The differences were deleted"):
        bench.local.get_differences(number, file_id)


@pytest.mark.both_databases
def test_results_that_are_deleted_while_they_are_compared_leave_no_differences(
    bench: Bench, number: int
) -> None:
    first, _ = end_both(bench)
    claim = bench.work.claim_next()
    assert claim is not None
    bench.local.delete_results(first)

    bench.work.mark_compared(claim, "results/x", {})

    assert "were deleted before" in (bench.local.get_comparison(number).files[0].error or "")


def test_results_whose_bytes_are_gone_are_told(bench: Bench, number: int) -> None:
    first, _ = end_both(bench)
    bench.services.results.blobs.delete(f"results/{first}/0/1/a")

    bench.comparer.compare_ended()

    assert "were deleted before" in (bench.local.get_comparison(number).files[0].error or "")


def test_a_result_that_can_not_be_read_is_told_and_does_not_stop_the_others(
    bench: Bench, api: httpx.Client, pipeline_id: str, file_id: int
) -> None:
    broken = bench.local.create_comparison(pipeline_id, asked(file_id)).comparison_id
    sound = bench.local.create_comparison(pipeline_id, asked(store_file(api, PAGE))).comparison_id
    for execution_id in (started := bench.start()):
        bench.complete(execution_id, RIGHT)
    bench.services.results.blobs.put_bytes(f"results/{started[0]}/0/1/a", b"not gzip")

    bench.comparer.compare_ended()

    error = bench.local.get_comparison(broken).files[0].error or ""
    assert error.startswith("Comparing the variants crashed over this document")
    assert bench.local.get_comparison(sound).status == "completed"


def test_a_large_comparison_goes_on_after_a_restart(
    bench: Bench, api: httpx.Client, pipeline_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lineup.engine.store.comparison_work._AT_ONCE", 3)
    files = [store_file(api, PAGE + str(n).encode()) for n in range(4)]
    made = bench.local.create_comparison(pipeline_id, asked(*files)).comparison_id
    started = bench.start()
    assert len(started) == 8
    for execution_id in started[:4]:
        bench.complete(execution_id, RIGHT)
    bench.comparer.compare_ended()
    half = bench.local.get_comparison(made)
    bench.work.claim_next()

    after = Bench(bench.local, bench.services, bench.database, bench.queue)
    assert after.start() == []
    for execution_id in started[4:]:
        after.complete(execution_id, RIGHT)
    after.work.release_claims()
    after.comparer.compare_ended()

    assert (half.status, [each.status for each in half.files]) == (
        "running",
        ["completed", "completed", "pending", "pending"],
    )
    assert after.local.get_comparison(made).status == "completed"


def test_a_worker_has_both_duties_and_frees_what_a_killed_one_held(
    bench: Bench, database: Engine, number: int
) -> None:
    end_both(bench)
    assert bench.work.claim_next() is not None
    blobs, registry = bench.services.results.blobs, bench.services.catalog.registry

    duties: dict[str, Callable[[], object]] = {
        chore.name: chore.run for chore in comparison_chores(database, blobs, registry)
    }
    for run in duties.values():
        run()

    assert list(duties) == ["start the runs of comparisons", "compare what has ended"]
    assert bench.local.get_comparison(number).status == "completed"


def test_a_comparer_needs_nothing_but_rows_and_blobs(bench: Bench, number: int) -> None:
    end_both(bench)

    DocumentComparer(bench.work, bench.services.results.blobs).compare_ended()

    assert bench.local.get_comparison(number).status == "completed"
