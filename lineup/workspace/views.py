"""Saved views: a page with what was chosen on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from lineup.databases.opening import writing
from lineup.databases.upserts import insert_into
from lineup.workspace.errors import WorkspaceError
from lineup.workspace.tables import ViewRow

MAX_NAME = 200
"""The longest name, in characters."""


@dataclass(frozen=True)
class View:
    """A view: `query` is the part of the page's address behind the question mark."""

    page: str
    name: str
    query: str
    saved_by: str
    saved: datetime


class ViewStore:
    """The saved views of all pages."""

    def __init__(self, database: Engine, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def save(self, page: str, name: str, query: str, *, saved_by: str) -> View:
        """Save a view; one of the same name on the page is replaced. Raises WorkspaceError for a name that does not do."""
        called = name.strip()
        if not called or len(called) > MAX_NAME or not called.isprintable():
            message = f"A view's name has 1 to {MAX_NAME} printable characters."
            raise WorkspaceError(message)
        view = View(page, called, query, saved_by, self._now())
        changed = {"query": query, "saved_by": saved_by, "saved": view.saved}
        with writing(self._database) as session:
            insert = insert_into(session, ViewRow).values(page=page, name=called, **changed)
            session.execute(
                insert.on_conflict_do_update(index_elements=["page", "name"], set_=changed)
            )
        return view

    def delete(self, page: str, name: str) -> None:
        """Delete a view; that it is not there is fine."""
        with writing(self._database) as session:
            session.execute(delete(ViewRow).where(ViewRow.page == page, ViewRow.name == name))

    def list_views(self, page: str) -> Sequence[View]:
        """Return a page's views by name."""
        asked = select(ViewRow).where(ViewRow.page == page).order_by(ViewRow.name)
        with Session(self._database) as session:
            return [
                View(row.page, row.name, row.query, row.saved_by, row.saved)
                for row in session.scalars(asked)
            ]
