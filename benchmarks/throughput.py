"""Executions per second of three trivial steps, over bare DBOS doing the same; and how long one waits for its start."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from dbos import DBOSClient, EnqueueOptions

from benchmarks import bare_dbos
from benchmarks.figures import Figure
from benchmarks.runs import PAUSE_SECONDS, completed, make_table, make_toil, run, seconds_for
from lineup.contract.executions import Execution
from lineup.databases.opening import open_database, sqlite_url
from tests.servers import running

ROUNDS = 5
EXECUTIONS = 40
DELAYS = 20
WORKERS = 2


def measure() -> Iterator[Figure]:
    """Yield the engine's throughput as a share of bare DBOS's, in turns, and its queue delay."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            _bare(sqlite_url(folder / "bare.sqlite")) as bare,
            running(folder / "data", LINEUP_WORKERS=str(WORKERS)) as server,
            server.client() as client,
        ):
            document, pipeline_id = make_table(folder), make_toil(client, 0, 0, 0)
            seconds_for(client, pipeline_id, document, WORKERS)
            rounds = [
                (
                    seconds_for(client, pipeline_id, document, EXECUTIONS),
                    bare.seconds_for(EXECUTIONS),
                )
                for _ in range(ROUNDS)
            ]
            waits = [
                _wait(completed(client, run(client, pipeline_id, document))) for _ in range(DELAYS)
            ]
    ours, theirs = (EXECUTIONS / median(seconds) for seconds in zip(*rounds, strict=True))
    note = f"{ours:.1f} over {theirs:.1f} a second, {WORKERS} at once, polled alike"
    share = median(theirs / ours for ours, theirs in rounds)
    yield Figure(
        "three trivial steps: executions/s over bare DBOS", share, "×", note=note, floor=0.5
    )
    yield Figure("queue delay: submit to the first step's start", median(waits) * 1000, "ms")


@dataclass(frozen=True)
class _Bare:
    client: DBOSClient

    def seconds_for(self, count: int) -> float:
        """Return how long so many workflows take together, from the first one's place in the queue to the last end."""
        options: EnqueueOptions = {
            "queue_name": bare_dbos.QUEUE,
            "workflow_name": bare_dbos.WORKFLOW,
            "app_version": bare_dbos.VERSION,
        }
        began = time.perf_counter()
        for number in range(count):
            self.client.enqueue(options, number)
        while self.client.list_workflows(status=["ENQUEUED", "PENDING"], limit=1):
            time.sleep(PAUSE_SECONDS)
        return time.perf_counter() - began


@contextmanager
def _bare(url: str) -> Iterator[_Bare]:
    command = [sys.executable, "-m", "benchmarks.bare_dbos", url, str(WORKERS)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as bare:
        if bare.stdout is None or "ready" not in bare.stdout.readline():
            raise AssertionError(command)
        database = open_database(url)
        yield _Bare(
            DBOSClient(system_database_engine=database, application_name=bare_dbos.APPLICATION)
        )
        bare.kill()
        database.dispose()


def _wait(execution: Execution) -> float:
    started = execution.steps[0].started_at
    if started is None or execution.created is None:
        raise AssertionError(execution.execution_id)
    return (started - execution.created).total_seconds()
