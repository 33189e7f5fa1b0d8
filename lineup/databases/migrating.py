"""Bringing a database's tables up to date, by whoever starts first; the others wait for that one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, String, column, select, table, text
from sqlalchemy.exc import DBAPIError

from lineup.databases.opening import is_sqlite
from lineup.errors import StartError


@dataclass(frozen=True)
class Migrations:
    """One owner's way from no tables to this program's.

    `folder` holds Alembic's `env.py` and `versions`, `version_table` keeps the revision of the tables, `lock` is Postgres'
    advisory lock of whoever migrates.
    """

    folder: Path
    version_table: str
    lock: int

    def known_revisions(self) -> list[str]:
        """Return the revisions that this program knows, oldest first; each is the number its file begins with."""
        return sorted(
            path.name.partition("_")[0] for path in (self.folder / "versions").glob("*_*.py")
        )

    def current_revision(self, engine: Engine) -> str | None:
        """Return the revision of the database's tables, None where there are none. Raises what the database raises."""
        with engine.connect() as connection:
            return self._revision(connection)

    def migrate(self, engine: Engine) -> None:
        """Create the tables, or bring older ones to this program's form; several processes may ask at once.

        Raises StartError where the database can't be used, or a newer program has changed it.
        """
        try:
            if self._is_current(self.current_revision(engine), engine):
                return
            with self._exclusively(engine) as connection:
                if not self._is_current(self._revision(connection), engine):
                    self.upgrade(connection, "head")
        except DBAPIError as error:
            raise StartError(unusable(engine, error)) from error

    def upgrade(self, connection: Connection, revision: str) -> None:
        """Apply what leads to the revision, in the connection's transaction."""
        # Dear to import, and needed only where there is something to migrate.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(self.folder))
        config.attributes["connection"] = connection
        config.attributes["version_table"] = self.version_table
        command.upgrade(config, revision)

    def _is_current(self, revision: str | None, engine: Engine) -> bool:
        known = self.known_revisions()
        if revision is not None and revision not in known:
            message = (
                f"A newer Lineup has changed {_place(engine)} (its tables are at revision {revision}, this program knows "
                f"up to {known[-1]}): start that version of Lineup, or {_another(engine)}."
            )
            raise StartError(message)
        return revision == known[-1]

    def _revision(self, connection: Connection) -> str | None:
        if not connection.dialect.has_table(connection, self.version_table):
            return None
        number = table(self.version_table, column("version_num", String)).c.version_num
        found: str | None = connection.scalar(select(number))
        return found

    @contextmanager
    def _exclusively(self, engine: Engine) -> Iterator[Connection]:
        """Give a connection in a transaction that only one migrating process at a time is in.

        SQLite's foreign keys rest meanwhile: Alembic changes a column there by making the table anew. They come back
        with the next connection.
        """
        with engine.connect() as connection:
            if is_sqlite(engine):
                connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": self.lock})
            try:
                yield connection
                connection.commit()
            finally:
                connection.invalidate()


def _place(engine: Engine) -> str:
    if is_sqlite(engine):
        return f"the data in {engine.url.database}"
    return f"the database {engine.url.render_as_string(hide_password=True)}"


def _another(engine: Engine) -> str:
    return "choose another folder with --data-dir" if is_sqlite(engine) else "use another database"


def unusable(engine: Engine, error: DBAPIError) -> str:
    """Return the sentence about a database that does not work, without its password."""
    reason = str(error.orig).strip().splitlines()[0] if error.orig else type(error).__name__
    remedy = "check the file" if is_sqlite(engine) else "check LINEUP_DATABASE_URL"
    return f"Lineup can't use {_place(engine)} ({reason}): {remedy}."
