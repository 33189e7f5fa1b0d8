"""Named sets of documents; each change is a version of its own, so that a comparison knows what it was made of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lineup.databases.opening import writing
from lineup.workspace.errors import TakenError, UnknownError, WorkspaceError
from lineup.workspace.tables import CollectionRow, CollectionVersionRow

MAX_NAME = 200
"""The longest name, in characters."""


@dataclass(frozen=True)
class Collection:
    """A collection as one of its versions has it; `documents` are sha256s in their order."""

    name: str
    version: int
    documents: tuple[str, ...]
    note: str
    created: datetime


class CollectionStore:
    """The collections and all their versions."""

    def __init__(self, database: Engine, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, name: str, documents: Iterable[str], note: str = "") -> Collection:
        """Make a collection with its version 1. Raises TakenError, and WorkspaceError for a name that does not do."""
        called = name.strip()
        if not called or len(called) > MAX_NAME or not called.isprintable():
            message = f"A collection's name has 1 to {MAX_NAME} printable characters."
            raise WorkspaceError(message)
        try:
            with writing(self._database) as session:
                row = CollectionRow(name=called, created=self._now())
                session.add(row)
                session.flush()
                return _collection(row, self._add_version(session, row, documents, note))
        except IntegrityError as error:
            message = f"There is a collection named {called!r}: choose another name."
            raise TakenError(message) from error

    def add_version(self, name: str, documents: Iterable[str], note: str = "") -> Collection:
        """Make the next version of a collection; the same documents again are no new version. Raises UnknownError."""
        with writing(self._database) as session:
            row = _row(session, name)
            newest = _version(session, row, None)
            wanted = list(dict.fromkeys(documents))
            if newest.documents == wanted:
                return _collection(row, newest)
            return _collection(row, self._add_version(session, row, wanted, note))

    def get(self, name: str, version: int | None = None) -> Collection:
        """Return a collection's version, the newest unless told which. Raises UnknownError."""
        with Session(self._database) as session:
            row = _row(session, name)
            return _collection(row, _version(session, row, version))

    def list_collections(self) -> Sequence[Collection]:
        """Return all collections by name, each at its newest version."""
        with Session(self._database) as session:
            rows = session.scalars(select(CollectionRow).order_by(CollectionRow.name)).all()
            return [_collection(row, _version(session, row, None)) for row in rows]

    def _add_version(
        self, session: Session, row: CollectionRow, documents: Iterable[str], note: str
    ) -> CollectionVersionRow:
        asked = select(CollectionVersionRow.version).where(
            CollectionVersionRow.collection == row.id
        )
        number = max(session.scalars(asked), default=0) + 1
        version = CollectionVersionRow(
            collection=row.id,
            version=number,
            documents=list(dict.fromkeys(documents)),
            note=note,
            created=self._now(),
        )
        session.add(version)
        return version


def _row(session: Session, name: str) -> CollectionRow:
    """Return the collection's row, locked: versions are numbered one after the other."""
    asked = select(CollectionRow).where(CollectionRow.name == name).with_for_update()
    row = session.scalar(asked)
    if row is None:
        message = f"There is no collection named {name!r} in the workspace."
        raise UnknownError(message)
    return row


def _version(session: Session, row: CollectionRow, number: int | None) -> CollectionVersionRow:
    asked = select(CollectionVersionRow).where(CollectionVersionRow.collection == row.id)
    if number is not None:
        asked = asked.where(CollectionVersionRow.version == number)
    found = session.scalar(asked.order_by(CollectionVersionRow.version.desc()).limit(1))
    if found is None:
        message = f"The collection {row.name!r} has no version {number}."
        raise UnknownError(message)
    return found


def _collection(row: CollectionRow, version: CollectionVersionRow) -> Collection:
    return Collection(
        name=row.name,
        version=version.version,
        documents=tuple(version.documents),
        note=version.note,
        created=version.created,
    )
