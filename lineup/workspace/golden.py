"""The right values of documents' fields, as people said; every saying is kept, the newest counts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lineup.databases.opening import writing
from lineup.workspace.lookups import portions
from lineup.workspace.tables import GoldenRow


@dataclass(frozen=True)
class GoldenValue:
    """One saying: the value at a path such as `line_items[0].price`; None is the JSON null.

    `is_withdrawn` says that there is no right value any more.
    """

    document: str
    path: str
    value: Any
    said_by: str
    said: datetime
    is_withdrawn: bool = False
    difference_id: str | None = None


class GoldenStore:
    """The golden values of all documents."""

    def __init__(self, database: Engine, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(
        self,
        document: str,
        values: Mapping[str, Any],
        *,
        said_by: str,
        difference_id: str | None = None,
    ) -> None:
        """Say the right values of a document by their paths."""
        with writing(self._database) as session:
            session.add_all(
                self._row(document, path, {"value": value}, said_by, difference_id)
                for path, value in values.items()
            )

    def withdraw(self, document: str, path: str, *, said_by: str) -> None:
        """Say that a path has no right value any more."""
        with writing(self._database) as session:
            row = self._row(document, path, {}, said_by, None)
            row.is_withdrawn = True
            session.add(row)

    def history(self, document: str) -> Sequence[GoldenValue]:
        """Return all that was said of a document, oldest first."""
        asked = select(GoldenRow).where(GoldenRow.document == document).order_by(GoldenRow.id)
        with Session(self._database) as session:
            return [_golden(row) for row in session.scalars(asked)]

    def current(self, document: str) -> dict[str, GoldenValue]:
        """Return the values that count, by their paths."""
        newest = {told.path: told for told in self.history(document)}
        return {path: told for path, told in newest.items() if not told.is_withdrawn}

    def current_of(self, documents: Collection[str]) -> dict[str, dict[str, GoldenValue]]:
        """Return the values that count of several documents, by document and path; those without any are left out."""
        found: dict[str, dict[str, GoldenValue]] = {}
        with Session(self._database) as session:
            for some in portions(documents):
                asked = select(GoldenRow).where(GoldenRow.document.in_(some)).order_by(GoldenRow.id)
                for row in session.scalars(asked):
                    values = found.setdefault(row.document, {})
                    values.pop(row.path, None)
                    if not row.is_withdrawn:
                        values[row.path] = _golden(row)
        return {document: values for document, values in found.items() if values}

    def _row(
        self, document: str, path: str, value: dict[str, Any], said_by: str, difference: str | None
    ) -> GoldenRow:
        return GoldenRow(
            document=document,
            path=path,
            value=value,
            is_withdrawn=False,
            difference_id=difference,
            said_by=said_by,
            said=self._now(),
        )


def _golden(row: GoldenRow) -> GoldenValue:
    return GoldenValue(
        document=row.document,
        path=row.path,
        value=row.value.get("value"),
        said_by=row.said_by,
        said=row.said,
        is_withdrawn=row.is_withdrawn,
        difference_id=row.difference_id,
    )
