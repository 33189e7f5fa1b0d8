"""Executions and their results as they ended, kept because a server may delete them an hour later; never changed."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lineup.contract.executions import Execution
from lineup.contract.records import ExecutionRecord
from lineup.contract.wire import JsonObject
from lineup.databases.opening import writing
from lineup.databases.upserts import insert_into
from lineup.workspace.contents import Contents
from lineup.workspace.errors import UnknownError
from lineup.workspace.lookups import portions
from lineup.workspace.tables import ExecutionRow

_GONE = "The result is no longer in the workspace's folder."


@dataclass(frozen=True)
class Archived:
    """An execution as it ended.

    `document` is its sha256 where the workspace has it. `results` names each step's result by the step's 0-based index,
    `missing` says in a sentence why a step has none. `images` names page images by the page's 0-based number.
    """

    server: str
    execution: Execution
    document: str | None
    archived: datetime
    record: ExecutionRecord | None = None
    results: Mapping[int, str] = field(default_factory=dict)
    missing: Mapping[int, str] = field(default_factory=dict)
    images: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ended:
    """What is to be archived: the execution, its results as the server sent them, and why a step has none.

    `images` are JPEGs by the page's 0-based number, of a document that the workspace has no bytes of.
    """

    execution: Execution
    document: str | None = None
    record: ExecutionRecord | None = None
    results: Mapping[int, JsonObject] = field(default_factory=dict)
    missing: Mapping[int, str] = field(default_factory=dict)
    images: Mapping[int, bytes] = field(default_factory=dict)


class Archive:
    """The executions that were kept."""

    def __init__(self, database: Engine, contents: Contents, now: Callable[[], datetime]) -> None:
        self._database = database
        self._contents = contents
        self._now = now

    def add(self, server: str, ended: Ended) -> Archived:
        """Keep an execution that has ended; one that is there stays as it was first kept."""
        if not ended.execution.is_terminal:
            message = f"{ended.execution.execution_id} has not ended, so it can't be archived yet"
            raise ValueError(message)
        names = {str(index): self._put(result) for index, result in ended.results.items()}
        values = {
            "server": server,
            "execution_id": ended.execution.execution_id,
            "document": ended.document,
            "execution": ended.execution.model_dump(mode="json"),
            "record": ended.record.model_dump(mode="json") if ended.record else None,
            "results": names,
            "missing": {str(index): reason for index, reason in ended.missing.items()},
            "images": {
                str(page): self._contents.put(image) for page, image in ended.images.items()
            },
            "archived": self._now(),
            "purged": None,
        }
        with writing(self._database) as session:
            insert = insert_into(session, ExecutionRow).values(values)
            session.execute(insert.on_conflict_do_nothing())
        return self.get(server, ended.execution.execution_id)

    def get(self, server: str, execution_id: str) -> Archived:
        """Return an execution that was kept, raising UnknownError."""
        found = self.find(server, [execution_id]).get(execution_id)
        if found is None:
            message = f"{execution_id} is not in the workspace."
            raise UnknownError(message)
        return found

    def find(self, server: str, execution_ids: Sequence[str]) -> dict[str, Archived]:
        """Return those of the executions that were kept, by their ids."""
        kept = select(ExecutionRow).where(ExecutionRow.server == server)
        with Session(self._database) as session:
            return {
                row.execution_id: _archived(row)
                for some in portions(execution_ids)
                for row in session.scalars(kept.where(ExecutionRow.execution_id.in_(some)))
            }

    def results(self, archived: Archived) -> tuple[dict[int, JsonObject], dict[int, str]]:
        """Return each step's result, and why the others are not there, by the steps' indexes."""
        found: dict[int, JsonObject] = {}
        missing = dict(archived.missing)
        for index, name in archived.results.items():
            try:
                found[index] = json.loads(self._contents.read(name))
            except (OSError, EOFError, ValueError):
                missing[index] = _GONE
        return found, missing

    def image(self, archived: Archived, page: int) -> bytes | None:
        """Return the JPEG of a 0-based page; None where none was kept, or it is gone."""
        name = archived.images.get(page)
        try:
            return self._contents.read(name) if name else None
        except (OSError, EOFError):
            return None

    def _put(self, result: JsonObject) -> str:
        text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
        return self._contents.put(text.encode("utf-8", "surrogatepass"))


def _archived(row: ExecutionRow) -> Archived:
    return Archived(
        server=row.server,
        execution=Execution.model_validate(row.execution),
        document=row.document,
        archived=row.archived,
        record=ExecutionRecord.model_validate(row.record) if row.record else None,
        results={int(index): str(name) for index, name in row.results.items()},
        missing={int(index): str(reason) for index, reason in row.missing.items()},
        images={int(page): str(name) for page, name in row.images.items()},
    )
