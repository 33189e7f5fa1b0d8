"""`lineup collection`: sets of documents with golden values, taken along as JSON lines."""

import argparse
import base64
import binascii
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lineup.commands.terminal import printable, table_text, user_name
from lineup.errors import CommandError
from lineup.settings import Settings

if TYPE_CHECKING:
    from lineup.workspace.opening import Workspace

Print = Callable[[str], None]

_FAILED = 1
_SHA256_LENGTH = 64


def add_collection_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `collection` and what can be done with collections to the command line."""
    parser = commands.add_parser(
        "collection", help="list collections of documents, or take one along with golden values"
    )
    parser.add_argument("--data-dir", type=Path, help="folder of everything that is kept")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="list all collections")
    export = actions.add_parser("export", help="write a collection as JSON lines, one a document")
    export.add_argument("name")
    export.add_argument("file", type=Path)
    export.add_argument(
        "--with-content", action="store_true", help="the documents themselves too, in base64"
    )
    importing = actions.add_parser("import", help="read JSON lines; golden values are added")
    importing.add_argument("name")
    importing.add_argument("file", type=Path)


def run_collection_command(chosen: argparse.Namespace, settings: Settings, show: Print) -> int:
    """Do what was asked for and return the exit status; what can't be done is a sentence on stderr."""
    from lineup.workspace.errors import WorkspaceError  # noqa: PLC0415 (dear to import)
    from lineup.workspace.opening import open_workspace  # noqa: PLC0415

    try:
        with open_workspace(settings) as workspace:
            match chosen.action:
                case "export":
                    show(_export(workspace, chosen))
                case "import":
                    show(import_collection(workspace, chosen.name, chosen.file))
                case _:
                    show(_list(workspace))
    except (CommandError, WorkspaceError) as error:
        sentence = str(error)
    except OSError as error:
        sentence = f"{error.filename or chosen.file} can't be used ({error.strerror})."
    else:
        return 0
    print(printable(sentence), file=sys.stderr)  # noqa: T201 (this is the command line)
    return _FAILED


def _list(workspace: "Workspace") -> str:

    found = workspace.collections.list_collections()
    if not found:
        return "There are no collections: `lineup collection import NAME FILE` makes one."
    rows = [
        (one.name, f"{one.version}", f"{len(one.documents):,}", f"{one.created:%Y-%m-%d %H:%M} UTC")
        for one in found
    ]
    return table_text([("name", "version", "documents", "made"), *rows])


def _export(workspace: "Workspace", chosen: argparse.Namespace) -> str:
    collection = workspace.collections.get(chosen.name)
    known = {one.sha256: one for one in workspace.documents.list_documents(collection.documents)}
    with chosen.file.open("w", encoding="utf-8") as file:
        for sha256 in collection.documents:
            golden = workspace.golden.current(sha256)
            line: dict[str, Any] = {
                "sha256": sha256,
                "name": known[sha256].name if sha256 in known else sha256,
                "tags": list(known[sha256].tags) if sha256 in known else [],
                "golden": {path: told.value for path, told in golden.items()},
            }
            if chosen.with_content:
                line["content"] = _content(workspace, sha256)
            file.write(json.dumps(line, ensure_ascii=True) + "\n")
    return (
        f"{len(collection.documents):,} documents of {collection.name!r} written to {chosen.file}."
    )


def _content(workspace: "Workspace", sha256: str) -> str:
    with tempfile.TemporaryDirectory(prefix="lineup-collection-") as folder:
        path = Path(folder) / "document"
        workspace.documents.write_to(sha256, path)
        return base64.b64encode(path.read_bytes()).decode()


def import_collection(workspace: "Workspace", name: str, path: Path) -> str:
    """Read a collection and return what was read. All lines are judged before anything is kept. Raises CommandError."""
    from lineup.workspace.errors import UnknownError  # noqa: PLC0415

    with path.open(encoding="utf-8", errors="strict") as file:
        lines = list(_lines(file, path))
    kept = {one.sha256 for one in workspace.documents.list_documents()}
    lacking = [
        line["name"] for line in lines if "content" not in line and line["sha256"] not in kept
    ]
    if lacking:
        message = (
            f"{lacking[0]!r} is not in the workspace and the file has no content of it: "
            "export it with --with-content."
        )
        raise CommandError(message)
    documents = [_keep(workspace, line) for line in lines]
    try:
        collection = workspace.collections.add_version(name, documents, f"from {path.name}")
    except UnknownError:
        collection = workspace.collections.add(name, documents, f"from {path.name}")
    return f"{name!r} is version {collection.version} with {len(collection.documents):,} documents."


def _lines(file: Any, path: Path) -> Iterator[dict[str, Any]]:  # noqa: ANN401 (an open file)
    try:
        for number, text in enumerate(file, start=1):
            if text.strip():
                yield _line(json.loads(text), number)
    except (ValueError, RecursionError) as error:
        message = f"{path} holds no JSON lines of a collection: {error}."
        raise CommandError(message) from error


def _line(told: Any, number: int) -> dict[str, Any]:  # noqa: ANN401 (JSON)
    """Return a line that can be read, raising ValueError."""
    is_sound = (
        isinstance(told, dict)
        and isinstance(told.get("sha256"), str)
        and len(told["sha256"]) == _SHA256_LENGTH
        and isinstance(told.get("name"), str)
        and isinstance(told.get("golden", {}), dict)
        and isinstance(told.get("tags", []), list)
        and isinstance(told.get("content", ""), str)
    )
    if not is_sound:
        message = f"line {number} is not a document with sha256, name, tags and golden values"
        raise ValueError(message)
    if "content" in told:
        try:
            told["content"] = base64.b64decode(told["content"], validate=True)
        except binascii.Error as error:
            message = f"the content of line {number} is not base64"
            raise ValueError(message) from error
    return dict(told)


def _keep(workspace: "Workspace", line: Mapping[str, Any]) -> str:
    sha256: str = line["sha256"]
    if "content" in line:
        with tempfile.TemporaryDirectory(prefix="lineup-collection-") as folder:
            path = Path(folder) / "document"
            path.write_bytes(line["content"])
            sha256 = workspace.documents.add(path, Path(line["name"]).name or "document").sha256
    known = workspace.documents.get(sha256)
    tags = {*known.tags, *(str(tag) for tag in line.get("tags", []))}
    workspace.documents.mark_tagged(sha256, tags)
    current = workspace.golden.current(sha256)
    new = {
        str(path): value
        for path, value in line.get("golden", {}).items()
        if path not in current or current[path].value != value
    }
    workspace.golden.add(sha256, new, said_by=user_name())
    return sha256
