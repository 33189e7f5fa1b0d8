"""How many pages are worked on at once: counted before a document is worked on, once for each document."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from lineup.client import Client
from lineup.clock import utc_now
from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services
from lineup.engine.store.page_counts import PageCountStore
from lineup.engine.store.pages_in_flight import PagesInFlight
from lineup.engine.worker.page_limit import PageLimit, pages_asked
from lineup.engine.worker.pool import StepPool
from lineup.samples import SAMPLES
from tests.engine.test_run_endpoint import CSV, run
from tests.servers import running
from tests.waiting import wait_for, wait_until_ended

REPORT = SAMPLES[0].path


@dataclass
class Counter:
    """Counts pages as it is told, and remembers how often it was asked."""

    pages: int | None
    asked: list[Path] = field(default_factory=list)

    async def __call__(self, path: Path) -> int | None:
        self.asked.append(path)
        return self.pages


@pytest.fixture
def pipeline_id(api: httpx.Client) -> str:
    return str(
        api.post("/api/v1/pipelines", json={"steps": [{"type": "convert"}]}).json()["pipeline_id"]
    )


def begin(services: Services, api: httpx.Client, pipeline_id: str, document: bytes = CSV) -> str:
    """Start an execution as a worker does, and return its id."""
    execution_id = str(run(api, pipeline_id, document).json()["execution_id"])
    services.executions.mark_running(execution_id)
    return execution_id


@pytest.mark.parametrize(
    ("of_document", "page_range", "pages"),
    [
        pytest.param(12, None, 12, id="the whole document"),
        pytest.param(12, "0,2-4,3", 4, id="each page of a range once"),
        pytest.param(3, "0-9", 3, id="no page beyond the last"),
        pytest.param(None, "0-9", 10, id="a range of a document that can't be counted"),
        pytest.param(None, None, 1, id="a document that can't be counted"),
        pytest.param(12, "9-2", 12, id="a range that the step will refuse"),
        pytest.param(2, "7", 1, id="a range beyond the document"),
    ],
)
def test_a_run_asks_for_the_pages_of_its_range(
    of_document: int | None, page_range: str | None, pages: int
) -> None:
    assert pages_asked(of_document, page_range) == pages


@pytest.mark.both_databases
def test_pages_are_held_until_the_execution_ends(
    services: Services, api: httpx.Client, pipeline_id: str, database: Engine
) -> None:
    first, second = (begin(services, api, pipeline_id) for _ in range(2))
    in_flight = PagesInFlight(database, limit=10)

    assert in_flight.claim(first, 8) is None
    assert in_flight.claim(second, 3) == 8
    assert in_flight.claim(second, 2) is None
    services.executions.mark_abandoned(first, "ended")
    assert in_flight.claim(second, 10) is None


@pytest.mark.both_databases
def test_an_execution_alone_is_never_refused(
    services: Services, api: httpx.Client, pipeline_id: str, database: Engine
) -> None:
    alone = begin(services, api, pipeline_id)
    in_flight = PagesInFlight(database, limit=10)

    assert in_flight.claim(alone, 7_000) is None
    assert in_flight.claim(alone, 7_000) is None


def test_pages_beyond_the_limit_are_refused_with_the_documented_sentence(
    services: Services, api: httpx.Client, pipeline_id: str, database: Engine
) -> None:
    first, second = (begin(services, api, pipeline_id, CSV + row) for row in (b"a,1\n", b"b,1\n"))
    counts, in_flight = PageCountStore(database, utc_now), PagesInFlight(database, limit=5_000)
    limit = PageLimit(counts, in_flight, Counter(3_000))

    assert asyncio.run(limit.refusal(first, REPORT)) is None
    assert (asyncio.run(limit.refusal(second, REPORT)) or "").startswith(
        "Page rate limit exceeded. Your team has 3,000 pages in flight and this request adds 3,000 more "
        "(6,000 total, limit: 5,000). Please wait "
    )


def test_a_document_is_counted_once_and_an_execution_asked_once(
    services: Services, api: httpx.Client, pipeline_id: str, database: Engine
) -> None:
    first, second = (begin(services, api, pipeline_id) for _ in range(2))
    counter = Counter(3)
    limit = PageLimit(PageCountStore(database, utc_now), PagesInFlight(database, 5_000), counter)

    for execution_id in (first, first, second):
        assert asyncio.run(limit.refusal(execution_id, REPORT)) is None

    assert counter.asked == [REPORT]
    assert PagesInFlight(database, 5_000).find_flight(second).pages == 3


def test_the_pool_counts_pages_and_takes_no_harm_from_bad_documents(tmp_path: Path) -> None:
    damaged, unknown, table = (tmp_path / name for name in ("a.pdf", "b", "c.csv"))
    damaged.write_bytes(b"%PDF-1.7\n" + b"0" * 2_000)
    unknown.write_bytes(b"\x00\x01")
    table.write_bytes(CSV)
    pool = StepPool(1, 20)

    async def count() -> list[int | None]:
        return [await pool.count_pages(path) for path in (REPORT, damaged, unknown, table)]

    try:
        assert asyncio.run(count()) == [3, None, None, 1]
    finally:
        pool.close()


def test_a_count_stays_known_while_the_reader_is_busy(
    services: Services, api: httpx.Client, pipeline_id: str
) -> None:
    document = REPORT.read_bytes()
    first = run(api, pipeline_id, document, page_range="7")
    with services.runs.reader.turn(), services.runs.reader.turn():
        second = run(api, pipeline_id, document, page_range="7")

    assert "the document has 3 pages" in first.text
    assert "the document has 3 pages" in second.text


def test_a_busy_reader_leaves_a_page_range_to_the_step(
    services: Services, api: httpx.Client, pipeline_id: str
) -> None:
    services.runs.reader._wait_seconds = 0.01
    with services.runs.reader.turn(), services.runs.reader.turn():
        answer = run(api, pipeline_id, REPORT.read_bytes(), page_range="7")

    assert answer.status_code == 200


def test_a_busy_reader_draws_no_pages_and_says_so(
    services: Services, api: httpx.Client, pipeline_id: str
) -> None:
    execution_id = begin(services, api, pipeline_id, REPORT.read_bytes())
    services.executions.mark_step_running(execution_id, 0)
    key = services.executions.get_execution(execution_id).steps[0].lookup_key
    services.results.reader._wait_seconds = 0.01
    with services.results.reader.turn(), services.results.reader.turn():
        answers = [
            api.get(f"/api/v1/thumbnails/{key}", params=params).json()
            for params in ({}, {"page_range": "0"})
        ]
    drawn = api.get(f"/api/v1/thumbnails/{key}", params={"page_range": "0"}).json()

    assert [answer["success"] for answer in answers] == [False, False]
    assert all("try again later" in answer["error"] for answer in answers)
    assert drawn["success"]


def test_a_run_beyond_the_pages_in_flight_fails_and_the_next_one_alone_succeeds(
    tmp_path: Path,
) -> None:
    gate, log = tmp_path / "gate", tmp_path / "log"
    linger = PipelineStep(type="linger", settings={"log": str(log), "gate": str(gate)})
    with (
        running(tmp_path / "data", LINEUP_PAGES_IN_FLIGHT="4") as server,
        server.client() as client,
    ):
        waiting = client.create_pipeline([linger]).pipeline_id
        first = client.run_pipeline_on_file(waiting, REPORT, RunOptions())
        wait_for(log.exists, "the first run's start")
        second = run_on_report(client, "0,1")
        third = run_on_report(client, "2")
        gate.touch()
        wait_until_ended(client, first.execution_id)
        fourth = run_on_report(client, "0,1")

    assert second[0] == "failed"
    assert "has 3 pages in flight and this request adds 2 more (5 total, limit: 4)" in second[1]
    assert [third[0], fourth[0]] == ["completed", "completed"]


def run_on_report(client: Client, page_range: str) -> tuple[str, str]:
    """Run pages of the report to the end and return the status and what went wrong."""
    pipeline = client.create_pipeline([PipelineStep(type="convert", settings={"mode": "fast"})])
    options = RunOptions(page_range=page_range)
    started = client.run_pipeline_on_file(pipeline.pipeline_id, REPORT, options)
    ended = wait_until_ended(client, started.execution_id)
    return ended.status, ended.error_message or ""
