"""Telling receivers that executions ended: each attempt in a thread of its own, beside the executions."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from pydantic import SecretStr
from sqlalchemy import Engine

from lineup.clock import utc_now
from lineup.contract.deliveries import Notification
from lineup.engine.outbound.deadline import Deadline
from lineup.engine.outbound.transport import outbound_transport
from lineup.engine.outbound.webhooks import SECONDS, Outcome, Verdict, post_notification
from lineup.engine.store.deliveries import Claim, DeliveryStore
from lineup.engine.worker.backoff import Backoff
from lineup.engine.worker.patience import patiently
from lineup.events import Event, log_event, log_failure
from lineup.settings import Settings

THREADS = 16
PER_HOST = 2
"""At most so many of a worker's threads wait for one host: a slow receiver leaves the others to the rest."""

Post = Callable[[str, Notification], Outcome]
"""Tells a receiver once."""


class Deliverer:
    """Delivers what is due."""

    def __init__(
        self,
        store: DeliveryStore,
        post: Post,
        secret: SecretStr | None,
        backoff: Backoff | None = None,
    ) -> None:
        self._store = store
        self._post = post
        self._secret = secret
        self._backoff = backoff or Backoff()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="webhook")
        self._changed = threading.Condition()
        self._busy: Counter[str] = Counter()
        self._is_closed = False

    def start_due(self) -> None:
        """Begin an attempt of every delivery that is due, as far as threads are free, without waiting for any."""
        while (claim := self._claim()) is not None:
            self._threads.submit(self._attempt, claim)

    def close(self, seconds: float) -> None:
        """Begin nothing more, wait so long for the attempts under way, and give back what is claimed still.

        An attempt that goes on after that counts for nothing: the delivery is sent again.
        """
        with self._changed:
            self._is_closed = True
            self._changed.wait_for(lambda: not self._busy, seconds)
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._store.release_claims()

    def _claim(self) -> Claim | None:
        with self._changed:
            if self._is_closed or self._busy.total() >= THREADS:
                return None
            full = {host for host, count in self._busy.items() if count >= PER_HOST}
            claim = self._store.claim_next(full)
            if claim is not None:
                self._busy[claim.host] += 1
            return claim

    def _attempt(self, claim: Claim) -> None:
        try:
            outcome = self._post(claim.url, self._notification(claim))
            asyncio.run(patiently(self._record, claim, outcome))
            _tell(claim, outcome)
        except Exception as error:  # noqa: BLE001 (the claim runs out, and the delivery is tried again)
            log_failure(Event.WEBHOOK_BROKE, error, execution_id=claim.execution_id)
        finally:
            with self._changed:
                self._busy -= Counter([claim.host])
                self._changed.notify_all()

    def _record(self, claim: Claim, outcome: Outcome) -> None:
        wait = self._backoff.wait_after(claim.attempt)
        error = outcome.error or ""
        if outcome.verdict is Verdict.DELIVERED:
            self._store.mark_delivered(claim, outcome.status_code)
        elif outcome.verdict is Verdict.REFUSED or wait is None:
            self._store.mark_failed(claim, outcome.status_code, error)
        else:
            self._store.mark_postponed(claim, outcome.status_code, error, wait)

    def _notification(self, claim: Claim) -> Notification:
        return Notification(
            request_id=claim.execution_id,
            request_check_url=claim.check_url,
            webhook_secret=self._secret.get_secret_value() if self._secret else None,
            execution_id=claim.execution_id,
            pipeline_id=claim.pipeline_id,
            status=claim.status,
            delivery_id=claim.delivery_id,
        )


def _tell(claim: Claim, outcome: Outcome) -> None:
    log_event(
        Event.WEBHOOK_ATTEMPTED,
        execution_id=claim.execution_id,
        delivery_id=claim.delivery_id,
        attempt=claim.attempt,
        verdict=outcome.verdict,
        status_code=outcome.status_code,
    )


def make_deliverer(settings: Settings, database: Engine, worker: str) -> Deliverer:
    """Return a worker's deliverer, having taken up what the worker of that name left behind when it last ended."""
    store = DeliveryStore(database, utc_now, worker)
    store.release_claims()

    def post(url: str, notification: Notification) -> Outcome:
        transport = outbound_transport(Deadline(SECONDS), allow_private=settings.allow_private_urls)
        return post_notification(url, notification, transport)

    return Deliverer(store, post, settings.webhook_secret)
