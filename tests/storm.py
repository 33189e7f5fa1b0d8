"""Many executions while the engine's processes are killed at random, and what must be true afterwards."""

import json
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lineup.client import Client, ClientError, ErrorKind
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.extension import ExecutionQuery
from lineup.contract.pipelines import PipelineStep
from lineup.engine.blobs import result_key
from lineup.engine.store.tables import ExecutionRow
from lineup.samples import SAMPLES
from tests.killable import KillableEngine
from tests.waiting import wait_for

SEED = "LINEUP_STORM_SEED"
"""Set it to a seed that was printed to have the same storm again."""

_LONGEST_PAUSE = 0.1
_STEPS_AT_ONCE = 2
"""How many steps a killed process may have been at."""

_BEGINNINGS = 1.5
"""How many steps leave word in an execution, at least, on average."""

_ALL_SECONDS = 240.0
"""How long all executions of a storm may take together."""


@dataclass(frozen=True)
class Storm:
    """How many executions, during how many kills."""

    executions: int
    kills: int


@dataclass(frozen=True)
class Job:
    """One run to ask for: its document's name is its own, so that it is found again by it."""

    filename: str
    document: Path
    pipeline_id: str


@dataclass(frozen=True)
class Outcome:
    """What must be the same whether or not anything was killed: status, bill, pages, and what each step answered."""

    status: str
    billed_cents: Decimal
    page_count: int | None
    answers: tuple[str | None, ...]


def weather(engine: KillableEngine, storm: Storm, folder: Path, database: Engine) -> None:
    """Assert that a storm changes nothing: all executions end as in quiet, and no finished step ran again."""
    seed = os.environ.get(SEED) or str(Random().randrange(1_000_000))
    print(f"{SEED}={seed}")  # noqa: T201 (to have a failed storm again)
    chance, log = Random(seed), folder / "toil.log"
    log.touch()
    with engine, engine.client() as client:
        pipelines = _make_pipelines(client, log)
        jobs = [_make_job(folder, "storm", pipelines, n) for n in range(storm.executions)]
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(lambda: [_ask(client, job) for job in jobs])
            _kill_again_and_again(engine, storm, chance, log)
            ids = asked.result()
        in_storm = _await_all(client, ids)
        _require_one_each(client, jobs)
        quiet = [_make_job(folder, "quiet", pipelines, n) for n in range(storm.executions)]
        in_quiet = _await_all(client, [_ask(client, job) for job in quiet])
        outcomes = [_outcome(client, execution) for execution in in_storm]
        assert outcomes == [_outcome(client, execution) for execution in in_quiet]
    assert {outcome.status for outcome in outcomes} == {"completed"}
    with Session(database) as session:
        rows = session.scalars(select(ExecutionRow).where(ExecutionRow.execution_id.in_(ids))).all()
        _require_no_step_ran_again(rows, storm, log)


def _make_pipelines(client: Client, log: Path) -> list[str]:
    """Make pipelines of one to three steps; in each, the toils leave word in the log."""
    convert = PipelineStep(type="convert", settings={"mode": "fast"})

    def toil(place: int, seconds: float) -> PipelineStep:
        settings = {"log": str(log), "place": place, "seconds": seconds}
        return PipelineStep(type="toil", settings=settings)

    chains = (
        [toil(0, 0.05), toil(1, 0.15), toil(2, 0.1)],
        [convert, toil(1, 0.1)],
        [toil(0, 0.2)],
        [convert, toil(1, 0.05), toil(2, 0.1)],
    )
    return [client.create_pipeline(steps).pipeline_id for steps in chains]


def _make_job(folder: Path, name: str, pipelines: Sequence[str], number: int) -> Job:
    source = _documents(folder)[number % len(_documents(folder))]
    path = folder / f"{name}-{number:02}{source.suffix}"
    path.write_bytes(source.read_bytes())
    return Job(path.name, path, pipelines[number % len(pipelines)])


def _documents(folder: Path) -> list[Path]:
    table, page = folder / "table.csv", folder / "page.html"
    table.write_text("item,quantity\nbolt,4\nnut,7\n")
    page.write_text("<h1>Pumps</h1><p>The pump was inspected on site.</p>")
    return [table, page, *(sample.path for sample in SAMPLES)]


def _ask(client: Client, job: Job) -> str:
    """Ask for the run until it is known to be taken, and return its execution's id.

    A server that is killed while it is asked may have taken the run or not, so that is looked up first.
    """
    while True:
        try:
            known = _ids_named(client, job.filename)
            if known:
                return known[0]
            options = RunOptions(skip_cache=True)
            return client.run_pipeline_on_file(job.pipeline_id, job.document, options).execution_id
        except ClientError as error:
            if error.kind is not ErrorKind.UNREACHABLE:
                raise


def _ids_named(client: Client, filename: str) -> list[str]:
    found = client.list_execution_rows(ExecutionQuery(search=filename))
    return [row.execution_id for row in found.rows]


def _kill_again_and_again(engine: KillableEngine, storm: Storm, chance: Random, log: Path) -> None:
    """Kill at moments that are spread over the work, each some milliseconds after a step began."""
    begins = range(1, int(storm.executions * _BEGINNINGS))
    for moment in sorted(chance.sample(begins, storm.kills)):
        wait_for(partial(_has_come, moment, log), f"the beginning of {moment} steps")
        threading.Event().wait(chance.uniform(0, _LONGEST_PAUSE))
        engine.kill_one(chance)


def _has_come(moment: int, log: Path) -> bool:
    return len(_words(log)) >= moment


def _await_all(client: Client, ids: Sequence[str]) -> list[Execution]:
    def ended() -> list[Execution]:
        found = [client.get_execution(execution_id) for execution_id in ids]
        return found if all(execution.is_terminal for execution in found) else []

    return wait_for(ended, "the end of all executions", _ALL_SECONDS)


def _outcome(client: Client, execution: Execution) -> Outcome:
    bill = execution.rate_breakdown or {}
    steps = range(len(execution.steps))
    answers = [client.get_step_result(execution.execution_id, n).markdown for n in steps]
    return Outcome(execution.status, bill["billed_cents"], bill["page_count"], tuple(answers))


def _require_one_each(client: Client, jobs: Sequence[Job]) -> None:
    """Assert that no run was taken twice."""
    counts = {job.filename: len(_ids_named(client, job.filename)) for job in jobs}
    assert set(counts.values()) == {1}, counts


def _require_no_step_ran_again(rows: Sequence[ExecutionRow], storm: Storm, log: Path) -> None:
    """Assert that a finished step never began again, and that a kill cost no more attempts than steps could run."""
    begins: dict[tuple[str, int], list[float]] = {}
    for moment, filename, place in _words(log):
        begins.setdefault((filename, place), []).append(moment)
    for row in rows:
        for step in row.steps:
            assert step.result_key == result_key(row.execution_id, step.step_index, step.attempt)
            began = begins.get((row.document_name or "", step.step_index), [])
            assert len(began) <= step.attempt
            assert step.finished_at is not None
            assert all(moment <= step.finished_at.timestamp() for moment in began)
    again = sum(step.attempt - 1 for row in rows for step in row.steps)
    print(f"{again} steps were interrupted by {storm.kills} kills")  # noqa: T201 (how hard it was)
    assert again <= storm.kills * _STEPS_AT_ONCE


def _words(log: Path) -> list[tuple[float, str, int]]:
    return [tuple(json.loads(line)) for line in log.read_text().splitlines()]
