"""Opening the workspace: made once, found again, refused when it is newer."""

import pytest
from sqlalchemy import text

from lineup.errors import StartError
from lineup.settings import Settings
from lineup.workspace.migrating import MIGRATIONS
from lineup.workspace.opening import Workspace, open_workspace
from lineup.workspace.tables import Table
from tests.workspace.samples import new_comparison

pytestmark = pytest.mark.both_databases


def test_what_was_remembered_is_there_after_a_restart(
    workspace: Workspace, settings: Settings
) -> None:
    made = workspace.comparisons.add(new_comparison())
    workspace.close()

    with open_workspace(settings) as again:
        assert again.comparisons.list_comparisons() == [made]


def test_the_tables_are_the_ones_that_the_program_describes(workspace: Workspace) -> None:
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 (dear, and only here)
    from alembic.migration import MigrationContext  # noqa: PLC0415 (likewise)

    own = {table.name for table in Table.metadata.sorted_tables}
    with workspace.database.connect() as connection:
        options = {"include_name": lambda name, kind, _parents: kind != "table" or name in own}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Table.metadata) == []


def test_a_workspace_of_a_newer_lineup_is_refused_and_left_alone(
    workspace: Workspace, settings: Settings
) -> None:
    with workspace.database.begin() as connection:
        connection.execute(text("UPDATE workspace_schema SET version_num = '9999'"))

    with pytest.raises(StartError, match="A newer Lineup has changed"):
        open_workspace(settings)
    assert MIGRATIONS.current_revision(workspace.database) == "9999"
