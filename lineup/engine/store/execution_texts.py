"""What the list finds and orders executions by, kept in step with their rows."""

from sqlalchemy.orm import Session

from lineup.databases.upserts import insert_into
from lineup.engine.store.tables import ExecutionRow, ExecutionTextRow

_MAX_PART = 1_000
"""How many characters of a name or an error are looked through."""

_MAX_ORDER = 100
"""How many characters of a name decide its place; a database's index takes no text of any length."""


def keep_texts(session: Session, row: ExecutionRow) -> None:
    """Write down anew what an added execution is found and ordered by: after each change of its name or its error."""
    name = row.document_name
    row.document_order = None if name is None else name.casefold()[:_MAX_ORDER]
    values = {"id": row.id, "pipeline_id": row.pipeline_id, "text": _text(row)}
    insert = insert_into(session, ExecutionTextRow).values(values)
    session.execute(
        insert.on_conflict_do_update(index_elements=["id"], set_={"text": insert.excluded.text})
    )


def _text(row: ExecutionRow) -> str:
    name, error = (row.document_name or "")[:_MAX_PART], (row.error_message or "")[:_MAX_PART]
    parts = (name, row.execution_id, error)
    return "\n".join(part for part in parts if part).casefold()
