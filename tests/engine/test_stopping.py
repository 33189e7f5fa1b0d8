"""Told to stop, an engine lets running steps end, keeps the rest for later, and leaves no process behind."""

import signal
from pathlib import Path

import httpx
import psutil

from lineup.clock import utc_now
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.databases.opening import open_database, sqlite_url
from lineup.engine.store.executions import ExecutionStore
from tests.processes import family_of, is_alive
from tests.servers import Server, running, start
from tests.waiting import wait_for, wait_until_ended

CSV = b"item,quantity\nbolt,4\nnut,7\n"


def run_lingering(server: Server, folder: Path) -> Execution:
    """Start an execution and return it once its second step waits for the file `gate`."""
    log, document = folder / "log", folder / "stock.csv"
    document.write_bytes(CSV)
    settings = {"log": str(log), "gate": str(folder / "gate")}
    steps = [PipelineStep(type=kind, settings=settings) for kind in ("note", "linger")]
    with server.client() as client:
        pipeline = client.create_pipeline(steps)
        run = client.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions())
        wait_for(lambda: log.exists() and "linger" in log.read_text(), "the second step's start")
    return run


def stop(server: Server, number: signal.Signals = signal.SIGTERM) -> str:
    """Tell a server to stop, and return its last words once it and all that it started have gone."""
    family = family_of(server.process.pid)
    assert family
    server.process.send_signal(number)
    words, _ = server.process.communicate(timeout=60)
    assert server.process.returncode == 0
    wait_for(lambda: not any(is_alive(process) for process in family), "the end of its children")
    return words


def health(server: Server) -> httpx.Response:
    return httpx.get(f"{server.base_url}/api/v1/health", trust_env=False)


def test_what_does_not_end_in_time_goes_on_at_the_next_start(tmp_path: Path) -> None:
    first = start(tmp_path / "data", LINEUP_STOP_SECONDS="0.3")
    run = run_lingering(first, tmp_path)

    words = stop(first, signal.SIGINT)
    (tmp_path / "gate").touch()
    with running(tmp_path / "data") as second, second.client() as client:
        ended = wait_until_ended(client, run.execution_id)

    assert words == "Lineup has stopped. One execution goes on at the next start.\n"
    assert ended.status == "completed"
    assert (tmp_path / "log").read_text().split() == ["note", "linger", "linger"]


def test_a_running_step_may_end_first(tmp_path: Path) -> None:
    server = start(tmp_path / "data", LINEUP_STOP_SECONDS="60")
    run = run_lingering(server, tmp_path)

    server.process.send_signal(signal.SIGTERM)
    (tmp_path / "gate").touch()
    words, _ = server.process.communicate(timeout=60)

    assert server.process.returncode == 0
    assert words == "Lineup has stopped. Nothing was left undone.\n"
    assert stored(tmp_path, run.execution_id).steps[1].status == "completed"


def test_a_worker_that_dies_is_started_again_and_health_tells_it(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        before = health(server)
        worker = next(p for p in family_of(server.process.pid) if is_worker(p))
        worker.kill()
        gone = wait_for(lambda: unwell(server), "word of it")
        wait_for(lambda: health(server).status_code == 200, "the new worker")

    assert (before.status_code, before.json()) == (200, {"status": "ok"})
    assert gone is not None
    assert gone.json() == {"status": "starting", "detail": "The worker is starting."}


def stored(folder: Path, execution_id: str) -> Execution:
    """Read an execution from the files of a server that has gone."""
    database = open_database(sqlite_url(folder / "data" / "engine.sqlite"))
    try:
        return ExecutionStore(database, utc_now).get_execution(execution_id)
    finally:
        database.dispose()


def is_worker(process: psutil.Process) -> bool:
    return "lineup.engine.worker" in process.cmdline()


def unwell(server: Server) -> httpx.Response | None:
    answer = health(server)
    return None if answer.status_code == 200 else answer
