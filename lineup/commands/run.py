"""`lineup run`: a pipeline's versions run on documents, waited for, and kept for comparing."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from lineup.commands.run_options import add_run_options, chosen_options
from lineup.commands.terminal import printable, table_text
from lineup.errors import CommandError
from lineup.settings import Settings

if TYPE_CHECKING:
    from lineup.commands.server import CommandServer
    from lineup.contract.executions import Execution
    from lineup.workspace.comparison_model import ComparedDocument
    from lineup.workspace.opening import Workspace

Print = Callable[[str], None]
Wait = Callable[[float], object]

FAILED, NOT_RUN = 1, 2
_POLL_SECONDS = 0.3
_BUSY_SECONDS, _MOST_TURNS = 5.0, 60


@dataclass(frozen=True)
class Run:
    """One execution that the command started, with its document."""

    execution_id: str
    document: "ComparedDocument"


def add_run_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `run` to the command line."""
    parser = commands.add_parser(
        "run", help="run a pipeline on documents and wait; exits 1 if one fails, 2 if it can't"
    )
    parser.add_argument("pipeline", metavar="PIPELINE", help="its id or its name")
    parser.add_argument("documents", nargs="+", metavar="FILE|URL|COLLECTION")
    parser.add_argument(
        "--version",
        type=int,
        action="append",
        metavar="N",
        help="a version, 0 the draft; may be repeated (default: the active one)",
    )
    parser.add_argument("--json", action="store_true", help="print the executions as JSON")
    parser.add_argument("--data-dir", type=Path, help="folder of everything that is kept")
    add_run_options(parser)


def run_run_command(chosen: argparse.Namespace, settings: Settings, show: Print) -> int:
    """Run what was chosen and return the exit status; what can't be run is a sentence on stderr."""
    from lineup.client import ClientError  # noqa: PLC0415 (dear to import, and only these commands need them)
    from lineup.commands.server import command_server  # noqa: PLC0415
    from lineup.workspace.errors import WorkspaceError  # noqa: PLC0415
    from lineup.workspace.opening import open_workspace  # noqa: PLC0415

    try:
        with command_server(settings) as server, open_workspace(settings) as workspace:
            return run(chosen, server, workspace, show)
    except (CommandError, ClientError, WorkspaceError) as error:
        _tell(f"Could not run. {error}")
        return NOT_RUN


def run(
    chosen: argparse.Namespace,
    server: "CommandServer",
    workspace: "Workspace",
    show: Print,
    wait: Wait = time.sleep,
) -> int:
    """Start all runs, wait for them, archive them, and return the exit status. Raises CommandError and the others'."""
    from lineup.commands.documents import named_documents  # noqa: PLC0415
    from lineup.comparing.archiving import archive_execution  # noqa: PLC0415
    from lineup.comparing.naming import find_pipeline  # noqa: PLC0415
    from lineup.contract.statuses import ExecutionStatus  # noqa: PLC0415

    pipeline = find_pipeline(server.client, chosen.pipeline)
    documents = named_documents(workspace, chosen.documents)
    versions = list(dict.fromkeys(chosen.version or [None]))
    wanted = [(document, version) for document in documents for version in versions]
    runs, refused = _started(chosen, server, workspace, pipeline.pipeline_id, wanted, wait)
    ended = [_ended(server, each, wait) for each in runs]
    for each, execution in zip(runs, ended, strict=True):
        document = None if each.document.is_address else each.document.key
        archive_execution(server.client, workspace.archive, server.name, execution, document)
    show(_json(ended) if chosen.json else _lines(ended))
    for sentence in refused:
        _tell(sentence)
    if not runs:
        return NOT_RUN
    has_failed = any(one.state is ExecutionStatus.FAILED for one in ended)
    return FAILED if has_failed or refused else 0


def _started(
    chosen: argparse.Namespace,
    server: "CommandServer",
    workspace: "Workspace",
    pipeline_id: str,
    wanted: "Sequence[tuple[ComparedDocument, int | None]]",
    wait: Wait,
) -> tuple[list[Run], list[str]]:
    """Return the runs that were started, and a sentence for each that was refused.

    A document that is refused leaves the others; what would refuse them all ends the starting, not what was started.
    """
    from lineup.client import ClientError, ErrorKind  # noqa: PLC0415

    runs: list[Run] = []
    refused: list[str] = []
    for document, version in wanted:
        for turn in count(1):
            try:
                runs.append(_start(chosen, server, workspace, pipeline_id, document, version))
                break
            except ClientError as error:
                if error.kind is ErrorKind.RATE_LIMIT and turn < _MOST_TURNS:
                    wait(_BUSY_SECONDS)
                    continue
                refused.append(f"{document.name} was not run. {error}")
                if error.kind not in {ErrorKind.INVALID, ErrorKind.TOO_LARGE}:
                    return runs, refused
                break
    return runs, refused


def _start(
    chosen: argparse.Namespace,
    server: "CommandServer",
    workspace: "Workspace",
    pipeline_id: str,
    document: "ComparedDocument",
    version: int | None,
) -> Run:
    import tempfile  # noqa: PLC0415

    from lineup.contract.executions import RunOptions  # noqa: PLC0415

    options = RunOptions(**chosen_options(chosen), version=version)
    if document.is_address:
        started = server.client.run_pipeline_on_url(pipeline_id, document.key, options)
        return Run(started.execution_id, document)
    with tempfile.TemporaryDirectory(prefix="lineup-run-") as folder:
        path = Path(folder) / "document"
        workspace.documents.write_to(document.key, path)
        started = server.client.run_pipeline_on_file(
            pipeline_id, path, options, filename=document.name
        )
    return Run(started.execution_id, document)


def _ended(server: "CommandServer", each: Run, wait: Wait) -> "Execution":
    while True:
        execution = server.client.get_execution(each.execution_id)
        if execution.is_terminal:
            return execution
        wait(_POLL_SECONDS)


def _json(executions: "list[Execution]") -> str:
    return json.dumps([one.model_dump(mode="json") for one in executions], indent=1)


def _lines(executions: "list[Execution]") -> str:
    rows: list[tuple[str, ...]] = [("execution", "version", "status", "seconds", "document", "")]
    for one in executions:
        seconds = "–" if one.seconds is None else f"{one.seconds:.3f}"
        version = f"v{one.pipeline_version}" if one.pipeline_version else "draft"
        name = one.document_name or "–"
        error = one.error_message or ""
        rows.append((one.execution_id, version, one.status, seconds, name, error))
    return printable(table_text(rows))


def _tell(sentence: str) -> None:
    print(printable(sentence), file=sys.stderr)  # noqa: T201 (this is the command line)
