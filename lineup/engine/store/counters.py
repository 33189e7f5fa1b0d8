"""Numbers that only grow, raised in the transaction of what they count."""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from lineup.databases.upserts import insert_into
from lineup.engine.store.tables import CounterRow


class Counter(StrEnum):
    """What is counted."""

    WEBHOOKS_DELIVERED = "webhooks_delivered"
    WEBHOOKS_FAILED = "webhooks_failed"


def count_one(session: Session, counter: Counter) -> None:
    """Raise the counter by one."""
    insert = insert_into(session, CounterRow).values(name=counter, value=1)
    raised = {"value": CounterRow.value + 1}
    session.execute(insert.on_conflict_do_update(index_elements=["name"], set_=raised))


def read_counters(session: Session) -> dict[Counter, int]:
    """Return how far every counter is."""
    found = {row.name: row.value for row in session.scalars(select(CounterRow))}
    return {counter: found.get(counter, 0) for counter in Counter}
