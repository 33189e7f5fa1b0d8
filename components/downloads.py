"""Everything of a result as files."""

import base64
import binascii
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from components.formatting import count_text
from lineup.contract.executions import Execution
from lineup.contract.fill_results import fill_result
from lineup.contract.results import StepResult

_FORMATS = {
    "markdown": "md",
    "html": "html",
    "json": "json",
    "chunks": "chunks.json",
    "fields": "fields.json",
    "segments": "segments.json",
}
_UNSAFE = re.compile(r"[^\w.\- ]+")
_ENDING = re.compile(r"\.[A-Za-z]{2,5}$")
_MOST_NAME = 80
_EPOCH = (2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class DownloadFile:
    """A file to download; `content` makes its bytes when it is asked for."""

    label: str
    name: str
    mime: str
    content: Callable[[], bytes]


def draw_downloads(execution: Execution, step_index: int, result: StepResult, *, key: str) -> None:
    """Draw a menu of the result's files."""
    with st.popover("Download", icon=":material/download:", key=key):
        for file in download_files(execution, step_index, result):
            st.download_button(
                file.label,
                file.content,
                file_name=file.name,
                mime=file.mime,
                key=f"{key}-{file.name}",
                on_click="ignore",
                width="stretch",
            )


def download_files(execution: Execution, step_index: int, result: StepResult) -> list[DownloadFile]:
    """Return a file for each format the result has, one of its pictures, and one of everything."""
    stem = document_stem(execution.document_name or execution.execution_id)
    texts = format_texts(result)
    files = [_text_file(name, stem, text) for name, text in texts.items()]
    images = image_files(result)
    if images:
        label = f"{count_text(len(images), 'image')} as ZIP"
        content = _zipped(images)
        files.append(DownloadFile(label, f"{stem}-images.zip", "application/zip", content))

    def everything() -> bytes:
        named = {f"{stem}.{_FORMATS[name]}": text.encode() for name, text in texts.items()}
        named |= {f"images/{name}": content for name, content in images.items()}
        named |= filled_files(stem, result)
        manifest = manifest_json(execution, step_index, result, sorted(named))
        return zip_bytes(named | {"manifest.json": manifest})

    label = "Everything as ZIP, with a manifest"
    return [*files, DownloadFile(label, f"{stem}.zip", "application/zip", everything)]


def format_texts(result: StepResult) -> dict[str, str]:
    """Return the text of each format that the result has."""
    texts = {
        "markdown": result.markdown,
        "html": result.html,
        "json": result.tree.model_dump_json(indent=2) if result.tree else None,
        "chunks": result.chunks.model_dump_json(indent=2) if result.chunks else None,
        "fields": _written(result.extraction_schema_json),
        "segments": _written(result.segmentation_results),
    }
    return {name: text for name, text in texts.items() if text is not None}


def _written(found: object) -> str | None:
    return None if found is None else json.dumps(found, ensure_ascii=False, indent=2)


def image_files(result: StepResult) -> dict[str, bytes]:
    """Return the result's pictures by file name; one that can't be read is left out."""
    files: dict[str, bytes] = {}
    for name, encoded in (result.images or {}).items():
        try:
            files[safe_name(name)] = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            continue
    return files


def filled_files(stem: str, result: StepResult) -> dict[str, bytes]:
    """Return the filled file of a fill step by its name; nothing of another step."""
    filled = fill_result(result)
    content = None if filled is None else filled.content
    if filled is None or content is None:
        return {}
    return {f"{stem}-filled.{filled.extension}": content}


def manifest_json(
    execution: Execution, step_index: int, result: StepResult, names: list[str]
) -> bytes:
    """Return what the files are and where they come from, as JSON."""
    manifest = {
        "execution_id": execution.execution_id,
        "pipeline_id": execution.pipeline_id,
        "pipeline_version": execution.pipeline_version,
        "document": execution.document_name,
        "status": execution.status,
        "step_index": step_index,
        "started_at": _iso(execution.started_at),
        "completed_at": _iso(execution.completed_at),
        "page_count": result.page_count,
        "input_config": execution.input_config,
        "config_snapshot": execution.config_snapshot,
        "rate_breakdown": execution.rate_breakdown,
        "versions": result.versions,
        "metadata": result.metadata,
        "files": names,
    }
    return json.dumps(manifest, indent=2, ensure_ascii=False, default=str).encode()


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the files, the same bytes for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def document_stem(name: str) -> str:
    """Return what a document's files are called before their own endings: `report` for `report.pdf`."""
    safe = safe_name(name)
    return _ENDING.sub("", safe) or safe


def safe_name(name: str) -> str:
    """Return a name that is safe as a file's on every system; `report.pdf` stays as it is."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return _UNSAFE.sub("_", last).strip(" .")[:_MOST_NAME] or "document"


def _text_file(name: str, stem: str, text: str) -> DownloadFile:
    mimes = {"markdown": "text/markdown", "html": "text/html"}
    label = {"html": "HTML", "json": "JSON tree"}.get(name, name.capitalize())
    file_name = f"{stem}.{_FORMATS[name]}"
    return DownloadFile(label, file_name, mimes.get(name, "application/json"), text.encode)


def _zipped(files: Mapping[str, bytes]) -> Callable[[], bytes]:
    return lambda: zip_bytes(files)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
