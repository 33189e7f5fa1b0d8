"""Health says ready only when the engine is: its database, its tables, and its own worker."""

from dataclasses import dataclass, replace

import httpx
import pytest
from sqlalchemy import Engine, text

from lineup.client import Client
from lineup.databases.opening import open_database
from lineup.engine.api.application import create_application
from lineup.engine.assembly import Services
from lineup.engine.readiness import Readiness
from lineup.engine.supervisor import pause_after
from tests.asgi import AsgiTransport

pytestmark = pytest.mark.both_databases


@dataclass(frozen=True)
class Worker:
    """A worker as its supervisor sees it."""

    is_ready: bool
    ends_in_a_row: int = 0


def test_an_engine_with_all_it_needs_is_well(local: Client) -> None:
    assert local.get_health().model_dump(exclude_none=True) == {"status": "ok"}


@pytest.mark.parametrize(
    ("worker", "status", "said"),
    [
        pytest.param(Worker(is_ready=True, ends_in_a_row=9), "ok", None, id="recovered"),
        pytest.param(Worker(is_ready=False), "starting", "worker is starting", id="at first"),
        pytest.param(
            Worker(is_ready=False, ends_in_a_row=2), "starting", "worker is starting", id="again"
        ),
        pytest.param(
            Worker(is_ready=False, ends_in_a_row=3), "unavailable", "3 times in a row", id="failing"
        ),
    ],
)
def test_health_follows_the_own_worker(
    database: Engine, worker: Worker, status: str, said: str | None
) -> None:
    health = Readiness(database, worker).check()

    assert health.status == status
    assert said is None if health.detail is None else said and said in health.detail


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        pytest.param(
            "UPDATE lineup_schema SET version_num = '9999'",
            "unavailable",
            "newer version",
            id="newer",
        ),
        pytest.param(
            "UPDATE lineup_schema SET version_num = '0001'", "starting", "up to date", id="older"
        ),
    ],
)
def test_health_follows_the_tables(database: Engine, change: str, status: str, said: str) -> None:
    with database.begin() as connection:
        known = connection.scalar(text("SELECT version_num FROM lineup_schema"))
        connection.execute(text(change))

    health = Readiness(database, None).check()

    with database.begin() as connection:
        connection.execute(text("UPDATE lineup_schema SET version_num = :known"), {"known": known})
    assert health.status == status
    assert said in (health.detail or "")


def test_a_database_that_is_gone_answers_503_with_a_sentence(services: Services) -> None:
    gone = open_database("postgresql://127.0.0.1:1/none")
    transport = AsgiTransport(
        create_application(replace(services, readiness=Readiness(gone, None)))
    )

    answer = httpx.Client(transport=transport, base_url="http://engine").get("/api/v1/health")

    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "detail": "The database does not answer."}
    transport.close()


def test_a_worker_that_keeps_ending_is_started_more_and_more_slowly() -> None:
    assert [pause_after(ends) for ends in (1, 2, 3, 5, 6, 60)] == [0.5, 1, 2, 8, 10, 10]
