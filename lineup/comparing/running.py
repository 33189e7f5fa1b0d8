"""Carrying a comparison's runs out: started a few at a time, followed, archived as soon as they end.

All that is known lies in the workspace, so whoever is told to goes on where another stopped.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from pathlib import Path

from lineup.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.comparing.archiving import archive_execution
from lineup.comparing.naming import config_hash, wire_steps
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.output_formats import asked_format
from lineup.contract.pipelines import DRAFT, PipelineStep
from lineup.contract.statuses import ExecutionStatus
from lineup.contract.wire import JsonObject
from lineup.workspace.comparison_model import Cell, CellState, ComparedSide, Comparison
from lineup.workspace.errors import WorkspaceError
from lineup.workspace.opening import Workspace

AT_ONCE = 4
"""How many runs of a comparison are open at the server at once, unless told otherwise."""

_LATER = {
    ErrorKind.UNREACHABLE,
    ErrorKind.OVERLOADED,
    ErrorKind.RATE_LIMIT,
    ErrorKind.SERVER,
    ErrorKind.CONFLICT,
}
"""What is no fault of the run: it is tried again at the next turn."""

_KEY_TROUBLE = {ErrorKind.AUTHENTICATION, ErrorKind.PAYMENT, ErrorKind.PERMISSION}
"""What keeps a run that was started from being read: it is waited for, since it may still be there, and paid."""

_SLACK = timedelta(seconds=5)
"""How far the server's clock may be behind when a run that was begun is looked for."""

_RECENT = 100


@dataclass(frozen=True)
class ComparisonRunner:
    """Sees to the runs of comparisons with one server. `server` is its name in the archive."""

    client: Client
    workspace: Workspace
    server: str
    now: Callable[[], datetime]
    at_once: int = AT_ONCE

    def advance(self, comparison_id: str) -> bool:
        """Do what can be done now without waiting, and return whether something is still open.

        What the server refuses for good fails its run with a sentence and leaves the others; what may pass is left for
        the next turn. Raises ClientError only where the server can't be reached at all.
        """
        comparison = self.workspace.comparisons.get(comparison_id)
        for cell in self._in_state(comparison_id, CellState.STARTING):
            self._recover(comparison, cell)
        for cell in self._in_state(comparison_id, CellState.RUNNING):
            self._follow(cell)
        if comparison.stopped is None:
            self._start_some(comparison)
        cells = self.workspace.comparisons.cells(comparison_id)
        is_stopped = comparison.stopped is not None
        return any(cell.is_due(is_stopped=is_stopped) for cell in cells)

    def _in_state(self, comparison_id: str, state: CellState) -> Sequence[Cell]:
        cells = self.workspace.comparisons.cells(comparison_id)
        return [cell for cell in cells if cell.state is state]

    def _start_some(self, comparison: Comparison) -> None:
        cells = self.workspace.comparisons.cells(comparison.comparison_id)
        running = sum(cell.state in {CellState.STARTING, CellState.RUNNING} for cell in cells)
        waiting = [cell for cell in cells if cell.state is CellState.WAITING]
        for cell in waiting[: max(self.at_once - running, 0)]:
            if not self._start(comparison, cell):
                return

    def _start(self, comparison: Comparison, cell: Cell) -> bool:
        """Start a run and return whether there may be room for another."""
        store = self.workspace.comparisons
        if not store.mark_starting(cell.cell_id):
            return True
        try:
            execution = self._run(comparison, cell)
        except ClientError as error:
            if error.kind is ErrorKind.UNREACHABLE:
                return False  # it may have been heard: that is looked into at the next turn
            if error.kind in _LATER:
                store.mark_waiting(cell.cell_id)
                return False
            store.mark_ended(cell.cell_id, error.sentence)
            return True
        except (WorkspaceError, OSError) as error:
            store.mark_ended(cell.cell_id, str(error))
            return True
        store.mark_running(cell.cell_id, execution.execution_id)
        return True

    def _run(self, comparison: Comparison, cell: Cell) -> Execution:
        side = comparison.side(cell.side)
        version = self._version(side)
        told = run_options(comparison.options, version, is_anew=cell.repeat > 0)
        options = replace(told, output_format=self._output_format(told.output_format, side))
        if cell.document.is_address:
            return self.client.run_pipeline_on_url(side.pipeline_id, cell.document.key, options)
        with tempfile.TemporaryDirectory(prefix="lineup-compare-") as folder:
            path = Path(folder) / "document"
            self.workspace.documents.write_to(cell.document.key, path)
            return self.client.run_pipeline_on_file(
                side.pipeline_id, path, options, filename=cell.document.name
            )

    def _output_format(self, chosen: str | None, side: ComparedSide) -> str | None:
        """Return the formats to ask for: blocks beside the rest where the server reads a list of them (rulings 24)."""
        steps = [PipelineStep.model_validate(step) for step in side.steps]
        return asked_format(chosen, steps, takes_several=self.client.get_capabilities() is not None)

    def _version(self, side: ComparedSide) -> int:
        """Return the version that runs the side's steps; a draft that was published meanwhile is that version.

        Raises WorkspaceError where the draft has changed and was not published as it was (rulings 30).
        """
        if side.version != DRAFT:
            return side.version or DRAFT
        pipeline = self.client.get_pipeline(side.pipeline_id)
        if config_hash(wire_steps(pipeline.steps)) == side.config_hash:
            return DRAFT
        for version in self.client.list_versions(side.pipeline_id).versions:
            if config_hash(wire_steps(version.steps)) == side.config_hash:
                return version.version
        message = (
            "The draft has changed since the comparison was made: add the draft as it is now as another side, "
            "or publish it and compare the version."
        )
        raise WorkspaceError(message)

    def _recover(self, comparison: Comparison, cell: Cell) -> None:
        """Find the execution that was started when somebody stopped before writing it down, else let it wait again."""
        store = self.workspace.comparisons
        try:
            found = self._started(comparison.side(cell.side), cell)
        except ClientError as error:
            if error.kind not in _LATER | _KEY_TROUBLE:
                store.mark_ended(cell.cell_id, error.sentence)
            return
        if found is None:
            store.mark_waiting(cell.cell_id)
        else:
            store.mark_running(cell.cell_id, found.execution_id)

    def _started(self, side: ComparedSide, cell: Cell) -> Execution | None:
        """Return the oldest execution that no comparison has and that may be the cell's."""
        since = (cell.starting or self.now()) - _SLACK
        recent = self.client.list_executions(side.pipeline_id, limit=_RECENT).executions
        taken = self.workspace.comparisons.taken(one.execution_id for one in recent)
        names = {cell.document.name, cell.document.key}
        found = [
            (execution.created, execution)
            for execution in recent
            if execution.execution_id not in taken
            and execution.pipeline_version == (side.version or execution.pipeline_version)
            and execution.document_name in names
            and execution.created is not None
            and execution.created >= since
        ]
        return min(found, key=lambda one: one[0])[1] if found else None

    def _follow(self, cell: Cell) -> None:
        """Look at a run, and archive it if it has ended."""
        store = self.workspace.comparisons
        document = None if cell.document.is_address else cell.document.key
        try:
            execution = self._execution(cell)
            if not execution.is_terminal:
                return
            archive = self.workspace.archive
            has_bytes = document is not None and self.workspace.documents.has(document)
            archive_execution(
                self.client,
                archive,
                self.server,
                execution,
                document,
                with_images=not has_bytes,
            )
        except ClientError as error:
            if error.kind is ErrorKind.NOT_FOUND:
                store.mark_ended(cell.cell_id, "The server no longer has this execution.")
            elif error.kind not in _LATER | _KEY_TROUBLE:
                store.mark_ended(cell.cell_id, error.sentence)
            return
        store.mark_ended(cell.cell_id, _failure(execution))

    def _execution(self, cell: Cell) -> Execution:
        """Return the run's execution as archived, else as the server has it."""
        execution_id = cell.execution_id or ""
        known = self.workspace.archive.find(self.server, [execution_id]).get(execution_id)
        return known.execution if known else self.client.get_execution(execution_id)


def run_options(options: JsonObject, version: int, *, is_anew: bool) -> RunOptions:
    """Return a run's options: the comparison's own for a version; one that measures noise skips the cache."""
    known = {field.name for field in fields(RunOptions)}
    told = {name: value for name, value in options.items() if name in known}
    anew = {"skip_cache": True} if is_anew else {}
    return RunOptions(**{**told, **anew, "version": version})


def _failure(execution: Execution) -> str | None:
    if execution.state is not ExecutionStatus.FAILED:
        return None
    return execution.error_message or "The execution failed without saying why."
