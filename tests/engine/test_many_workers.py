"""A web node and several workers on one Postgres: the work is shared, and a dead worker's work is taken over."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from lineup.client import Client
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.databases.opening import open_database
from tests.postgres import Cluster
from tests.processes import family_of, is_alive
from tests.servers import Server, WorkerProcess, running, start_worker
from tests.waiting import wait_for, wait_until_ended

CSV = b"item,quantity\nbolt,4\nnut,7\n"
_BUSY = "SELECT executor_id FROM dbos.workflow_status WHERE status = 'PENDING'"
_CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@dataclass(frozen=True)
class Site:
    """A web node without a worker of its own, and what its workers share with it."""

    environment: dict[str, str]
    web: Server

    def ask(self, statement: str) -> list[str]:
        """Return the first column of what the database answers."""
        database = open_database(self.environment["LINEUP_DATABASE_URL"])
        with database.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            found = [str(value) for value in connection.scalars(text(statement))]
        database.dispose()
        return found


StartWorker = Callable[..., WorkerProcess]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, postgres: Cluster) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    environment = {
        "LINEUP_DATABASE_URL": postgres.make_database(),
        "LINEUP_BLOB_URL": str(folder / "shared"),
    }
    with running(folder / "web", LINEUP_WORKERS="0", **environment) as web:
        yield Site(environment, web)


@pytest.fixture
def client(site: Site) -> Iterator[Client]:
    with site.web.client() as client:
        yield client


@pytest.fixture
def start_one(site: Site, tmp_path: Path) -> Iterator[StartWorker]:
    """Start a worker with a data directory of its own, ended with the test."""
    with ExitStack() as held:

        def start(name: str, **environment: str) -> WorkerProcess:
            worker = start_worker(tmp_path / name, **site.environment | environment)
            held.callback(worker.end)
            return worker

        yield start


@dataclass(frozen=True)
class Lingering:
    """An execution whose second step waits for a gate that all of them share."""

    execution_id: str
    log: Path

    @property
    def began(self) -> int:
        """How often its second step has begun."""
        return self.log.read_text().split().count("linger") if self.log.exists() else 0


def run_lingering(client: Client, folder: Path) -> Lingering:
    document, log = folder / "stock.csv", folder / f"log-{len(list(folder.iterdir()))}"
    document.write_bytes(CSV)
    log.touch()
    settings = {"log": str(log), "gate": str(folder / "gate")}
    steps = [PipelineStep(type=kind, settings=settings) for kind in ("note", "linger")]
    pipeline = client.create_pipeline(steps)
    run = client.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions(skip_cache=True))
    return Lingering(run.execution_id, log)


def end(client: Client, folder: Path, runs: list[Lingering]) -> list[Execution]:
    (folder / "gate").touch()
    return [wait_until_ended(client, run.execution_id) for run in runs]


def test_work_is_shared_and_a_killed_workers_share_is_taken_over(
    site: Site, client: Client, start_one: StartWorker, tmp_path: Path
) -> None:
    small = start_one("small", LINEUP_WORKERS="1")
    start_one("large", LINEUP_WORKERS="2")
    runs = [run_lingering(client, tmp_path) for _ in range(4)]
    wait_for(lambda: sum(run.began for run in runs) >= 3, "three executions under way")
    at_work = Counter(site.ask(_BUSY))
    children = family_of(small.process.pid)

    small.kill()
    wait_for(lambda: len(set(site.ask(_BUSY))) == 1, "the take-over")
    ended = end(client, tmp_path, runs)

    assert sorted(at_work.values()) == [1, 2]
    assert {execution.status for execution in ended} == {"completed"}
    assert sorted(run.began for run in runs) == [1, 1, 1, 2]
    assert {run.log.read_text().split().count("note") for run in runs} == {1}
    assert {(e.rate_breakdown or {}).get("page_count") for e in ended} == {1}
    wait_for(lambda: not any(is_alive(child) for child in children), "the end of its children")


def test_a_worker_whose_connections_are_cut_goes_on(
    site: Site, client: Client, start_one: StartWorker, tmp_path: Path
) -> None:
    worker = start_one("cut")
    run = run_lingering(client, tmp_path)
    wait_for(lambda: run.began, "the second step's start")

    site.ask(_CUT)
    [ended] = end(client, tmp_path, [run])

    assert ended.status == "completed"
    assert run.began == 1
    assert "Nothing was left undone" in worker.stop()
