"""Older databases are brought up to date with their rows, newer ones are refused, and two may try at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, inspect, text

from lineup.clock import utc_now
from lineup.contract.extension import ExecutionQuery, ExecutionSort
from lineup.contract.usage import UsageGroup, UsageQuery
from lineup.databases.opening import open_database, sqlite_url
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.listing import search_executions
from lineup.engine.store.migrating import MIGRATIONS
from lineup.engine.store.pipelines import PipelineStore
from lineup.engine.store.tables import Table
from lineup.engine.store.usage_sums import read_usage
from lineup.engine.store.versions import VersionStore
from lineup.errors import StartError
from tests.postgres import Cluster

NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)
OLD_ROWS = {
    "lineup_pipelines": {
        "pipeline_id": "pl_aaaaaaaaaaaa",
        "name": "Invoices",
        "steps": [{"type": "convert"}],
        "is_saved": True,
        "archived": False,
        "active_version": 1,
        "created": NOON,
        "updated": NOON,
    },
    "lineup_pipeline_versions": {
        "pipeline": 1,
        "version": 1,
        "steps": [{"type": "convert"}],
        "created": NOON,
    },
    "lineup_executions": {
        "execution_id": "pex_aaaaaaaaaaaa",
        "pipeline_id": "pl_aaaaaaaaaaaa",
        "pipeline_version": 1,
        "status": "completed",
        "document_name": "a.pdf",
        "created": NOON,
        "started_at": NOON,
        "completed_at": NOON.replace(second=4),
        "billed_cents": 2,
        "config_snapshot": {"steps": [{"type": "convert"}]},
        "input_config": {"filename": "a.pdf"},
        "rate_breakdown": {"billed_cents": 2, "steps": [{"step_index": 0, "billed_cents": 1.6}]},
    },
    "lineup_execution_steps": {
        "execution": 1,
        "step_index": 0,
        "step_type": "convert",
        "status": "completed",
        "lookup_key": "req_aaaaaaaaaaaa",
        "attempt": 1,
        "has_errors": False,
        "page_count": 5,
    },
    "lineup_files": {
        "reference": "datalab://file-a",
        "filename": "a.pdf",
        "content_type": "application/pdf",
        "status": "completed",
        "size": 3,
        "created": NOON,
    },
}
"""What the first release left: a row in each of its tables."""


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with nothing in it."""
    if request.param == "sqlite":
        url = sqlite_url(tmp_path / "engine.sqlite")
    else:
        cluster: Cluster = request.getfixturevalue("postgres")
        url = cluster.make_database()
    engine = open_database(url)
    yield engine
    engine.dispose()


def make_first_release(engine: Engine) -> None:
    """Leave a database as the first release made it."""
    with engine.begin() as connection:
        MIGRATIONS.upgrade(connection, "0001")
        tables = MetaData()
        tables.reflect(connection)
        for name, row in OLD_ROWS.items():
            connection.execute(tables.tables[name].insert().values(row))


def test_a_database_of_the_first_release_keeps_its_rows(empty: Engine) -> None:
    make_first_release(empty)

    MIGRATIONS.migrate(empty)

    execution = ExecutionStore(empty, utc_now).get_execution("pex_aaaaaaaaaaaa")
    pipelines = PipelineStore(empty, utc_now)
    assert execution.status == "completed"
    assert execution.steps[0].status == "completed"
    assert execution.created == NOON
    assert pipelines.get_pipeline("pl_aaaaaaaaaaaa").name == "Invoices"
    assert VersionStore(empty, utc_now).list_versions("pl_aaaaaaaaaaaa").total == 1
    with empty.connect() as connection:
        counted = connection.scalar(text("SELECT execution_count FROM lineup_pipelines"))
        seconds = connection.scalar(text("SELECT seconds FROM lineup_executions"))
    assert counted == 1
    assert seconds == pytest.approx(4, abs=0.01)


def test_what_the_first_release_ran_is_found_sorted_and_summed_up(empty: Engine) -> None:
    make_first_release(empty)

    MIGRATIONS.migrate(empty)

    query = ExecutionQuery(search="A.PDF", sort=ExecutionSort.DOCUMENT)
    assert [row.document_name for row in search_executions(empty, query).rows] == ["a.pdf"]
    of_days = read_usage(empty, UsageQuery()).lines
    of_steps = read_usage(empty, UsageQuery(group_by=UsageGroup.STEP_TYPE)).lines
    assert [(each.day, each.completed, each.seconds) for each in of_days] == [(NOON.date(), 1, 4)]
    assert [each.billed_cents for each in of_days] == [2]
    assert [(each.step_type, each.completed, each.pages) for each in of_steps] == [
        ("convert", 1, 5)
    ]
    assert [each.billed_cents for each in of_steps] == [Decimal("1.6")]


def test_migrated_tables_are_the_ones_that_the_program_describes(empty: Engine) -> None:
    MIGRATIONS.migrate(empty)

    found = inspect(empty)
    for table in Table.metadata.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}
        indexes = {index["name"] for index in found.get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= indexes


def test_several_may_migrate_at_once(empty: Engine) -> None:
    make_first_release(empty)
    engines = [open_database(empty.url.render_as_string(hide_password=False)) for _ in range(4)]

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(MIGRATIONS.migrate, engines))

    assert MIGRATIONS.current_revision(empty) == MIGRATIONS.known_revisions()[-1]
    for engine in engines:
        engine.dispose()


def test_a_newer_database_is_refused_and_left_alone(empty: Engine) -> None:
    MIGRATIONS.migrate(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE lineup_schema SET version_num = '9999'"))

    with pytest.raises(
        StartError, match=r"A newer Lineup has changed .* at revision 9999"
    ) as caught:
        MIGRATIONS.migrate(empty)

    assert MIGRATIONS.current_revision(empty) == "9999"
    assert (empty.url.password or "no password") not in str(caught.value)


def test_a_migration_that_breaks_off_leaves_the_older_tables(empty: Engine) -> None:
    make_first_release(empty)

    with suppress(ZeroDivisionError), MIGRATIONS._exclusively(empty) as connection:
        MIGRATIONS.upgrade(connection, "head")
        raise ZeroDivisionError

    assert MIGRATIONS.current_revision(empty) == "0001"
    assert "lineup_keys" not in inspect(empty).get_table_names()
    MIGRATIONS.migrate(empty)


def test_foreign_keys_hold_after_a_migration(empty: Engine) -> None:
    MIGRATIONS.migrate(empty)

    with empty.connect() as connection:
        is_on = empty.dialect.name != "sqlite" or connection.scalar(text("PRAGMA foreign_keys"))

    assert is_on


def test_a_database_that_does_not_answer_is_one_sentence() -> None:
    engine = open_database("postgres://me:secret@127.0.0.1:1/lineup")

    with pytest.raises(StartError, match="check LINEUP_DATABASE_URL") as caught:
        MIGRATIONS.migrate(engine)

    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["mysql://me:secret@host/lineup", "not a url", "postgresql"])
def test_a_url_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(StartError, match="LINEUP_DATABASE_URL names no database") as caught:
        open_database(url)

    assert "secret" not in str(caught.value)


def test_file_names_tell_the_revisions_as_alembic_does() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS.folder))
    script = ScriptDirectory.from_config(config)

    assert script.get_heads() == [MIGRATIONS.known_revisions()[-1]]
    assert [found.revision for found in script.walk_revisions()] == MIGRATIONS.known_revisions()[
        ::-1
    ]
