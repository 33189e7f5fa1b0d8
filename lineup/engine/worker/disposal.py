"""A worker's duties of deleting: results that were kept long enough, and what crashes left."""

from datetime import timedelta
from functools import partial

from sqlalchemy import Engine

from lineup.clock import utc_now
from lineup.engine.blobs import BlobStore
from lineup.engine.services.documents import DocumentDiscard
from lineup.engine.services.result_disposal import ResultDisposal
from lineup.engine.services.sweep import Sweep
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.result_deletion import ResultDeletion
from lineup.engine.worker.chores import Chore
from lineup.settings import Settings

_LOOK_SECONDS = 60.0
_SWEEP_SECONDS = 24 * 3_600.0
_FIRST_SWEEP_SECONDS = 600.0
"""A sweep reads the names of all blobs: not while the engine starts."""


def disposal_chores(settings: Settings, database: Engine, blobs: BlobStore) -> list[Chore]:
    """Return the duties; without LINEUP_RETENTION_HOURS results are kept for ever."""
    deletion, discard = ResultDeletion(database, utc_now), DocumentDiscard(blobs)
    sweep = Sweep(deletion, blobs, discard)
    chores = [
        Chore(
            "delete what crashes left",
            _SWEEP_SECONDS,
            partial(sweep.delete_orphans, utc_now),
            _FIRST_SWEEP_SECONDS,
        )
    ]
    if settings.retention_hours is None:
        return chores
    disposal = ResultDisposal(ExecutionStore(database, utc_now), deletion, blobs, discard)
    retention = timedelta(hours=settings.retention_hours)
    expire = partial(disposal.delete_expired, utc_now, retention)
    return [*chores, Chore("delete expired results", _LOOK_SECONDS, expire)]
