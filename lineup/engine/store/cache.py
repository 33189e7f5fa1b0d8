"""Results of earlier steps, kept by what they were made of."""

from datetime import datetime

from sqlalchemy.orm import Session

from lineup.contract.records import Reuse
from lineup.databases.upserts import insert_into
from lineup.engine.store.steps import FinishedStep, ReusedStep
from lineup.engine.store.tables import CacheRow, ExecutionRow, StepRow


def find_cached(session: Session, cache_key: str, attempt: int) -> ReusedStep | None:
    """Return the result that was kept last under the key, for this attempt at a step to take over."""
    row = session.get(CacheRow, cache_key)
    if row is None:
        return None
    finished = FinishedStep(
        result_key=row.result_key,
        checkpoint_key=row.checkpoint_key,
        page_count=row.page_count,
        has_errors=False,
        billable_pages=row.billable_pages,
        attempt=attempt,
        cache_key=cache_key,
    )
    return ReusedStep(finished, Reuse.CACHE, row.execution_id)


def keep(session: Session, execution: ExecutionRow, step: StepRow, now: datetime) -> None:
    """Keep a completed step's result for later runs; the newer of two replaces the older. One with errors is not kept."""
    if step.cache_key is None or step.has_errors:
        return
    values = {
        "execution_id": execution.execution_id,
        "step_index": step.step_index,
        "result_key": step.result_key,
        "checkpoint_key": step.checkpoint_key,
        "page_count": step.page_count,
        "billable_pages": step.billable_pages,
        "created": now,
    }
    insert = insert_into(session, CacheRow).values(cache_key=step.cache_key, **values)
    session.execute(insert.on_conflict_do_update(index_elements=["cache_key"], set_=values))
