"""Holding what a new use stands on, so that it is not deleted until the transaction that writes the use down ends."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lineup.engine.errors import NotPossible
from lineup.engine.store.document_use import hold_document
from lineup.engine.store.tables import ExecutionRow


def hold_for_run(session: Session, blob_key: str | None, source_execution_id: str | None) -> None:
    """Hold a new run's document, and the results of the execution that it takes some over from.

    Raises NotPossible where those have just been deleted.
    """
    if blob_key is not None:
        hold_document(session, blob_key)
    if source_execution_id is not None and not hold_results(session, source_execution_id):
        message = "The results of this execution have just been deleted, so none can be taken over: run it from step 0."
        raise NotPossible(message)


def hold_results(session: Session, execution_id: str) -> bool:
    """Return whether an execution still has its results; then it keeps them until the transaction ends."""
    query = select(ExecutionRow.results_deleted_at).where(ExecutionRow.execution_id == execution_id)
    row = session.execute(query.with_for_update(read=True)).first()
    return row is not None and row.results_deleted_at is None
