"""How much a key may: requests a minute for each endpoint, and open runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Barrier, Thread

import httpx
import pytest
from pydantic import SecretStr

from lineup.client import Client, ClientError
from lineup.client.retries import NO_RETRIES
from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.api.application import create_application
from lineup.engine.assembly import Services
from lineup.engine.callers import Caller, Limits
from lineup.engine.errors import TooManyRequests
from lineup.engine.services.request_rates import RequestRates
from tests.asgi import AsgiTransport
from tests.engine.conftest import KEY
from tests.engine.test_run_endpoint import CSV, run

RUN_ENDPOINT = "/api/v1/pipelines/{pipeline_id}/run"


@dataclass
class Stopwatch:
    """A clock that a test moves."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def rates(stopwatch: Stopwatch) -> RequestRates:
    return RequestRates(stopwatch)


def caller(most: int | None, endpoint: str = "/a", key_id: int | None = 1) -> Caller:
    return Caller(key_id, "bob", Limits(requests_per_minute=most), endpoint)


def test_the_window_slides(rates: RequestRates, stopwatch: Stopwatch) -> None:
    bob = caller(2)
    rates.count(bob)
    stopwatch.now += 40
    rates.count(bob)
    with pytest.raises(TooManyRequests) as caught:
        rates.count(bob)
    stopwatch.now += 20
    rates.count(bob)

    with pytest.raises(TooManyRequests) as again:
        rates.count(bob)
    assert (caught.value.retry_after, again.value.retry_after) == (20, 40)


def test_what_is_refused_does_not_count(rates: RequestRates, stopwatch: Stopwatch) -> None:
    bob = caller(1)
    rates.count(bob)
    for _ in range(5):
        stopwatch.now += 10
        with pytest.raises(TooManyRequests):
            rates.count(bob)
    stopwatch.now += 10

    rates.count(bob)


def test_a_part_of_a_second_is_waited_for_as_a_whole_one(
    rates: RequestRates, stopwatch: Stopwatch
) -> None:
    rates.count(caller(1))
    stopwatch.now += 59.9
    with pytest.raises(TooManyRequests) as caught:
        rates.count(caller(1))

    assert caught.value.retry_after == 1


def test_keys_and_endpoints_are_counted_apart(rates: RequestRates) -> None:
    for other in (caller(1), caller(1, endpoint="/b"), caller(1, key_id=2), caller(1, key_id=None)):
        rates.count(other)

    with pytest.raises(TooManyRequests, match="for endpoint /b"):
        rates.count(caller(1, endpoint="/b"))


def test_a_limit_that_was_lowered_holds_at_once(rates: RequestRates, stopwatch: Stopwatch) -> None:
    for _ in range(3):
        rates.count(caller(3))
        stopwatch.now += 10
    with pytest.raises(TooManyRequests) as caught:
        rates.count(caller(1))

    assert caught.value.retry_after == 50


@contextmanager
def limited(services: Services, **limits: int) -> Iterator[AsgiTransport]:
    """Give the engine with limits set for all keys."""
    admission = replace(services.admission, limits=Limits(**limits))
    transport = AsgiTransport(create_application(replace(services, admission=admission)))
    yield transport
    transport.close()


def http(transport: AsgiTransport, secret: str = KEY) -> httpx.Client:
    return httpx.Client(
        transport=transport, base_url="http://engine", headers={"X-API-Key": secret}
    )


def pipeline_of(api: httpx.Client) -> str:
    made = api.post("/api/v1/pipelines", json={"steps": [{"type": "convert"}]})
    return str(made.json()["pipeline_id"])


def test_one_request_too_many_is_told_with_the_documented_sentence(services: Services) -> None:
    with limited(services, requests_per_minute=2) as transport:
        api = http(transport)
        first, second, third = (api.get(f"/api/v1/pipelines/pl_{n}") for n in "abc")
        elsewhere = api.get("/api/v1/pipelines")

    assert (first.status_code, second.status_code, third.status_code) == (404, 404, 429)
    assert third.json()["detail"].startswith(
        "Rate limit exceeded for endpoint /api/v1/pipelines/{pipeline_id}. You can make 2 requests every 60 seconds. "
        "Please try again later, or "
    )
    assert 59 <= int(third.headers["Retry-After"]) <= 60
    assert elsewhere.status_code == 200


def test_health_is_never_refused(services: Services) -> None:
    with limited(services, requests_per_minute=1) as transport:
        answers = [http(transport).get("/api/v1/health").status_code for _ in range(3)]

    assert answers == [200, 200, 200]


@pytest.mark.both_databases
def test_one_open_run_too_many_is_told_with_the_documented_sentence(services: Services) -> None:
    with limited(services, concurrent_runs=1) as transport:
        api = http(transport)
        pipeline_id = pipeline_of(api)
        first, second = run(api, pipeline_id), run(api, pipeline_id)
        services.executions.mark_abandoned(first.json()["execution_id"], "ended")
        third = run(api, pipeline_id)

    assert (first.status_code, second.status_code, third.status_code) == (200, 429, 200)
    assert second.json()["detail"].startswith(
        f"Concurrency exceeded for endpoint {RUN_ENDPOINT}. You can have 1 concurrent requests running at once. "
    )
    assert second.headers["Retry-After"] == "5"


def test_a_keys_own_figure_comes_before_the_engines(services: Services) -> None:
    services.admission.keys.add_key("bob", "bobs", Limits(concurrent_runs=2))
    services.admission.keys.add_key("eve", "eves", Limits())
    with limited(services, concurrent_runs=1) as transport:
        bob, eve = http(transport, "bobs"), http(transport, "eves")
        pipeline_id = pipeline_of(bob)
        bobs = [run(bob, pipeline_id).status_code for _ in range(3)]
        eves = [run(eve, pipeline_id).status_code for _ in range(2)]

    assert (bobs, eves) == ([200, 200, 429], [200, 429])


def test_where_nothing_is_set_a_named_key_has_the_services_limits_and_the_own_key_none(
    services: Services,
) -> None:
    services.admission.keys.add_key("bob", "bobs", Limits())

    assert services.admission.admit("bobs", "/a").limits == Limits(400, 400)
    assert services.admission.admit(KEY, "/a").limits == Limits(None, None)


@pytest.mark.both_databases
def test_runs_that_come_at_once_do_not_pass_the_limit_together(
    services: Services, tmp_path: Path
) -> None:
    document, together = tmp_path / "a.csv", Barrier(6)
    document.write_bytes(CSV)
    refusals: list[str] = []
    with limited(services, concurrent_runs=2) as transport:
        client = Client("http://engine", SecretStr(KEY), transport=transport, retries=NO_RETRIES)
        pipeline_id = client.create_pipeline([PipelineStep(type="convert")]).pipeline_id

        def start() -> None:
            together.wait()
            try:
                client.run_pipeline_on_file(pipeline_id, document, RunOptions())
            except ClientError as error:
                refusals.append(str(error))

        threads = [Thread(target=start) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert len(services.executions.list_open()) == 2
    assert len(refusals) == 4


def test_the_openapi_says_that_too_much_is_answered_with_a_wait(services: Services) -> None:
    operation = create_application(services).openapi()["paths"]["/api/v1/pipelines"]["get"]

    assert "Retry-After" in operation["responses"]["429"]["headers"]
