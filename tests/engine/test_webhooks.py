"""Webhooks: told once the execution has ended, told again where that may help, and never after they were taken."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError

from lineup.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.contract.deliveries import DELIVERY_HEADER, Delivery, Notification
from lineup.contract.executions import RunOptions
from lineup.contract.extension import Feature
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services
from lineup.engine.outbound.deadline import Deadline
from lineup.engine.outbound.transport import outbound_transport
from lineup.engine.outbound.webhooks import Outcome, post_notification
from lineup.engine.store.deliveries import CLAIM_TIME, Claim, DeliveryStore
from lineup.engine.worker.backoff import Backoff
from lineup.engine.worker.webhooks import PER_HOST, Deliverer
from tests.receivers import receiving
from tests.servers import running, start
from tests.waiting import wait_for

pytestmark = pytest.mark.both_databases

SECRET = "the-secret-of-the-hook"
BACKOFF = Backoff(attempts=3, first_seconds=10, chance=lambda: 0.0)


@dataclass
class Hand:
    """A clock that a test moves on."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC) + timedelta(minutes=1))

    def __call__(self) -> datetime:
        """Return its moment."""
        return self.now

    def move(self, seconds: float) -> None:
        """Move it on."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def attempt(database: Engine, hand: Hand) -> Callable[[], None]:
    """Give what makes one attempt of everything that is due and returns when they have ended."""

    def attempt() -> None:
        with delivering(DeliveryStore(database, hand, "w1")) as deliverer:
            deliverer.start_due()

    return attempt


@contextmanager
def delivering(store: DeliveryStore, seconds: float = 30.0) -> Iterator[Deliverer]:
    """Give a deliverer that reaches loopback, and wait for its attempts at the end."""

    def post(url: str, notification: Notification) -> Outcome:
        transport = outbound_transport(Deadline(seconds), allow_private=True)
        return post_notification(url, notification, transport)

    deliverer = Deliverer(store, post, SecretStr(SECRET), BACKOFF)
    try:
        yield deliverer
    finally:
        deliverer.close(30)


def run(client: Client, webhook_url: str | None) -> str:
    """Start an execution with a webhook and return its id."""
    pipeline = client.create_pipeline([PipelineStep(type="convert")])
    options = RunOptions(webhook_url=webhook_url)
    url = "https://example.com/a.pdf"
    return client.run_pipeline_on_url(pipeline.pipeline_id, url, options).execution_id


def run_to_end(client: Client, services: Services, webhook_url: str) -> str:
    """Return an execution with a webhook that has ended."""
    execution_id = run(client, webhook_url)
    services.executions.mark_abandoned(execution_id, "given up")
    return execution_id


def delivery_of(client: Client, execution_id: str) -> Delivery:
    """Return the one delivery of an execution."""
    [delivery] = client.list_deliveries(execution_id).deliveries
    return delivery


def test_nothing_is_sent_before_the_execution_ends(
    local: Client, attempt: Callable[[], None]
) -> None:
    with receiving(200) as receiver:
        execution_id = run(local, receiver.url)
        attempt()

    delivery = delivery_of(local, execution_id)
    assert receiver.posted == []
    assert (delivery.state, delivery.attempts, delivery.next_attempt_at) == ("waiting", 0, None)


def test_the_end_is_told_in_the_documented_form(
    local: Client, services: Services, attempt: Callable[[], None]
) -> None:
    with receiving(204) as receiver:
        execution_id = run_to_end(local, services, receiver.url)
        attempt()

    delivery = delivery_of(local, execution_id)
    [posted] = receiver.posted
    assert posted.body == {
        "request_id": execution_id,
        "request_check_url": f"http://engine/api/v1/pipelines/executions/{execution_id}",
        "webhook_secret": SECRET,
        "execution_id": execution_id,
        "pipeline_id": local.get_execution(execution_id).pipeline_id,
        "status": "failed",
        "delivery_id": delivery.delivery_id,
    }
    assert posted.headers[DELIVERY_HEADER] == delivery.delivery_id
    assert posted.headers["Content-Type"] == "application/json"
    assert (delivery.state, delivery.attempts, delivery.last_status_code) == ("delivered", 1, 204)
    assert delivery.delivered_at is not None


def test_cancelling_tells_the_receiver_and_so_does_the_run_after_it(
    local: Client, services: Services, attempt: Callable[[], None]
) -> None:
    with receiving(200) as receiver:
        first = run(local, receiver.url)
        local.cancel_execution(first)
        attempt()
        second = local.rerun_execution(first, 0).execution_id
        services.executions.mark_abandoned(second, "given up")
        attempt()

    told = [(posted.body["execution_id"], posted.body["status"]) for posted in receiver.posted]
    assert told == [(first, "failed"), (second, "failed")]


def test_a_webhook_that_was_taken_is_not_sent_again(
    local: Client, services: Services, attempt: Callable[[], None], hand: Hand
) -> None:
    with receiving(200) as receiver:
        execution_id = run_to_end(local, services, receiver.url)
        attempt()
        services.executions.mark_ended(execution_id)
        hand.move(86_400)
        attempt()

    assert len(receiver.posted) == 1


def test_a_server_that_fails_is_told_again_after_the_wait(
    local: Client, services: Services, attempt: Callable[[], None], hand: Hand
) -> None:
    with receiving(500, 200) as receiver:
        execution_id = run_to_end(local, services, receiver.url)
        attempt()
        first = delivery_of(local, execution_id)
        hand.move(9)
        attempt()
        told_early = len(receiver.posted)
        hand.move(1)
        attempt()

    second = delivery_of(local, execution_id)
    assert (first.state, first.attempts, first.last_status_code) == ("due", 1, 500)
    assert first.last_error == "The receiver answered 500."
    assert told_early == 1
    assert (second.state, second.attempts, second.last_error) == ("delivered", 2, None)
    assert receiver.posted[0].body == receiver.posted[1].body


@pytest.mark.parametrize(
    ("status", "words"),
    [
        pytest.param(400, "refused it (400)", id="a refusal"),
        pytest.param(404, "refused it (404)", id="nothing there"),
        pytest.param(429, "refused it (429)", id="too many"),
        pytest.param(302, "redirects (302), which is not followed", id="a redirect"),
    ],
)
def test_a_refusal_is_final(
    local: Client,
    services: Services,
    attempt: Callable[[], None],
    hand: Hand,
    status: int,
    words: str,
) -> None:
    with receiving(status) as receiver:
        execution_id = run_to_end(local, services, receiver.url)
        attempt()
        hand.move(86_400)
        attempt()

    delivery = delivery_of(local, execution_id)
    assert [posted.path for posted in receiver.posted] == ["/hook"]
    assert (delivery.state, delivery.last_status_code) == ("failed", status)
    assert words in (delivery.last_error or "")


def test_a_receiver_that_hangs_is_left_after_the_limit_and_told_again(
    local: Client, services: Services, database: Engine, hand: Hand
) -> None:
    with receiving(200) as receiver:
        receiver.gate.clear()
        execution_id = run_to_end(local, services, receiver.url)
        with delivering(DeliveryStore(database, hand), seconds=0.2) as deliverer:
            deliverer.start_due()

    delivery = delivery_of(local, execution_id)
    assert (delivery.state, delivery.attempts, delivery.last_status_code) == ("due", 1, None)
    assert delivery.last_error == "The receiver did not answer within 30 seconds."


def test_a_receiver_that_is_not_there_is_given_up_after_the_last_attempt(
    local: Client, services: Services, attempt: Callable[[], None], hand: Hand
) -> None:
    with receiving(200) as receiver:
        url = receiver.url
    execution_id = run_to_end(local, services, url)
    seen = []
    for _ in range(4):
        attempt()
        seen.append(delivery_of(local, execution_id).state)
        hand.move(3_600)

    delivery = delivery_of(local, execution_id)
    assert seen == ["due", "due", "failed", "failed"]
    assert (delivery.attempts, delivery.last_error) == (3, "The receiver can't be reached.")
    assert delivery.next_attempt_at is None


def test_a_receiver_that_breaks_off_is_told_again() -> None:
    def broken(_url: str) -> Outcome:
        transport = outbound_transport(Deadline(5), allow_private=True)
        return post_notification(_url, NOTIFICATION, transport)

    with receiving(0) as receiver:  # no status at all: an answer that is none
        outcome = broken(receiver.url)

    assert outcome.verdict == "unanswered"
    assert outcome.error == "The receiver broke the connection off."


NOTIFICATION = Notification(
    request_id="pex_1",
    request_check_url="http://engine/x",
    webhook_secret=None,
    execution_id="pex_1",
    pipeline_id="pl_1",
    status="completed",
    delivery_id="whd_1",
)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("http://127.0.0.1:9/a?token=t", "go to public addresses only", id="loopback"),
        pytest.param("http://169.254.169.254/", "LINEUP_ALLOW_PRIVATE_URLS", id="cloud metadata"),
        pytest.param("http://xn--/", "can't be used", id="no address"),
    ],
)
def test_an_address_that_may_not_be_reached_is_refused_with_a_sentence(
    url: str, words: str
) -> None:
    transport = outbound_transport(Deadline(5), allow_private=False)

    outcome = post_notification(url, NOTIFICATION, transport)

    assert outcome.verdict == "refused"
    assert words in (outcome.error or "")
    assert "token" not in (outcome.error or "")


def test_a_claim_of_a_worker_that_died_runs_out(
    local: Client, services: Services, database: Engine, hand: Hand
) -> None:
    run_to_end(local, services, "http://receiver.example/hook")
    dead, other = DeliveryStore(database, hand, "dead"), DeliveryStore(database, hand, "other")
    claim = dead.claim_next(())

    before = other.claim_next(())
    hand.move(CLAIM_TIME.total_seconds() + 1)
    after = other.claim_next(())

    assert claim is not None
    assert before is None
    assert after is not None
    assert (after.delivery_id, after.attempt) == (claim.delivery_id, 1)


def test_a_worker_that_comes_back_takes_up_its_own_claims_at_once(
    local: Client, services: Services, database: Engine, hand: Hand
) -> None:
    run_to_end(local, services, "http://receiver.example/hook")
    other, back = DeliveryStore(database, hand, "other"), DeliveryStore(database, hand, "back")
    claim = back.claim_next(())

    other.release_claims()
    held = back.claim_next(())
    back.release_claims()
    again = back.claim_next(())

    assert claim is not None
    assert held is None
    assert again is not None


def test_workers_that_claim_at_once_get_different_deliveries(
    local: Client, services: Services, database: Engine, hand: Hand
) -> None:
    for _ in range(8):
        run_to_end(local, services, "http://receiver.example/hook")

    def claim_all(worker: str) -> list[str]:
        store = DeliveryStore(database, hand, worker)
        return [claim.delivery_id for claim in iter(lambda: store.claim_next(()), None)]

    with ThreadPoolExecutor(3) as threads:
        claimed = [each for ids in threads.map(claim_all, ["a", "b", "c"]) for each in ids]

    assert len(claimed) == len(set(claimed)) == 8


def test_a_late_failure_leaves_the_delivery_to_who_claimed_it_next(
    local: Client, services: Services, database: Engine, hand: Hand
) -> None:
    execution_id = run_to_end(local, services, "http://receiver.example/hook")
    store = DeliveryStore(database, hand)
    late = store.claim_next(())
    hand.move(CLAIM_TIME.total_seconds() + 1)
    now = store.claim_next(())
    assert late is not None
    assert now is not None

    store.mark_failed(late, 400, "late")
    store.mark_postponed(late, 500, "late", timedelta(seconds=1))
    between = delivery_of(local, execution_id)
    store.mark_postponed(now, 503, "in time", timedelta(seconds=1))

    delivery = delivery_of(local, execution_id)
    assert (between.state, between.attempts, between.last_error) == ("due", 0, None)
    assert (delivery.attempts, delivery.last_error) == (1, "in time")


def test_a_late_success_counts_and_stays(
    local: Client, services: Services, database: Engine, hand: Hand
) -> None:
    execution_id = run_to_end(local, services, "http://receiver.example/hook")
    store = DeliveryStore(database, hand)
    late = store.claim_next(())
    hand.move(CLAIM_TIME.total_seconds() + 1)
    now = store.claim_next(())
    assert late is not None
    assert now is not None

    store.mark_delivered(late, 200)
    store.mark_failed(now, 400, "too late")
    store.mark_delivered(now, 201)

    delivery = delivery_of(local, execution_id)
    assert (delivery.state, delivery.attempts, delivery.last_status_code) == ("delivered", 1, 200)


def test_a_slow_host_holds_up_no_other(
    local: Client, services: Services, database: Engine, hand: Hand
) -> None:
    with receiving(200) as slow, receiving(200) as quick:
        slow.gate.clear()
        for _ in range(PER_HOST + 2):
            run_to_end(local, services, slow.url)
        last = run_to_end(local, services, quick.url.replace("127.0.0.1", "localhost"))
        with delivering(DeliveryStore(database, hand)) as deliverer:
            deliverer.start_due()
            wait_for(lambda: delivery_of(local, last).state == "delivered", "the quick delivery")
            waiting = len(slow.posted)
            slow.gate.set()

    assert waiting <= PER_HOST


def test_a_failure_of_our_own_is_told_and_the_delivery_comes_again(
    local: Client,
    services: Services,
    database: Engine,
    hand: Hand,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_url: str, _notification: Notification) -> Outcome:
        raise RuntimeError

    execution_id = run_to_end(local, services, "http://receiver.example/hook")
    deliverer = Deliverer(DeliveryStore(database, hand), fail, None)
    deliverer.start_due()
    deliverer.close(30)

    assert execution_id in str(caplog.records[-1].__dict__["facts"])
    assert delivery_of(local, execution_id).state == "due"


class Away(DeliveryStore):
    """A store whose database does not answer once."""

    was_away = False

    def mark_delivered(self, claim: Claim, status_code: int | None) -> None:
        """Fail the first time."""
        if not self.was_away:
            self.was_away = True
            raise NoConnectionFreeError
        super().mark_delivered(claim, status_code)


def test_a_database_that_is_away_after_the_answer_leads_to_no_second_telling(
    local: Client, services: Services, database: Engine, hand: Hand
) -> None:
    with receiving(200) as receiver:
        execution_id = run_to_end(local, services, receiver.url)
        with delivering(Away(database, hand)) as deliverer:
            deliverer.start_due()

    assert delivery_of(local, execution_id).state == "delivered"
    assert len(receiver.posted) == 1


def test_an_execution_without_a_webhook_has_no_deliveries(local: Client) -> None:
    assert local.list_deliveries(run(local, None)).deliveries == []


def test_the_deliveries_of_an_unknown_execution_are_not_found(local: Client) -> None:
    with pytest.raises(ClientError, match="pex_nowhere") as caught:
        local.list_deliveries("pex_nowhere")

    assert caught.value.kind is ErrorKind.NOT_FOUND


def test_the_server_says_that_it_delivers(local: Client) -> None:
    capabilities = local.get_capabilities()

    assert capabilities is not None
    assert capabilities.has(Feature.WEBHOOK_DELIVERIES)
    assert "webhook_url" not in capabilities.recorded_only


def test_a_status_of_a_newer_server_is_unknown() -> None:
    delivery = Delivery(
        delivery_id="whd_1",
        execution_id="pex_1",
        url="https://a.example",
        status="bounced",
        attempts=1,
        created=datetime.now(UTC),
    )

    assert (delivery.state, delivery.status) == ("unknown", "bounced")


def test_waits_grow_to_an_hour_and_end_after_eight_attempts() -> None:
    least = [Backoff(chance=lambda: 0.0).wait_after(attempt) for attempt in range(1, 9)]
    most = Backoff(chance=lambda: 1.0).wait_after(1)

    seconds = [wait.total_seconds() if wait else None for wait in least]
    assert seconds == [10, 40, 160, 640, 2560, 3600, 3600, None]
    assert most == timedelta(seconds=12)


def test_a_killed_server_tells_the_receiver_after_its_restart(tmp_path: Path) -> None:
    document = tmp_path / "stock.csv"
    document.write_bytes(b"item,quantity\nbolt,4\n")
    settings = {
        "LINEUP_ALLOW_PRIVATE_URLS": "true",
        "LINEUP_PUBLIC_URL": "https://lineup.example/",
    }
    with receiving(200) as receiver:
        receiver.gate.clear()
        first = start(tmp_path / "data", **settings)
        with first.client() as client:
            pipeline = client.create_pipeline([PipelineStep(type="convert")])
            options = RunOptions(webhook_url=receiver.url)
            execution = client.run_pipeline_on_file(pipeline.pipeline_id, document, options)
            wait_for(lambda: receiver.posted, "the first attempt")
        first.kill()
        receiver.gate.set()
        with running(tmp_path / "data", **settings) as second, second.client() as client:
            wait_for(
                lambda: delivery_of(client, execution.execution_id).state == "delivered",
                "the delivery",
            )

    before, after = (posted.body for posted in receiver.posted)
    assert before == after
    assert before["status"] == "completed"
    assert before["webhook_secret"] is None
    assert before["request_check_url"] == (
        f"https://lineup.example/api/v1/pipelines/executions/{execution.execution_id}"
    )
