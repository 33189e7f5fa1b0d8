"""The list of executions with a thousand and a million rows, in SQLite and in Postgres."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select

from benchmarks.figures import Figure, median_seconds
from benchmarks.many_executions import add_executions
from lineup.contract.extension import ExecutionQuery, ExecutionSort
from lineup.engine.clock import utc_now
from lineup.engine.store.database import is_sqlite, open_database, sqlite_url
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.listing import search_executions
from lineup.engine.store.migrating import migrate
from lineup.engine.store.tables import PipelineRow
from tests.postgres import running_cluster

FEW, MANY = 1_000, 1_000_000
TIMES = 15
GOAL = 2


@dataclass(frozen=True)
class Filled:
    """A database with so many executions; most calls are made about one of its pipelines."""

    engine: Engine
    pipeline_id: str

    def seconds(self, query: ExecutionQuery) -> float:
        """Return the median time of a page."""
        return median_seconds(lambda: search_executions(self.engine, query), TIMES)

    def seconds_of_offset(self, offset: int) -> float:
        """Return the median time of a page of the pipeline's own list."""
        store = ExecutionStore(self.engine, utc_now)
        call = {"limit": 20, "offset": offset}
        return median_seconds(lambda: store.list_executions(self.pipeline_id, **call), TIMES)


def measure() -> Iterator[Figure]:
    """Yield the time of a page at both sizes, as ratios where there is a goal."""
    with tempfile.TemporaryDirectory() as folder:
        urls = [sqlite_url(Path(folder) / f"{count}.sqlite") for count in (FEW, MANY)]
        yield from _compare("SQLite", urls)
    with running_cluster() as cluster:
        yield from _compare("Postgres", [cluster.make_database() for _ in (FEW, MANY)])


def _compare(name: str, urls: list[str]) -> Iterator[Figure]:
    few, many = (_fill(url, count) for url, count in zip(urls, (FEW, MANY), strict=True))
    for what, query in _queries(few.pipeline_id).items():
        of_many = query.model_copy(update=_pipeline_of(query, many))
        yield _ratio(f"{name}: {what}", few.seconds(query), many.seconds(of_many), GOAL)
    for what, query in _SEARCHES.items():
        yield _ratio(f"{name}: {what}", few.seconds(query), many.seconds(query), None)
    deep = few.seconds_of_offset(0), many.seconds_of_offset(MANY // 20)
    yield _ratio(f"{name}: a pipeline's list, offset {MANY // 20:,} over 0", *deep, None)
    for filled in (few, many):
        filled.engine.dispose()


def _ratio(name: str, few: float, many: float, goal: float | None) -> Figure:
    note = f"{FEW:,}: {few * 1_000:.1f} ms, {MANY:,}: {many * 1_000:.1f} ms"
    return Figure(name, many / few, "×", goal, note)


def _fill(url: str, count: int) -> Filled:
    engine = open_database(url)
    migrate(engine)
    add_executions(engine, count)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not is_sqlite(engine):
            connection.exec_driver_sql("VACUUM ANALYZE")  # as Postgres does by itself in a while
        pipeline_id = connection.scalars(select(PipelineRow.pipeline_id).limit(1)).one()
    return Filled(engine, pipeline_id)


def _queries(pipeline_id: str) -> dict[str, ExecutionQuery]:
    filtered = {
        "first page": ExecutionQuery(),
        "failed ones": ExecutionQuery(status=["failed"]),
        "of a pipeline": ExecutionQuery(pipeline_id=pipeline_id),
        "failed ones of a pipeline": ExecutionQuery(pipeline_id=pipeline_id, status=["failed"]),
    }
    return filtered | {f"sorted by {sort}": ExecutionQuery(sort=sort) for sort in ExecutionSort}


_SEARCHES = {
    "search for what many have": ExecutionQuery(search="invoice"),
    "search for what one has": ExecutionQuery(search="pex_100000000500"),
    "search for what none has": ExecutionQuery(search="no such thing"),
}


def _pipeline_of(query: ExecutionQuery, filled: Filled) -> dict[str, str]:
    return {} if query.pipeline_id is None else {"pipeline_id": filled.pipeline_id}
