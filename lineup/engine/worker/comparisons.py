"""A worker's part in comparisons: starting the runs of their variants, and comparing the documents that have ended."""

from sqlalchemy import Engine

from lineup.clock import utc_now
from lineup.databases.opening import is_sqlite
from lineup.engine.blobs import BlobStore
from lineup.engine.processors.registry import ProcessorRegistry
from lineup.engine.queue import ExecutionQueue
from lineup.engine.rate_card import load_rate_card
from lineup.engine.services.comparing import DocumentComparer
from lineup.engine.services.comparison_runs import ComparisonStarter
from lineup.engine.store.comparison_work import ComparisonWork
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.worker.chores import Chore

_LOOK_SECONDS = 0.5


def comparison_chores(
    database: Engine, blobs: BlobStore, processors: ProcessorRegistry
) -> list[Chore]:
    """Return the duties. On SQLite no other worker can be at a document, so what a killed one held is free again."""
    work = ComparisonWork(database, utc_now)
    if is_sqlite(database):
        work.release_claims()
    starter = ComparisonStarter(
        work=work,
        executions=ExecutionStore(database, utc_now),
        blobs=blobs,
        queue=ExecutionQueue(database),
        card=load_rate_card(),
        processors=processors,
    )
    comparer = DocumentComparer(work, blobs)
    return [
        Chore("start the runs of comparisons", _LOOK_SECONDS, starter.start_waiting),
        Chore("compare what has ended", _LOOK_SECONDS, comparer.compare_ended),
    ]
