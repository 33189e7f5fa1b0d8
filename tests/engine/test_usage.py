"""Usage sums: counted once when an execution ends, equal to what the executions themselves say."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from lineup.client import Client, ClientError
from lineup.contract.executions import Execution
from lineup.contract.extension import Feature
from lineup.contract.usage import UsageGroup, UsageLine, UsageQuery, UsageSums
from lineup.databases.opening import open_database, sqlite_url
from lineup.engine.store.migrating import MIGRATIONS
from lineup.engine.store.usage_sums import read_usage
from tests.engine.usage_runs import End, Hands, Runs

pytestmark = pytest.mark.both_databases

PAGES = 5
_ENDS = st.lists(st.tuples(st.sampled_from(list(End)), st.integers(0, 900)), min_size=1, max_size=3)
_HISTORIES = st.lists(st.tuples(st.integers(0, 2), _ENDS), max_size=4)


@pytest.fixture
def runs(database: Engine) -> Runs:
    return Runs(database, Hands())


@pytest.fixture(scope="module")
def many_runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """A database that all examples of a property share."""
    engine = open_database(sqlite_url(tmp_path_factory.mktemp("usage") / "engine.sqlite"))
    MIGRATIONS.migrate(engine)
    yield Runs(engine, Hands())
    engine.dispose()


def _lines(engine: Engine, group: UsageGroup, pipeline_id: str | None = None) -> list[UsageLine]:
    return read_usage(engine, UsageQuery(group_by=group, pipeline_id=pipeline_id)).lines


def _counts(sums: UsageSums) -> tuple[int, ...]:
    counted = (sums.completed, sums.with_errors, sums.failed, sums.cancelled)
    return (*counted, sums.skipped, sums.reused, sums.pages)


def test_what_was_run_is_told_by_version_with_its_name(runs: Runs, local: Client) -> None:
    pipeline = runs.add_pipeline("Invoices")
    runs.carry_out(runs.start(pipeline, 3), [(End.COMPLETED, PAGES)] * 3)

    usage = local.get_usage(UsageQuery(group_by=UsageGroup.VERSION))

    (line,) = usage.lines
    assert (line.pipeline_id, line.pipeline_name, line.pipeline_version) == (
        pipeline,
        "Invoices",
        1,
    )
    assert (line.completed, line.pages, line.seconds) == (1, PAGES, 1.875)
    assert (line.billed_cents, line.estimated_cents) == (Decimal(15), Decimal("1.665"))
    assert _counts(usage.totals) == _counts(line)


def test_the_server_says_that_it_sums_up(local: Client) -> None:
    capabilities = local.get_capabilities()

    assert capabilities is not None
    assert capabilities.has(Feature.USAGE)


def test_before_anything_has_run_the_sums_are_nothing(local: Client) -> None:
    usage = local.get_usage(UsageQuery())

    assert (usage.lines, usage.has_more) == ([], False)
    assert usage.totals.completed == 0
    assert usage.totals.billed_cents == 0


def test_steps_are_summed_up_by_type_and_totals_stay_those_of_executions(
    runs: Runs, local: Client
) -> None:
    ends = [(End.COMPLETED, PAGES), (End.FAILED, 0)]
    runs.carry_out(runs.start(runs.add_pipeline(), 3), ends)

    usage = local.get_usage(UsageQuery(group_by=UsageGroup.STEP_TYPE))

    counted = {line.step_type: (line.completed, line.failed, line.skipped) for line in usage.lines}
    assert counted == {"convert": (1, 0, 0), "extract": (0, 1, 0), "segment": (0, 0, 1)}
    assert (usage.totals.completed, usage.totals.failed) == (0, 1)
    assert usage.lines[0].billed_cents == 2


def test_a_cancelled_execution_is_a_failed_one_that_is_marked(runs: Runs) -> None:
    runs.carry_out(runs.start(runs.add_pipeline()), [(End.CANCELLED, 0)])

    (line,) = _lines(runs.engine, UsageGroup.DAY)

    assert (line.failed, line.cancelled) == (1, 1)


def test_what_a_reused_step_would_have_cost_is_saved(runs: Runs) -> None:
    ends = [(End.REUSED, PAGES), (End.COMPLETED, PAGES)]
    runs.carry_out(runs.start(runs.add_pipeline(), 2), ends)

    (line,) = _lines(runs.engine, UsageGroup.PIPELINE)

    assert line.reused == 1
    assert line.saved_cents == 2
    assert line.billed_cents == 11


def test_the_same_end_told_twice_is_counted_once(runs: Runs) -> None:
    execution_id = runs.start(runs.add_pipeline())
    runs.carry_out(execution_id, [(End.COMPLETED, PAGES)])
    runs.executions.mark_ended(execution_id)
    runs.executions.mark_abandoned(execution_id, "Too late.")

    (line,) = _lines(runs.engine, UsageGroup.DAY)

    assert (line.completed, line.failed) == (1, 0)


def test_days_are_counted_in_utc_and_listed_newest_first(runs: Runs, local: Client) -> None:
    pipeline = runs.add_pipeline()
    for hours in (11, 2, 24):
        runs.clock.wait(hours * 3_600)
        runs.carry_out(runs.start(pipeline), [(End.COMPLETED, 0)])

    found = local.get_usage(UsageQuery())

    assert [(line.day, line.completed) for line in found.lines] == [
        (date(2026, 11, 5), 1),
        (date(2026, 11, 4), 1),
        (date(2026, 11, 3), 1),
    ]
    narrowed = UsageQuery(first_day=date(2026, 11, 4), last_day=date(2026, 11, 4))
    assert [line.day for line in local.get_usage(narrowed).lines] == [date(2026, 11, 4)]


def test_one_pipeline_can_be_asked_for(runs: Runs, local: Client) -> None:
    mine, other = runs.add_pipeline("Mine"), runs.add_pipeline("Other")
    for pipeline in (mine, other, other):
        runs.carry_out(runs.start(pipeline), [(End.COMPLETED, PAGES)])

    whole = local.get_usage(UsageQuery(group_by=UsageGroup.PIPELINE))
    own = local.get_usage(UsageQuery(group_by=UsageGroup.PIPELINE, pipeline_id=mine))

    assert [line.pipeline_name for line in whole.lines] == ["Other", "Mine"]
    assert (own.totals.completed, len(own.lines)) == (1, 1)


def test_days_in_the_wrong_order_are_refused_with_a_sentence(local: Client) -> None:
    query = UsageQuery(first_day=date(2026, 2, 1), last_day=date(2026, 1, 1))

    with pytest.raises(ClientError, match="is after the last, 2026-01-01"):
        local.get_usage(query)


@settings(max_examples=12, deadline=None)
@given(_HISTORIES)
def test_the_sums_are_those_of_the_executions_themselves(
    many_runs: Runs, histories: Sequence[tuple[int, list[tuple[End, int]]]]
) -> None:
    runs, pipeline = many_runs, many_runs.add_pipeline()
    ended = [
        runs.carry_out(runs.start(pipeline, len(ends), version=version), ends)
        for version, ends in histories
    ]
    for group in (UsageGroup.DAY, UsageGroup.PIPELINE, UsageGroup.VERSION):
        assert _totals(_lines(runs.engine, group, pipeline)) == _own_totals(ended)
    of_steps = _lines(runs.engine, UsageGroup.STEP_TYPE, pipeline)
    assert _step_totals(of_steps) == _own_steps(ended)
    records = [runs.executions.get_record(each.execution_id) for each in ended]
    billed = [step.billed_cents or Decimal(0) for record in records for step in record.steps]
    assert sum(line.billed_cents for line in of_steps) == sum(billed)


def test_workers_that_end_executions_at_once_lose_no_count(runs: Runs) -> None:
    pipelines = [runs.add_pipeline(), runs.add_pipeline()]
    ids = [runs.start(pipelines[number % 2], 3) for number in range(8)]

    def end(mine: list[str]) -> None:
        own = Runs(runs.engine, Hands())
        for execution_id in mine:
            own.carry_out(execution_id, [(End.COMPLETED, PAGES)] * 3)

    _at_once([partial(end, ids[n::4]) for n in range(4)])

    (line,) = _lines(runs.engine, UsageGroup.DAY)
    assert (line.completed, line.pages) == (8, 8 * PAGES)


def _at_once(works: Sequence[Callable[[], None]]) -> None:
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _totals(lines: Sequence[UsageLine]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for line in lines:
        totals["completed"] += line.completed
        totals["completed_with_errors"] += line.with_errors
        totals["failed"] += line.failed
        totals["pages"] += line.pages
        totals["milliseconds"] += round(line.seconds * 1_000)
        totals["cents"] += int(line.billed_cents)
    return +totals


def _own_totals(ended: Sequence[Execution]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for execution in ended:
        assert execution.rate_breakdown is not None
        totals[execution.status] += 1
        totals["pages"] += execution.rate_breakdown["page_count"] or 0
        totals["milliseconds"] += round((execution.seconds or 0) * 1_000)
        totals["cents"] += execution.rate_breakdown["billed_cents"]
    return +totals


def _step_totals(lines: Sequence[UsageLine]) -> Counter[tuple[str, str]]:
    totals: Counter[tuple[str, str]] = Counter()
    for line in lines:
        step_type = str(line.step_type)
        totals[step_type, "completed"] += line.completed + line.with_errors
        totals[step_type, "failed"] += line.failed
        totals[step_type, "skipped"] += line.skipped
    return +totals


def _own_steps(ended: Sequence[Execution]) -> Counter[tuple[str, str]]:
    return Counter((step.step_type, step.status) for each in ended for step in each.steps)
