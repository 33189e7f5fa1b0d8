"""Who still needs a document's bytes, which files and executions share."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from lineup.engine.store.tables import ExecutionRow, FileRow


def is_document_used(session: Session, blob_key: str) -> bool:
    """Whether a file, or an execution whose results are kept, needs a document's bytes."""
    of_file = exists().where(FileRow.blob_key == blob_key)
    of_execution = exists().where(
        ExecutionRow.blob_key == blob_key, ExecutionRow.results_deleted_at.is_(None)
    )
    return bool(session.scalar(select(of_file | of_execution)))
