"""Webhook deliveries that are due: claimed by one worker at a time, tried, settled.

A receiver may be told twice, when a worker dies between its answer and our record of it: the delivery's id is the same.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, or_, select, update
from sqlalchemy.orm import Session

from lineup.clock import Clock
from lineup.contract.deliveries import Deliveries, DeliveryStatus
from lineup.databases.opening import writing
from lineup.engine.errors import NotFound
from lineup.engine.store.counters import Counter, count_one
from lineup.engine.store.delivery_rows import to_delivery
from lineup.engine.store.tables import DeliveryRow, ExecutionRow

CLAIM_TIME = timedelta(seconds=90)
"""How long a claim holds: three times what an attempt may take. Then its worker counts as gone."""


@dataclass(frozen=True)
class Claim:
    """A delivery that one worker sends now; `attempt` counts from 1, `status` is the execution's."""

    delivery_id: str
    url: str
    host: str
    check_url: str
    execution_id: str
    pipeline_id: str
    status: str
    attempt: int
    until: datetime


class DeliveryStore:
    """Reads and changes deliveries on behalf of one worker; any number of workers may share the table."""

    def __init__(self, engine: Engine, clock: Clock, worker: str = "") -> None:
        self._engine = engine
        self._clock = clock
        self._worker = worker

    def list_deliveries(self, execution_id: str) -> Deliveries:
        """Return the execution's webhooks, none where it has none, raising NotFound for an unknown execution."""
        execution = select(ExecutionRow.id).where(ExecutionRow.execution_id == execution_id)
        query = select(DeliveryRow).where(DeliveryRow.execution_id == execution_id)
        with Session(self._engine) as session:
            if session.scalar(execution) is None:
                message = f"There is no execution {execution_id!r}."
                raise NotFound(message)
            return Deliveries(deliveries=[to_delivery(row) for row in session.scalars(query)])

    def claim_next(self, busy_hosts: Collection[str]) -> Claim | None:
        """Return the delivery that has been due longest and now is this worker's, None where none is.

        Receivers on busy hosts are passed over. Two workers that ask at once get different ones.
        """
        due = [*self._due(), DeliveryRow.host.not_in(busy_hosts)]
        with Session(
            self._engine
        ) as session:  # a look costs nothing; a transaction that writes does
            if session.scalar(select(DeliveryRow.id).where(*due).limit(1)) is None:
                return None
        with writing(self._engine) as session:
            query = select(DeliveryRow).where(*due).order_by(DeliveryRow.due_at).limit(1)
            row = session.scalar(query.with_for_update(skip_locked=True))
            return None if row is None else self._claim(session, row)

    def release_claims(self) -> None:
        """Give back what this worker had claimed when it died, so that it is sent at once. A settled one stays."""
        own = DeliveryRow.claimed_by == self._worker
        freed = {DeliveryRow.claimed_by: None, DeliveryRow.claimed_until: None}
        with writing(self._engine) as session:
            session.execute(update(DeliveryRow).where(own).values(freed))

    def mark_delivered(self, claim: Claim, status_code: int | None) -> None:
        """Record that the receiver took it, even if the claim has run out meanwhile. A settled one stays as it is."""
        with writing(self._engine) as session:
            row = _locked(session, claim)
            if row.status == DeliveryStatus.DUE:
                row.delivered_at = self._clock()
                _count_attempt(row, status_code, None)
                _settle(session, row, DeliveryStatus.DELIVERED)

    def mark_failed(self, claim: Claim, status_code: int | None, error: str) -> None:
        """Record that the delivery is given up.

        Where the claim has run out meanwhile, the worker that claimed it next decides, and this changes nothing.
        """
        with writing(self._engine) as session:
            row = _locked(session, claim)
            if _is_held(row, claim):
                _count_attempt(row, status_code, error)
                _settle(session, row, DeliveryStatus.FAILED)

    def mark_postponed(
        self, claim: Claim, status_code: int | None, error: str, wait: timedelta
    ) -> None:
        """Record an attempt without success, and that the next one comes after the wait.

        Where the claim has run out meanwhile, the worker that claimed it next decides, and this changes nothing.
        """
        with writing(self._engine) as session:
            row = _locked(session, claim)
            if _is_held(row, claim):
                _count_attempt(row, status_code, error)
                row.due_at = self._clock() + wait

    def _due(self) -> tuple[ColumnElement[bool], ...]:
        now = self._clock()
        is_free = or_(DeliveryRow.claimed_until.is_(None), DeliveryRow.claimed_until < now)
        return DeliveryRow.status == DeliveryStatus.DUE, DeliveryRow.due_at <= now, is_free

    def _claim(self, session: Session, row: DeliveryRow) -> Claim:
        row.claimed_by, row.claimed_until = self._worker, self._clock() + CLAIM_TIME
        execution = session.scalars(
            select(ExecutionRow).where(ExecutionRow.execution_id == row.execution_id)
        ).one()
        return Claim(
            delivery_id=row.delivery_id,
            url=row.url,
            host=row.host,
            check_url=row.check_url,
            execution_id=row.execution_id,
            pipeline_id=execution.pipeline_id,
            status=execution.status,
            attempt=row.attempts + 1,
            until=row.claimed_until,
        )


def _locked(session: Session, claim: Claim) -> DeliveryRow:
    query = select(DeliveryRow).where(DeliveryRow.delivery_id == claim.delivery_id)
    return session.scalars(query.with_for_update()).one()


def _is_held(row: DeliveryRow, claim: Claim) -> bool:
    return row.status == DeliveryStatus.DUE and row.claimed_until == claim.until


def _count_attempt(row: DeliveryRow, status_code: int | None, error: str | None) -> None:
    row.attempts += 1
    row.last_status_code, row.last_error = status_code, error
    row.claimed_by = row.claimed_until = None


def _settle(session: Session, row: DeliveryRow, status: DeliveryStatus) -> None:
    row.status, row.due_at = status, None
    is_delivered = status is DeliveryStatus.DELIVERED
    count_one(session, Counter.WEBHOOKS_DELIVERED if is_delivered else Counter.WEBHOOKS_FAILED)
