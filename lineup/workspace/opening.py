"""Opening the workspace that the settings name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy import Engine

from lineup.clock import utc_now
from lineup.databases.opening import open_database, sqlite_url
from lineup.errors import StartError
from lineup.settings import Settings
from lineup.workspace.archive import Archive
from lineup.workspace.collections import CollectionStore
from lineup.workspace.comparisons import ComparisonStore
from lineup.workspace.contents import Contents
from lineup.workspace.derived import Derived
from lineup.workspace.documents import DocumentStore
from lineup.workspace.golden import GoldenStore
from lineup.workspace.migrating import MIGRATIONS
from lineup.workspace.summaries import Summaries
from lineup.workspace.verdicts import VerdictStore
from lineup.workspace.views import ViewStore

_FOLDER = "workspace"
_FILE = "workspace.sqlite"


@dataclass(frozen=True)
class Workspace:
    """All that the dashboard remembers; may be shared by threads, and is closed as a context manager or by `close`."""

    database: Engine
    contents: Contents
    derived: Derived
    documents: DocumentStore
    collections: CollectionStore
    archive: Archive
    comparisons: ComparisonStore
    summaries: Summaries
    verdicts: VerdictStore
    golden: GoldenStore
    views: ViewStore

    def close(self) -> None:
        """Close all connections."""
        self.database.dispose()

    def __enter__(self) -> Self:
        """Return the workspace, open."""
        return self

    def __exit__(self, *_exception: object) -> None:
        """Close all connections."""
        self.close()


def open_workspace(settings: Settings, now: Callable[[], datetime] = utc_now) -> Workspace:
    """Return the workspace in the data directory, or in the database that the settings name, made or brought up to date.

    Raises StartError where the database can't be used, or a newer Lineup has changed it.
    """
    folder = settings.data_dir / _FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = open_database(settings.database_url or sqlite_url(folder / _FILE))
    try:
        MIGRATIONS.migrate(database)
    except StartError:
        database.dispose()
        raise
    contents, derived = Contents(folder / "contents"), Derived(folder / "derived")
    return Workspace(
        database=database,
        contents=contents,
        derived=derived,
        documents=DocumentStore(database, contents, derived, now),
        collections=CollectionStore(database, now),
        archive=Archive(database, contents, now),
        comparisons=ComparisonStore(database, now),
        summaries=Summaries(database),
        verdicts=VerdictStore(database, now),
        golden=GoldenStore(database, now),
        views=ViewStore(database, now),
    )
