"""A web node and several workers on one Postgres: the work is shared, and a dead worker's work is taken over."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from lineup.client import Client
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from tests.postgres import Cluster
from tests.servers import WorkerProcess, running, start_worker
from tests.waiting import wait_for, wait_until_ended

CSV = b"item,quantity\nbolt,4\nnut,7\n"


@dataclass(frozen=True)
class Site:
    """A web node without a worker of its own, and where everything of it lies."""

    folder: Path
    environment: dict[str, str]
    client: Client

    def start_worker(self, held: ExitStack, **environment: str) -> WorkerProcess:
        """Start a worker with a data directory of its own, ended with the test."""
        folder = self.folder / f"worker-{len(list(self.folder.iterdir()))}"
        worker = start_worker(folder, **self.environment | environment)
        held.callback(worker.kill)
        return worker

    def run(self, *steps: PipelineStep) -> Execution:
        """Run the steps on a document."""
        document = self.folder / "stock.csv"
        document.write_bytes(CSV)
        pipeline = self.client.create_pipeline(list(steps))
        return self.client.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions())


@pytest.fixture
def held() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def site(tmp_path: Path, postgres: Cluster, held: ExitStack) -> Site:
    environment = {
        "LINEUP_DATABASE_URL": postgres.make_database(),
        "LINEUP_BLOB_URL": str(tmp_path / "shared"),
    }
    web = held.enter_context(running(tmp_path / "web", LINEUP_WORKERS="0", **environment))
    return Site(tmp_path, environment, held.enter_context(web.client()))


def linger(log: Path, gate: Path) -> PipelineStep:
    return PipelineStep(type="linger", settings={"log": str(log), "gate": str(gate)})


def test_a_killed_workers_execution_is_finished_by_another(
    site: Site, held: ExitStack, tmp_path: Path
) -> None:
    log, gate = tmp_path / "log", tmp_path / "gate"
    first = site.start_worker(held)
    run = site.run(PipelineStep(type="note", settings={"log": str(log)}), linger(log, gate))
    wait_for(lambda: log.exists() and "linger" in log.read_text(), "the second step's start")
    site.start_worker(held)
    children = psutil.Process(first.process.pid).children(recursive=True)

    first.kill()
    wait_for(lambda: log.read_text().count("linger") == 2, "the take-over")
    gate.touch()
    ended = wait_until_ended(site.client, run.execution_id)

    assert ended.status == "completed"
    assert log.read_text().split() == ["note", "linger", "linger"]
    assert ended.rate_breakdown is not None
    assert ended.rate_breakdown["page_count"] == 1
    assert not any(child.is_running() for child in children)
