"""A worker, put together from its parts."""

from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from lineup.clock import utc_now
from lineup.databases.opening import is_sqlite
from lineup.engine.assembly import engine_blobs
from lineup.engine.outbound.download import download, public_transport
from lineup.engine.outbound.llm_endpoint import model_identity
from lineup.engine.processors.installed import load_processors
from lineup.engine.services.documents import DocumentIntake
from lineup.engine.store.deliveries import DeliveryStore
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.page_counts import PageCountStore
from lineup.engine.store.pages_in_flight import PagesInFlight
from lineup.engine.store.rubrics import RubricStore
from lineup.engine.worker.abandoned import close_abandoned, dbos_statuses
from lineup.engine.worker.chores import Chore, start_chores
from lineup.engine.worker.comparisons import comparison_chores
from lineup.engine.worker.disposal import disposal_chores
from lineup.engine.worker.durable import DurableQueue
from lineup.engine.worker.executors import Executor
from lineup.engine.worker.page_limit import PageLimit
from lineup.engine.worker.pool import StepPool
from lineup.engine.worker.runner import ExecutionRunner
from lineup.engine.worker.shift import Shift
from lineup.engine.worker.step_cache import StepCache
from lineup.engine.worker.step_tasks import StepTasks
from lineup.engine.worker.takeover import take_over
from lineup.engine.worker.webhooks import make_deliverer
from lineup.engine.worker.workflow import register_workflow
from lineup.settings import Settings

_PROOF_SECONDS, _TAKE_OVER_SECONDS, _CLOSE_SECONDS = 1.0, 2.0, 10.0
_DELIVER_SECONDS = 0.5
"""How often a worker looks for webhooks that are due."""

_LAST_DELIVERY_SECONDS = 2.0
"""How long a worker that stops waits for receivers."""


class Worker:
    """Takes executions from the queue and carries them out, from `start` to `stop`."""

    def __init__(
        self, settings: Settings, database: Engine, executor: Executor, scratch: Path
    ) -> None:
        self._settings = settings
        self._database = database
        self._executor = executor
        self._shift = Shift()
        self._pool = StepPool(settings.workers, settings.step_seconds)
        self._executions = ExecutionStore(database, utc_now)
        self._blobs = blobs = engine_blobs(settings, scratch)
        blobs.require_usable()
        self._processors = processors = load_processors()
        runner = ExecutionRunner(
            executions=self._executions,
            blobs=blobs,
            intake=DocumentIntake(blobs),
            tasks=StepTasks(self._executions, RubricStore(database, utc_now), blobs, scratch),
            cache=StepCache(self._executions, blobs, processors, model_identity(settings)),
            pool=self._pool,
            fetch=partial(_fetch, allow_private=settings.allow_private_urls),
            scratch_root=scratch,
            page_limit=PageLimit(
                PageCountStore(database, utc_now),
                PagesInFlight(database, settings.pages_in_flight),
                self._pool.count_pages,
            ),
        )
        register_workflow(runner, self._shift)
        self._deliverer = make_deliverer(settings, database, executor.id)
        self._queue = DurableQueue(database, executor.id)

    def start(self) -> None:
        """Take work."""
        self._pool.warm_up()
        self._queue.launch(self._settings.workers)
        start_chores(self._chores())

    def stop(self) -> str:
        """Let running steps end for as long as the settings say, give the rest back, and return a sentence about that."""
        self._queue.close()
        self._shift.end(self._settings.stop_seconds)
        self._pool.close()
        self._deliverer.close(_LAST_DELIVERY_SECONDS)
        where = "at the next start" if is_sqlite(self._database) else "with another worker"
        try:
            return farewell(self._queue.give_back(self._executions.list_open()), where)
        except DBAPIError:
            return f"The database does not answer; what was under way goes on {where} all the same."

    def _chores(self) -> list[Chore]:
        chores = [
            Chore("close abandoned executions", _CLOSE_SECONDS, self._close_abandoned),
            *disposal_chores(self._settings, self._database, self._blobs),
            *comparison_chores(self._database, self._blobs, self._processors),
            Chore("deliver webhooks", _DELIVER_SECONDS, self._deliverer.start_due),
        ]
        if is_sqlite(self._database):
            return chores
        return [
            *chores,
            Chore("prove to be alive", _PROOF_SECONDS, self._executor.keep),
            Chore("take over from dead workers", _TAKE_OVER_SECONDS, self._take_over),
        ]

    def _close_abandoned(self) -> None:
        close_abandoned(self._executions, dbos_statuses)

    def _take_over(self) -> None:
        for dead in take_over(self._database, self._executor.id):
            DeliveryStore(self._database, utc_now, dead).release_claims()


def farewell(count: int, where: str) -> str:
    """Return the sentence about the executions that a worker leaves."""
    match count:
        case 0:
            return "Nothing was left undone."
        case 1:
            return f"One execution goes on {where}."
        case _:
            return f"{count} executions go on {where}."


def _fetch(url: str, target: Path, *, allow_private: bool) -> str:
    return download(url, target, public_transport(allow_private=allow_private))
