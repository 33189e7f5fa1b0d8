"""The documents that comparisons are made of, each kept once, by its bytes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from lineup.contract.wire import JsonObject
from lineup.databases.opening import writing
from lineup.databases.upserts import insert_into
from lineup.documents.page_count import PageCount, inspect_document
from lineup.workspace.contents import Contents
from lineup.workspace.derived import Derived
from lineup.workspace.errors import UnknownError
from lineup.workspace.lookups import portions
from lineup.workspace.purging import purge_executions_of
from lineup.workspace.tables import DocumentRow, GoldenRow


@dataclass(frozen=True)
class Document:
    """A document; `pages` is None where they can't be counted, `deleted` says since when its bytes are gone."""

    sha256: str
    name: str
    document_type: str | None
    pages: int | None
    size: int
    tags: tuple[str, ...]
    added: datetime
    deleted: datetime | None


class DocumentStore:
    """Documents and their bytes."""

    def __init__(
        self,
        database: Engine,
        contents: Contents,
        derived: Derived,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._contents = contents
        self._derived = derived
        self._now = now

    def add(self, path: Path, name: str, counted: PageCount | None = None) -> Document:
        """Keep a file and return its document; one that was there keeps its first name, unless it was deleted.

        `counted` is what `inspect_document` told of the file, where it was asked before. Raises OSError where the file
        can't be read.
        """
        sha256 = self._contents.put_file(path)
        found = counted or inspect_document(path)
        values: JsonObject = {
            "sha256": sha256,
            "name": name,
            "document_type": str(found.document_type) if found.document_type else None,
            "pages": found.pages,
            "size": path.stat().st_size,
            "tags": [],
            "added": self._now(),
            "deleted": None,
        }
        with writing(self._database) as session:
            insert = insert_into(session, DocumentRow).values(values)
            session.execute(insert.on_conflict_do_nothing())
            row = session.get_one(DocumentRow, sha256, with_for_update=True)
            if row.deleted is not None:
                row.name, row.deleted = name, None
            return _document(row)

    def get(self, sha256: str) -> Document:
        """Return a document, raising UnknownError."""
        with Session(self._database) as session:
            return _document(_row(session, sha256))

    def has(self, sha256: str) -> bool:
        """Whether the document's bytes are there."""
        with Session(self._database) as session:
            row = session.get(DocumentRow, sha256)
            return row is not None and row.deleted is None

    def find(self, start: str) -> Document:
        """Return the one document whose sha256 begins so, or whose name is so; raises UnknownError for none or several."""
        with Session(self._database) as session:
            by_hash = DocumentRow.sha256.startswith(start, autoescape=True)
            asked = select(DocumentRow).where(
                DocumentRow.deleted.is_(None), by_hash | (DocumentRow.name == start)
            )
            found = session.scalars(asked.limit(2)).all()
        if len(found) != 1:
            how = "no document" if not found else "more than one document"
            message = f"There is {how} {start!r} in the workspace."
            raise UnknownError(message)
        return _document(found[0])

    def list_documents(self, sha256s: Iterable[str] | None = None) -> Sequence[Document]:
        """Return the documents that are not deleted, newest first; or those asked for, deleted ones too, in no order."""
        every = select(DocumentRow)
        newest = every.where(DocumentRow.deleted.is_(None))
        questions = (
            [newest.order_by(DocumentRow.added.desc(), DocumentRow.sha256)]
            if sha256s is None
            else [every.where(DocumentRow.sha256.in_(some)) for some in portions(set(sha256s))]
        )
        with Session(self._database) as session:
            return [_document(row) for asked in questions for row in session.scalars(asked)]

    def mark_tagged(self, sha256: str, tags: Iterable[str]) -> Document:
        """Replace a document's tags; raises UnknownError. Of two who do so at once the later wins."""
        with writing(self._database) as session:
            row = _row(session, sha256)
            row.tags = sorted({tag.strip() for tag in tags if tag.strip()})
            return _document(row)

    def mark_deleted(self, sha256: str) -> Document:
        """Delete a document's bytes, its archived results, what was made of them and its golden values; its name stays. Raises UnknownError.

        One that was deleted before keeps its first time.
        """
        with writing(self._database) as session:
            row = _row(session, sha256)
            row.deleted = row.deleted or self._now()
            left = purge_executions_of(session, sha256, row.deleted)
            session.execute(delete(GoldenRow).where(GoldenRow.document == sha256))
            document = _document(row)
        for name in (sha256, *left):
            self._contents.delete(name)
        self._derived.delete(sha256)
        return document

    def write_to(self, sha256: str, target: Path) -> None:
        """Write a document's bytes to a file, raising UnknownError where they are gone."""
        try:
            self._contents.write_to(sha256, target)
        except FileNotFoundError as error:
            message = "The document was deleted from the workspace: add it again."
            raise UnknownError(message) from error


def _row(session: Session, sha256: str) -> DocumentRow:
    row = session.get(DocumentRow, sha256, with_for_update=True)
    if row is None:
        message = f"There is no document {sha256[:12]!r} in the workspace."
        raise UnknownError(message)
    return row


def _document(row: DocumentRow) -> Document:
    return Document(
        sha256=row.sha256,
        name=row.name,
        document_type=row.document_type,
        pages=row.pages,
        size=row.size,
        tags=tuple(row.tags),
        added=row.added,
        deleted=row.deleted,
    )
