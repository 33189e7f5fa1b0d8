"""Results that are deleted: on request, after their time, and what crashes left of them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Thread
from typing import IO

import httpx
import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from lineup.client import Client, ClientError, ErrorKind
from lineup.clock import utc_now
from lineup.contract.extension import Feature
from lineup.contract.records import Reuse
from lineup.databases.opening import writing
from lineup.engine.api.application import create_application
from lineup.engine.assembly import Services, assemble
from lineup.engine.blobs import checkpoint_key, page_image_key, result_key
from lineup.engine.errors import NotPossible
from lineup.engine.processors.registry import ProcessorRegistry
from lineup.engine.services.documents import DocumentIntake, StoredDocument
from lineup.engine.services.sweep import Sweep
from lineup.engine.store.holds import hold_for_run, hold_results
from lineup.engine.store.page_counts import PageCountStore
from lineup.engine.store.steps import FinishedStep, ReusedStep
from lineup.engine.store.tables import CacheRow, StepRow
from lineup.engine.worker.disposal import disposal_chores
from lineup.settings import Settings
from tests.asgi import AsgiTransport
from tests.engine.conftest import KEY, RememberedQueue
from tests.engine.test_run_endpoint import CSV, run

EMPTY_JSON = (
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\xab\xae\x05\x00C\xbf\xa6\xa3\x02\x00\x00\x00"
)
DAY = timedelta(days=1)


@dataclass
class MovingClock:
    """A clock that a test moves."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(utc_now())


@pytest.fixture
def services(
    settings: Settings,
    database: Engine,
    queue: RememberedQueue,
    registry: ProcessorRegistry,
    clock: MovingClock,
) -> Services:
    return assemble(settings, database, queue, registry, clock)


@pytest.fixture
def pipeline_id(api: httpx.Client) -> str:
    made = api.post("/api/v1/pipelines", json={"steps": [{"type": "convert"}]})
    return str(made.json()["pipeline_id"])


@dataclass(frozen=True)
class Runs:
    """Starts and finishes executions as a worker would, their blobs included."""

    services: Services
    api: httpx.Client
    pipeline_id: str

    def start(self, document: bytes = CSV, **fields: str) -> str:
        """Return the id of a running execution on an upload, or on what `file_url` names."""
        file = None if "file_url" in fields else document
        execution_id = str(run(self.api, self.pipeline_id, file, **fields).json()["execution_id"])
        self.services.executions.mark_running(execution_id)
        self.services.executions.mark_step_running(execution_id, 0)
        return execution_id

    def finish(self, execution_id: str) -> str:
        """Complete the execution's step and return its id."""
        finished = finished_by(execution_id)
        for key in (finished.result_key, finished.checkpoint_key):
            self.services.results.blobs.put_bytes(key, EMPTY_JSON)
        self.services.executions.mark_step_completed(execution_id, 0, finished)
        self.services.executions.mark_ended(execution_id)
        return execution_id

    def reuse(self, execution_id: str, source: str) -> bool:
        """Let a running execution take another one's result over, and return whether it did."""
        earlier = ReusedStep(finished_by(source), Reuse.CACHE, source)
        is_reused = self.services.executions.mark_step_reused(execution_id, 0, earlier)
        self.services.executions.mark_ended(execution_id)
        return is_reused

    def stored(self, folder: str = "results") -> set[str]:
        """Return the names of all blobs in a folder."""
        return set(self.services.results.blobs.list_keys(folder))


def finished_by(execution_id: str) -> FinishedStep:
    place = (execution_id, 0, 1)
    return FinishedStep(result_key(*place), checkpoint_key(*place), 1, has_errors=False)


@pytest.fixture
def runs(services: Services, api: httpx.Client, pipeline_id: str) -> Runs:
    return Runs(services, api, pipeline_id)


@pytest.mark.both_databases
def test_deleted_results_are_gone_and_the_execution_stays(
    runs: Runs, local: Client, clock: MovingClock
) -> None:
    done = runs.finish(runs.start())
    local.get_step_result(done, 0)

    answer = local.delete_results(done)

    with pytest.raises(ClientError) as caught:
        local.get_step_result(done, 0)
    assert caught.value.kind is ErrorKind.NOT_FOUND
    assert caught.value.sentence == (
        f"The results of this execution were deleted on {clock.now:%Y-%m-%d at %H:%M} UTC: run the document again."
    )
    assert answer == local.get_execution(done)
    assert local.get_record(done).results_deleted_at == clock.now
    assert local.list_executions(runs.pipeline_id).total == 1
    assert runs.stored() == runs.stored("documents") == set()


def test_page_images_go_with_the_results_and_are_drawn_no_more(
    runs: Runs, services: Services, api: httpx.Client
) -> None:
    done = runs.finish(runs.start())
    document = services.executions.get_stored(done).blob_key or ""
    services.results.blobs.put_bytes(page_image_key(document, 0, 300), b"jpeg")
    lookup_key = services.executions.get_execution(done).steps[0].lookup_key

    api.delete(f"/api/v1/lineup/executions/{done}/results")

    images = api.get(f"/api/v1/thumbnails/{lookup_key}", params={"page_range": "0"}).json()
    assert runs.stored("page-images") == set()
    assert images["success"] is False
    assert "were deleted on" in images["error"]


def test_results_of_what_still_runs_are_not_deleted(runs: Runs, api: httpx.Client) -> None:
    running = runs.start()

    answer = api.delete(f"/api/v1/lineup/executions/{running}/results")
    runs.finish(running)

    assert answer.status_code == 400
    assert answer.json()["detail"] == (
        "The execution is running: its results can be deleted once it has ended; cancel it to end it now."
    )
    assert api.get(f"/api/v1/pipelines/executions/{running}/steps/0/result").status_code == 200


@pytest.mark.parametrize("name", ["pex_nowhere00000", "..", "%2e%2e%2fdocuments", "."])
def test_what_is_no_execution_deletes_nothing(runs: Runs, api: httpx.Client, name: str) -> None:
    runs.finish(runs.start())

    assert api.delete(f"/api/v1/lineup/executions/{name}/results").status_code == 404

    assert len(runs.stored()) == 2
    assert len(runs.stored("documents")) == 1


def test_deleting_again_keeps_the_first_time_and_clears_what_a_crash_left(
    runs: Runs, local: Client, clock: MovingClock
) -> None:
    done, first = runs.finish(runs.start()), clock.now
    local.delete_results(done)
    runs.services.results.blobs.put_bytes(result_key(done, 0, 2), EMPTY_JSON)
    clock.now += DAY

    local.delete_results(done)

    assert local.get_record(done).results_deleted_at == first
    assert runs.stored() == set()


@pytest.mark.both_databases
def test_a_reused_result_stays_until_the_last_that_has_it_goes(runs: Runs, local: Client) -> None:
    source = runs.finish(runs.start())
    user = runs.start()
    assert runs.reuse(user, source)

    local.delete_results(source)
    still = local.get_step_result(user, 0)
    local.delete_results(user)

    assert still.markdown is None
    assert runs.stored() == set()


@pytest.mark.both_databases
def test_a_deleted_result_is_not_taken_over_any_more(
    runs: Runs, local: Client, database: Engine
) -> None:
    source, late = runs.finish(runs.start()), runs.start()
    row = {"execution_id": source, "step_index": 0, "page_count": 1, "billable_pages": 1}
    keys = {"result_key": result_key(source, 0, 1), "checkpoint_key": checkpoint_key(source, 0, 1)}
    with Session(database) as session, session.begin():
        session.add(CacheRow(cache_key="key", created=utc_now(), **row, **keys))

    local.delete_results(source)

    assert runs.stored() == set()
    assert not runs.reuse(late, source)
    with Session(database) as session:
        assert session.get(CacheRow, "key") is None


def test_a_rerun_that_finds_the_results_just_deleted_is_refused(
    runs: Runs, local: Client, database: Engine
) -> None:
    source = runs.finish(runs.start())
    with writing(database) as session:
        hold_for_run(session, None, source)
    local.delete_results(source)

    with pytest.raises(NotPossible, match="have just been deleted"), writing(database) as session:
        hold_for_run(session, None, source)


@pytest.mark.both_databases
def test_a_deletion_waits_for_who_is_taking_the_result_over(
    runs: Runs, services: Services, local: Client, database: Engine
) -> None:
    source, user = runs.finish(runs.start()), runs.start()
    its_step = StepRow.lookup_key == services.executions.get_execution(user).steps[0].lookup_key
    deletion = Thread(target=local.delete_results, args=(source,))
    with writing(database) as session:
        assert hold_results(session, source)
        deletion.start()
        deletion.join(0.3)
        is_waiting = deletion.is_alive()
        session.execute(update(StepRow).where(its_step).values(result_key=result_key(source, 0, 1)))
    deletion.join()

    assert is_waiting
    assert runs.stored() == {result_key(source, 0, 1)}


@pytest.mark.both_databases
def test_what_is_kept_long_enough_is_deleted_and_nothing_else(
    runs: Runs, services: Services, clock: MovingClock
) -> None:
    running = runs.start()
    old = [runs.finish(runs.start()) for _ in range(3)]
    clock.now += DAY
    young = runs.finish(runs.start())

    services.disposal.delete_expired(clock, DAY - timedelta(seconds=1))

    records = {each: services.executions.get_record(each) for each in (running, young, *old)}
    gone = {each for each, record in records.items() if record.results_deleted_at is not None}
    assert gone == set(old)
    assert {key.split("/")[1] for key in runs.stored()} == {young}
    assert len(runs.stored("documents")) == 1


def test_a_cancelled_execution_expires_too(
    runs: Runs, services: Services, clock: MovingClock
) -> None:
    cancelled = runs.start()
    services.control.cancel(cancelled)
    runs.services.results.blobs.put_bytes(result_key(cancelled, 0, 1), EMPTY_JSON)
    clock.now += DAY

    services.disposal.delete_expired(clock, timedelta(hours=1))

    assert runs.stored() == runs.stored("documents") == set()


def test_a_stored_file_keeps_its_bytes_but_not_the_page_images(
    runs: Runs, services: Services, local: Client, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("file") / "stock.csv"
    path.write_bytes(CSV)
    reference = local.upload_file(path, "stock.csv", "text/csv").reference
    done = runs.finish(runs.start(file_url=reference))
    (document,) = runs.stored("documents")
    services.results.blobs.put_bytes(page_image_key(document, 0, 300), b"jpeg")

    local.delete_results(done)

    assert runs.stored("documents") == {document}
    assert runs.stored("page-images") == set()


def test_a_document_that_goes_before_its_run_is_written_down_is_refused_with_a_sentence(
    runs: Runs, services: Services, queue: RememberedQueue
) -> None:
    services = replace(services, runs=replace(services.runs, intake=Vanishing(services)))
    transport = AsgiTransport(create_application(services))
    api = httpx.Client(transport=transport, base_url="http://engine", headers={"X-API-Key": KEY})
    answer = run(api, runs.pipeline_id)
    transport.close()

    assert answer.status_code == 400
    assert "send it again" in answer.json()["detail"]
    assert queue.waiting == []


class Vanishing(DocumentIntake):
    """Takes documents in that somebody discards at once."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.results.blobs)
        self._services = services

    def store(self, stream: IO[bytes]) -> StoredDocument:
        stored = super().store(stream)
        deletion = self._services.disposal.deletion
        deletion.discard_document(stored.blob_key, self._services.disposal.discard)
        return stored


@pytest.fixture
def sweep(services: Services) -> Sweep:
    disposal = services.disposal
    return Sweep(disposal.deletion, disposal.blobs, disposal.discard)


@pytest.mark.both_databases
def test_a_sweep_deletes_what_attempts_left_that_did_not_count(
    runs: Runs, sweep: Sweep, clock: MovingClock
) -> None:
    done, running = runs.finish(runs.start()), runs.start()
    counted = runs.stored()
    blobs = runs.services.results.blobs
    in_work, foreign = result_key(running, 0, 1), result_key("pex_unknown00000", 0, 1)
    for key in (result_key(done, 0, 2), checkpoint_key(done, 0, 2), in_work, foreign):
        blobs.put_bytes(key, EMPTY_JSON)

    sweep.delete_orphans(clock)

    assert runs.stored() == counted | {in_work, foreign}


@pytest.mark.both_databases
def test_a_sweep_deletes_documents_that_nothing_needs_once_they_are_old(
    runs: Runs, services: Services, sweep: Sweep, clock: MovingClock, database: Engine
) -> None:
    used = services.executions.get_stored(runs.start()).blob_key or ""
    unused, unknown = (
        "documents/" + digest[:2] + "/" + digest for digest in ("ab" * 32, "cd" * 32)
    )
    counts = PageCountStore(database, clock)
    for key in (unused, unknown):
        services.results.blobs.put_bytes(key, CSV)
    for key in (used, unused):
        counts.add_count(key, 1)

    sweep.delete_orphans(clock)
    young = runs.stored("documents")
    clock.now += timedelta(hours=2)
    sweep.delete_orphans(clock)

    assert young == {used, unused, unknown}
    assert runs.stored("documents") == {used, unknown}
    assert counts.find_count(unused) is None


def test_results_are_kept_for_ever_unless_a_time_is_set(
    settings: Settings, database: Engine, services: Services
) -> None:
    for_ever = disposal_chores(settings, database, services.results.blobs)
    for_a_day = disposal_chores(
        settings.model_copy(update={"retention_hours": 24.0}), database, services.results.blobs
    )

    assert [chore.name for chore in for_ever] == ["delete what crashes left"]
    assert [chore.name for chore in for_a_day][1:] == ["delete expired results"]


def test_the_duty_deletes_by_the_time_that_is_set(
    runs: Runs, settings: Settings, database: Engine, services: Services, clock: MovingClock
) -> None:
    clock.now -= timedelta(hours=3)
    old = runs.finish(runs.start())
    clock.now += timedelta(hours=2)
    young = runs.finish(runs.start())
    chosen = settings.model_copy(update={"retention_hours": 2.0})
    sweep, expire = disposal_chores(chosen, database, services.results.blobs)

    sweep.run()
    expire.run()

    deleted = [services.executions.get_record(each).results_deleted_at for each in (old, young)]
    assert [each is not None for each in deleted] == [True, False]


def test_the_server_says_that_it_can(local: Client) -> None:
    capabilities = local.get_capabilities()

    assert capabilities is not None
    assert capabilities.has(Feature.DELETE_RESULTS)


def test_an_expired_execution_is_run_again_from_a_new_upload_only(
    runs: Runs, local: Client
) -> None:
    done = runs.finish(runs.start())
    local.delete_results(done)

    with pytest.raises(ClientError, match="no longer stored: upload it again"):
        local.rerun_execution(done, 0)
