"""The parts of a worker that nothing else shows: its shift, its scratch folder, its proof of life, its patience."""

import asyncio
import fcntl
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

from lineup.clock import utc_now
from lineup.databases.opening import open_database, sqlite_url
from lineup.engine.seeds import SEEDS
from lineup.engine.store.migrating import MIGRATIONS
from lineup.engine.store.pipelines import PipelineStore
from lineup.engine.store.seeding import add_seeds
from lineup.engine.worker import patience
from lineup.engine.worker.executors import take_identity
from lineup.engine.worker.living import LifeLock
from lineup.engine.worker.patience import is_away, patiently, pauses
from lineup.engine.worker.scratch import own_scratch
from lineup.engine.worker.shift import Shift
from lineup.engine.worker.worker import farewell
from lineup.errors import StartError
from tests.postgres import Cluster


@pytest.fixture
def database(postgres: Cluster) -> Iterator[Engine]:
    engine = open_database(postgres.make_database())
    yield engine
    engine.dispose()


async def two_steps(shift: Shift, first_may_end: asyncio.Event, done: list[str]) -> None:
    """An execution of two steps."""
    with shift.working_on("pex_1"):
        for step in ("first", "second"):
            await shift.may_go_on("pex_1")
            if step == "first":
                await first_may_end.wait()
            done.append(step)


def test_the_end_of_a_shift_waits_for_the_running_step_and_lets_no_other_begin() -> None:
    async def story() -> list[str]:
        shift, gate, done = Shift(), asyncio.Event(), list[str]()
        execution = asyncio.create_task(two_steps(shift, gate, done))
        await asyncio.sleep(0)
        shift.end(0)
        gate.set()
        await asyncio.to_thread(shift.end, 60)
        execution.cancel()
        return done

    assert asyncio.run(story()) == ["first"]


def test_the_end_of_a_shift_waits_no_longer_than_told() -> None:
    shift = Shift()
    with shift.working_on("pex_1"):
        shift.end(0.01)

    assert shift.is_over


def test_a_scratch_folder_outlives_its_process_only_until_the_next_start(tmp_path: Path) -> None:
    (tmp_path / "step-of-an-older-version").mkdir()
    (tmp_path / "dead").mkdir()
    (tmp_path / "dead.lock").touch()
    (tmp_path / "living").mkdir()
    with (tmp_path / "living.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        with own_scratch(tmp_path) as own:
            (own / "file").touch()
            during = {path.name for path in tmp_path.iterdir() if path.is_dir()}

    assert during == {own.name, "living"}
    assert not own.exists()


def test_two_processes_have_scratch_folders_of_their_own(tmp_path: Path) -> None:
    with own_scratch(tmp_path) as first, own_scratch(tmp_path) as second:
        assert first != second
        assert first.is_dir()
        assert second.is_dir()


def test_a_lock_of_life_is_held_by_one(database: Engine) -> None:
    with LifeLock(database.url, "worker-1"):
        second = LifeLock(database.url, "worker-1")
        second.keep()
        while_held = second.is_held
    second.keep()

    assert not while_held
    assert second.is_held
    second.drop()


def test_a_lock_that_was_lost_with_its_connection_is_taken_again(
    database: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with LifeLock(database.url, "worker-1") as lock:
        with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        lock.keep()
        was_lost = not lock.is_held
        lock.keep()

        assert lock.is_held

    assert was_lost
    assert "has lost its lock" in caplog.text


def test_a_postgres_that_does_not_answer_is_a_sentence() -> None:
    nowhere = open_database("postgresql://me:secret@127.0.0.1:1/none")

    with pytest.raises(StartError, match="check LINEUP_DATABASE_URL"), take_identity(nowhere):
        pass


def test_workers_on_postgres_have_ids_of_their_own(database: Engine) -> None:
    with take_identity(database) as first, take_identity(database) as second:
        first.keep()

        assert first.id != second.id


def test_the_worker_on_sqlite_keeps_its_id(tmp_path: Path) -> None:
    database = open_database(sqlite_url(tmp_path / "engine.sqlite"))

    with take_identity(database) as first:
        first.keep()
    with take_identity(database) as again:
        assert again.id == first.id


def sqlite_error(code: int) -> OperationalError:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorcode = code
    return OperationalError("UPDATE", {}, error)


@pytest.mark.parametrize(
    ("error", "is_expected"),
    [
        pytest.param(sqlite_error(sqlite3.SQLITE_BUSY), True, id="SQLite is busy"),
        pytest.param(sqlite_error(sqlite3.SQLITE_FULL), True, id="SQLite's disk is full"),
        pytest.param(sqlite_error(sqlite3.SQLITE_ERROR), False, id="a wrong statement on SQLite"),
        pytest.param(
            OperationalError("UPDATE", {}, psycopg.OperationalError("gone")), True, id="no Postgres"
        ),
        pytest.param(
            IntegrityError("INSERT", {}, psycopg.IntegrityError("twice")), False, id="a wrong row"
        ),
        pytest.param(KeyError("ours"), False, id="a defect of ours"),
    ],
)
def test_only_a_database_that_is_away_is_waited_for(error: Exception, is_expected: bool) -> None:
    assert is_away(error) is is_expected


def test_a_database_that_comes_back_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    busy = sqlite_error(sqlite3.SQLITE_BUSY)
    answers: list[Exception | str] = [busy, busy, "found"]

    def ask(word: str) -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer + word

    monkeypatch.setattr(patience, "_PAUSES", (0.0, 0.0))

    assert asyncio.run(patiently(ask, "!")) == "found!"
    assert caplog.text.count("is asked again") == 2


def test_another_error_is_not_repeated() -> None:
    def ask() -> str:
        raise sqlite_error(sqlite3.SQLITE_ERROR)

    with pytest.raises(OperationalError):
        asyncio.run(patiently(ask))


def test_pauses_grow_and_never_end() -> None:
    first = [pause for pause, _ in zip(pauses(), range(50), strict=False)]

    assert first == sorted(first)
    assert first[-1] == 5.0


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "Nothing was left undone."),
        (1, "One execution goes on at the next start."),
        (2, "2 executions go on at the next start."),
    ],
)
def test_a_worker_says_what_it_leaves(count: int, sentence: str) -> None:
    assert farewell(count, "at the next start") == sentence


def test_engines_that_start_together_seed_once(database: Engine) -> None:
    MIGRATIONS.migrate(database)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: add_seeds(database, SEEDS, utc_now), range(4)))

    store = PipelineStore(database, utc_now)
    found = store.list_pipelines(saved_only=True, include_archived=True, limit=10, offset=0)
    assert sorted(p.name or "" for p in found.pipelines) == sorted(seed.name for seed in SEEDS)
    assert [p.active_version for p in found.pipelines] == [1] * len(SEEDS)
