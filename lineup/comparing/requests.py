"""What is compared, as named on the command line: versions or executions, on documents or on what was run before."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from lineup.client import Client
from lineup.client.errors import found_or_none
from lineup.comparing.naming import (
    EXECUTION_PREFIX,
    config_hash,
    execution_side,
    find_pipeline,
    version_side,
)
from lineup.contract.executions import Execution
from lineup.contract.pipelines import DRAFT, Pipeline
from lineup.contract.wire import JsonObject
from lineup.workspace.comparison_model import ComparedDocument, ComparedSide, NewComparison
from lineup.workspace.errors import UnknownError, WorkspaceError

_PAGE = 100
_MOST_LISTED = 1_000
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class CompareRequest:
    """Two to four sides, the documents to run versions on (none compares what was run before), and the run's options.

    `among` are the executions to take what was run before from, none for all.
    """

    sides: tuple[str, ...]
    documents: tuple[ComparedDocument, ...] = ()
    options: JsonObject = field(default_factory=dict)
    among: tuple[str, ...] = ()


def new_comparison(
    client: Client, server: str, request: CompareRequest, created_by: str
) -> NewComparison:
    """Return the comparison that was asked for. Raises WorkspaceError and ClientError."""
    finder = _Finder(client, bool(request.documents), request.among)
    sides = tuple(finder.side(name) for name in request.sides)
    documents = request.documents or tuple(finder.documents.values())
    if not documents:
        message = (
            "None of these versions was run before: name documents to run them on with --documents."
        )
        raise WorkspaceError(message)
    return NewComparison(
        name=" or ".join(side.label for side in sides)[:200],
        server=server,
        sides=sides,
        documents=documents,
        created_by=created_by,
        options=request.options,
        past=finder.matched(documents),
    )


def added_side(
    client: Client, name: str, documents: Sequence[ComparedDocument]
) -> tuple[ComparedSide, Mapping[tuple[str, str], str]]:
    """Return a side to add to a comparison of the documents, and its executions if it isn't run.

    Raises UnknownError for an execution that read none of them, WorkspaceError and ClientError.
    """
    finder = _Finder(client, is_run=True)
    side = finder.side(name)
    past = finder.matched(documents)
    if not side.is_run and not past:
        message = f"{name} read none of the comparison's documents."
        raise UnknownError(message)
    return side, past


class _Finder:
    """Finds sides, and the executions of those that are not run."""

    def __init__(self, client: Client, is_run: bool, among: Collection[str] = ()) -> None:
        self._client, self._is_run, self._among = client, is_run, frozenset(among)
        self.documents: dict[str, ComparedDocument] = {}
        self._past: list[tuple[ComparedDocument, str, str]] = []
        self._asked: dict[str, Execution | None] = {}

    def side(self, name: str) -> ComparedSide:
        """Return the side of a name."""
        if name.startswith(EXECUTION_PREFIX) and "@" not in name:
            execution = self._client.get_execution(name)
            pipeline = self._client.get_pipeline(execution.pipeline_id)
            side = execution_side(execution, pipeline.title)
            self._remember(side.key, execution)
            return side
        pipeline, version = self._version(name)
        side = version_side(self._client, pipeline, version)
        if self._is_run:
            return side
        for execution in self._newest(side):
            self._remember(side.key, execution)
        return replace(side, version=None)

    def matched(self, documents: Sequence[ComparedDocument]) -> Mapping[tuple[str, str], str]:
        """Return the executions by document and side: by content, else by name, else the only one for the only document."""
        wanted = {document.key: document for document in documents}
        by_name = {document.name: document for document in documents}
        past: dict[tuple[str, str], str] = {}
        for document, side, execution_id in self._past:
            found = wanted.get(document.key) or by_name.get(document.name)
            if found is None and len(documents) == 1 and side == execution_id:
                found = documents[0]
            if found is not None:
                past.setdefault((found.key, side), execution_id)
        return past

    def _remember(self, side: str, execution: Execution) -> None:
        document = document_of(execution)
        self._past.append((document, side, execution.execution_id))
        is_lone = (
            side == execution.execution_id
        )  # an execution by itself is compared with the baseline's document
        if not (is_lone and self.documents):
            self.documents.setdefault(document.key, document)

    def _version(self, name: str) -> tuple[Pipeline, int]:
        pipeline, separator, number = name.rpartition("@")
        if not separator or not pipeline or not (number.isascii() and number.isdecimal()):
            message = (
                f"{name!r} is neither an execution (pex_…) nor a version: write PIPELINE@VERSION, "
                "with @0 for the draft."
            )
            raise WorkspaceError(message)
        return find_pipeline(self._client, pipeline), int(number[:10])

    def _newest(self, side: ComparedSide) -> list[Execution]:
        """Return the newest execution of each document that has ended on the version."""
        found: dict[str, Execution] = {}
        of_pipeline = self._named if self._among else self._listed
        for execution in of_pipeline(side.pipeline_id):
            is_same = execution.pipeline_version == side.version
            if side.version == DRAFT:
                steps = (execution.config_snapshot or {}).get("steps") or ()
                is_same = is_same and config_hash(steps) == side.config_hash
            if is_same and execution.is_terminal:
                found.setdefault(document_of(execution).key, execution)
        return list(found.values())

    def _named(self, pipeline_id: str) -> list[Execution]:
        """Return the pipeline's executions among those that were named and are there, newest first, however old."""
        for name in self._among.difference(self._asked):
            self._asked[name] = found_or_none(partial(self._client.get_execution, name))
        named = [one for one in self._asked.values() if one is not None]
        own = [one for one in named if one.pipeline_id == pipeline_id]
        return sorted(own, key=lambda one: one.created or _LONG_AGO, reverse=True)

    def _listed(self, pipeline_id: str) -> list[Execution]:
        found: list[Execution] = []
        while len(found) < _MOST_LISTED:
            page = self._client.list_executions(pipeline_id, limit=_PAGE, offset=len(found))
            found += page.executions
            if not page.executions or len(found) >= page.total:
                break
        return found


def document_of(execution: Execution) -> ComparedDocument:
    """Return the document that an execution read: by its sha256 where the server tells it, else by its address or name."""
    told = execution.input_config or {}
    name = execution.document_name or execution.execution_id
    sha256 = told.get("sha256")
    if isinstance(sha256, str) and sha256:
        return ComparedDocument(sha256, name)
    if "://" in name:
        return ComparedDocument(name, name)
    return ComparedDocument(hashlib.sha256(name.encode("utf-8", "replace")).hexdigest(), name)
