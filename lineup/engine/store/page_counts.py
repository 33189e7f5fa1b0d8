"""How many pages documents have, by the SHA-256 of their bytes: each is counted once."""

from dataclasses import dataclass

from sqlalchemy import Engine, select

from lineup.clock import Clock
from lineup.databases.opening import writing
from lineup.databases.upserts import insert_into
from lineup.engine.store.tables import DocumentRow


@dataclass(frozen=True)
class CountedPages:
    """What counting a document's pages came to; None where they can't be counted before conversion."""

    pages: int | None


class PageCountStore:
    """Remembers page counts."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def find_count(self, blob_key: str) -> CountedPages | None:
        """Return what counting the document's pages came to; None where nobody has counted them yet."""
        query = select(DocumentRow.pages).where(DocumentRow.sha256 == sha256_of(blob_key))
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else CountedPages(row.pages)

    def add_count(self, blob_key: str, pages: int | None) -> None:
        """Remember a document's pages. What is remembered already stays: the bytes are the same."""
        row = {"sha256": sha256_of(blob_key), "pages": pages, "counted": self._clock()}
        with writing(self._engine) as session:
            session.execute(insert_into(session, DocumentRow).values(row).on_conflict_do_nothing())


def sha256_of(blob_key: str) -> str:
    """Return the SHA-256 that the document's blob key ends in."""
    return blob_key.rpartition("/")[2]
