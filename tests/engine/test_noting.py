"""Transitions that may be forgotten when the machine fails, and what they leave to the others."""

import pytest
from sqlalchemy import Engine, event, insert
from sqlalchemy.exc import IntegrityError

from lineup.databases.opening import is_sqlite, noting, writing
from lineup.engine.store.tables import PipelineRow

WAITS, WAITS_NOT = 2, 1
"""SQLite's words for `synchronous`: FULL and NORMAL."""


class _Commits:
    """What `synchronous` was at each commit."""

    def __init__(self, database: Engine) -> None:
        self.seen: list[int] = []
        event.listen(database, "commit", self._look)

    def _look(self, connection: object) -> None:
        raw = connection.connection.dbapi_connection  # type: ignore[attr-defined]
        self.seen += raw.execute("PRAGMA synchronous").fetchone()


def test_a_note_does_not_wait_for_the_disk_and_the_next_transition_does(database: Engine) -> None:
    commits = _Commits(database)
    with noting(database) as session:
        session.query(PipelineRow).count()
    with writing(database) as session:
        session.query(PipelineRow).count()

    assert is_sqlite(database)
    assert commits.seen == [WAITS_NOT, WAITS]


def test_a_note_that_fails_changes_nothing_and_leaves_the_connection_as_it_was(
    database: Engine,
) -> None:
    commits = _Commits(database)
    with pytest.raises(IntegrityError), noting(database) as session:
        session.execute(insert(PipelineRow))
    with writing(database) as session:
        session.query(PipelineRow).count()

    assert commits.seen == [WAITS]
