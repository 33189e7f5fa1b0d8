"""Documents and golden values that are named on the command line."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lineup.comparing.golden_values import nested
from lineup.errors import CommandError
from lineup.workspace.comparison_model import ComparedDocument
from lineup.workspace.errors import UnknownError
from lineup.workspace.opening import Workspace

_MOST_GOLDEN_BYTES = 64 * 1024 * 1024


def named_documents(workspace: Workspace, names: Sequence[str]) -> tuple[ComparedDocument, ...]:
    """Return the documents of a collection, or files, which the workspace keeps, and web addresses. Raises CommandError."""
    if len(names) == 1 and not Path(names[0]).exists() and "://" not in names[0]:
        return _of_collection(workspace, names[0])
    return tuple(dict.fromkeys(_document(workspace, name) for name in names))


def _document(workspace: Workspace, name: str) -> ComparedDocument:
    if "://" in name:
        return ComparedDocument(name, name.rsplit("/", 1)[-1] or name)
    path = Path(name)
    try:
        kept = workspace.documents.add(path, path.name)
    except OSError as error:
        message = f"The document {name} can't be read ({error.strerror})."
        raise CommandError(message) from error
    return ComparedDocument(kept.sha256, path.name)


def _of_collection(workspace: Workspace, name: str) -> tuple[ComparedDocument, ...]:
    try:
        collection = workspace.collections.get(name)
    except UnknownError as error:
        message = f"There is neither a file nor a collection {name!r}."
        raise CommandError(message) from error
    known = {one.sha256: one for one in workspace.documents.list_documents(collection.documents)}
    return tuple(
        ComparedDocument(sha256, known[sha256].name if sha256 in known else sha256[:12])
        for sha256 in collection.documents
    )


def read_golden(path: Path, documents: Iterable[ComparedDocument]) -> dict[str, Mapping[str, Any]]:
    """Return the golden values of a file by the documents' keys. Raises CommandError.

    The file is one JSON object of values by file name or sha256, or JSON lines as a collection is exported.
    """
    try:
        if path.stat().st_size > _MOST_GOLDEN_BYTES:
            message = f"{path} is larger than {_MOST_GOLDEN_BYTES // 2**20} MB, more than golden values may be."
            raise CommandError(message)
        by_name = _parsed(path.read_text("utf-8"))
    except OSError as error:
        message = f"The golden values {path} can't be read ({error.strerror})."
        raise CommandError(message) from error
    except (ValueError, RecursionError) as error:
        message = f"{path} holds no golden values: give one JSON object by file names, or JSON lines of a collection."
        raise CommandError(message) from error
    found: dict[str, Mapping[str, Any]] = {}
    for document in documents:
        values = by_name.get(document.key) or by_name.get(document.name)
        if values:
            found[document.key] = nested(values)
    if not found:
        message = (
            f"{path} has golden values of none of the documents: name them by file name or sha256."
        )
        raise CommandError(message)
    return found


def _parsed(text: str) -> dict[str, Mapping[str, Any]]:
    """Return values by file name and by sha256, raising ValueError."""
    try:
        whole = json.loads(text)
    except ValueError:
        whole = None
    if isinstance(whole, dict) and not isinstance(whole.get("golden"), dict):
        return {name: values for name, values in whole.items() if isinstance(values, dict)}
    lines = [json.loads(line) for line in text.splitlines() if line.strip()]
    found: dict[str, Mapping[str, Any]] = {}
    for line in lines:
        golden = line.get("golden") if isinstance(line, dict) else None
        if not isinstance(golden, dict):
            message = "a line is no object with golden values"
            raise ValueError(message)  # noqa: TRY004 (of the file, not of the caller)
        for name in ("sha256", "name"):
            if line.get(name):
                found[str(line[name])] = golden
    return found
