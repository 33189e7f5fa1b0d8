"""Two workers over one, on Postgres, with steps that wait: as if the work were done on machines of their own."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.runs import make_table, make_toil, seconds_for
from tests.postgres import Cluster, running_cluster
from tests.servers import running, start_worker

EXECUTIONS = 16
STEP_SECONDS = 2.0


def measure() -> Iterator[Figure]:
    """Yield how many times as many executions two workers carry out."""
    with running_cluster() as cluster:
        one, two = (_seconds(cluster, workers) for workers in (1, 2))
    note = f"{EXECUTIONS} executions of a step of {STEP_SECONDS} s: {one:.1f} s, then {two:.1f} s"
    yield Figure("two workers over one on Postgres", one / two, "×", note=note, floor=1.7)


def _seconds(cluster: Cluster, workers: int) -> float:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        shared = {
            "LINEUP_DATABASE_URL": cluster.make_database(),
            "LINEUP_BLOB_URL": str(folder / "blobs"),
        }
        server = stack.enter_context(running(folder / "web", LINEUP_WORKERS="0", **shared))
        for number in range(workers):
            worker = start_worker(folder / f"worker-{number}", LINEUP_WORKERS="2", **shared)
            stack.callback(worker.stop)
        client = stack.enter_context(server.client())
        document, pipeline_id = make_table(folder), make_toil(client, STEP_SECONDS)
        seconds_for(client, pipeline_id, document, 2 * workers)
        return seconds_for(client, pipeline_id, document, EXECUTIONS)
