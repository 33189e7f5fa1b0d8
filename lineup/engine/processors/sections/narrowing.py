"""The document of a section: what the step before left, with the section's pages alone."""

import gzip
import json
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from lineup.contract.wire import JsonObject
from lineup.engine.processors.protocol import StepTask

_FILE = "section-checkpoint.json.gz"


def narrowed(task: StepTask) -> StepTask:
    """Return the task with a checkpoint of its pages alone; one without pages is the same task."""
    if task.pages is None or task.checkpoint is None:
        return task
    path = task.scratch / _FILE
    document = only_pages(read_json(task.checkpoint), task.pages)
    path.write_bytes(gzip.compress(json.dumps(document).encode(), compresslevel=1))
    return replace(task, checkpoint=path)


def only_pages(document: JsonObject, pages: Collection[int]) -> JsonObject:
    """Return a checkpoint's document without the pages, and the failures of pages, that are not among these (0-based)."""
    if not isinstance(document.get("pages"), list):
        return document
    wanted = set(pages)
    return document | {
        "pages": [page for page in document["pages"] if page.get("index") in wanted],
        "failed_pages": [page for page in document.get("failed_pages", []) if page in wanted],
    }


def read_json(path: Path) -> JsonObject:
    """Return the JSON object of a gzipped file."""
    written: JsonObject = json.loads(gzip.decompress(path.read_bytes()))
    return written
