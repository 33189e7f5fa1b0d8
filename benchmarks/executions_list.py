"""The list of executions with a thousand and a million rows, in SQLite and in Postgres."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, select

from benchmarks.figures import Figure, paired_least
from benchmarks.many_executions import add_executions
from lineup.clock import utc_now
from lineup.contract.executions import ExecutionList
from lineup.contract.extension import ExecutionQuery, ExecutionRows, ExecutionSort
from lineup.databases.opening import is_sqlite, open_database, sqlite_url
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.listing import search_executions
from lineup.engine.store.migrating import MIGRATIONS
from lineup.engine.store.tables import PipelineRow
from tests.postgres import running_cluster

FEW, MANY = 1_000, 1_000_000
DEEP = 50_000
TIMES = 41
GOAL = 2


@dataclass(frozen=True)
class Filled:
    """A database with so many executions; some calls are made about one of its pipelines."""

    engine: Engine
    pipeline_id: str

    def page(self, query: ExecutionQuery) -> ExecutionRows:
        """Return a page of the list; a query about a pipeline is one about this database's."""
        own = {} if query.pipeline_id is None else {"pipeline_id": self.pipeline_id}
        return search_executions(self.engine, query.model_copy(update=own))

    def offset_page(self, offset: int) -> ExecutionList:
        """Return a page of the pipeline's own list."""
        store = ExecutionStore(self.engine, utc_now)
        return store.list_executions(self.pipeline_id, limit=20, offset=offset)


def measure() -> Iterator[Figure]:
    """Yield the time of a page at both sizes, as ratios where there is a goal."""
    with tempfile.TemporaryDirectory() as folder:
        urls = [sqlite_url(Path(folder) / f"{count}.sqlite") for count in (FEW, MANY)]
        yield from _compare("SQLite", urls)
    with running_cluster() as cluster:
        yield from _compare("Postgres", [cluster.make_database() for _ in (FEW, MANY)])


def _compare(name: str, urls: list[str]) -> Iterator[Figure]:
    few, many = (_fill(url, count) for url, count in zip(urls, (FEW, MANY), strict=True))
    for what, query in (_LISTS | _SEARCHES).items():
        pair = paired_least(partial(few.page, query), partial(many.page, query), TIMES)
        yield _ratio(f"{name}: {what}", *pair, GOAL if what in _LISTS else None)
    deep = paired_least(partial(many.offset_page, 0), partial(many.offset_page, DEEP), TIMES)
    note = f"at 0: {deep[0] * 1_000:.1f} ms, at {DEEP:,}: {deep[1] * 1_000:.1f} ms"
    yield Figure(f"{name}: a pipeline's list, far down", deep[1] / deep[0], "×", None, note)
    for filled in (few, many):
        filled.engine.dispose()


def _ratio(name: str, few: float, many: float, goal: float | None) -> Figure:
    note = f"{FEW:,}: {few * 1_000:.1f} ms, {MANY:,}: {many * 1_000:.1f} ms"
    return Figure(name, many / few, "×", goal, note)


def _fill(url: str, count: int) -> Filled:
    engine = open_database(url)
    MIGRATIONS.migrate(engine)
    add_executions(engine, count)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not is_sqlite(engine):
            connection.exec_driver_sql("VACUUM ANALYZE")  # as Postgres does by itself in a while
        pipeline_id = connection.scalars(select(PipelineRow.pipeline_id).limit(1)).one()
    return Filled(engine, pipeline_id)


_LISTS = {
    "first page": ExecutionQuery(),
    "failed ones": ExecutionQuery(status=["failed"]),
    "failed and completed ones": ExecutionQuery(status=["failed", "completed"]),
    "of a pipeline": ExecutionQuery(pipeline_id="its own"),
    **{f"sorted by {sort}": ExecutionQuery(sort=sort) for sort in ExecutionSort},
    "failed ones by duration": ExecutionQuery(status=["failed"], sort=ExecutionSort.LONGEST),
}
_SEARCHES = {
    "search for what many have": ExecutionQuery(search="invoice"),
    "search for what one has": ExecutionQuery(search="pex_100000000500"),
    "search for what none has": ExecutionQuery(search="no such thing"),
}
