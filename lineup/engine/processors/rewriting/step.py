"""The step itself: the document that convert left, changed, rendered, and left for the next step."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.checkpoint import document_to_json, read_document
from lineup.engine.processors.convert.model.contents import Drawing
from lineup.engine.processors.convert.model.document import Document, Reading
from lineup.engine.processors.convert.result import convert_result
from lineup.engine.processors.convert.settings import RenderSettings
from lineup.engine.processors.protocol import StepOutput, StepTask
from lineup.engine.processors.step_settings import read_settings

Settings = TypeVar("Settings", bound=RenderSettings)


@dataclass(frozen=True)
class Rewritten:
    """A changed document, and what is told of the changes in its result's metadata."""

    document: Document
    report: JsonObject


@dataclass(frozen=True)
class Maker:
    """Who changes documents: its name in sentences, its name among the result's versions, and its version."""

    name: str
    own_name: str
    version: str
    why_no_pictures: str = "they are in the convert step's result"


def rewrite(
    task: StepTask,
    maker: Maker,
    model: type[Settings],
    change: Callable[[Document, Settings], Rewritten],
) -> StepOutput:
    """Return the changed document, rendered as asked.

    Raises ProcessorError without a document before, or where the settings are wrong.
    """
    started = time.perf_counter()
    settings = _settings(task, maker, model)
    rewritten = change(read_document(task.checkpoint), settings)
    document = _with_picture_warning(rewritten.document, maker)
    reading = Reading(document, versions={maker.own_name: maker.version})
    result = convert_result(reading, settings)
    result["metadata"] |= rewritten.report
    result["runtime"] = round(time.perf_counter() - started, 3)
    return StepOutput(
        result=result,
        page_count=len(document.pages),
        has_errors=bool(document.failed_pages),
        checkpoint=document_to_json(document),
    )


def _settings(task: StepTask, maker: Maker, model: type[Settings]) -> Settings:
    override = {"output_format": task.output_format} if task.output_format else {}
    return read_settings(model, task.settings | override, maker.name)


def _with_picture_warning(document: Document, maker: Maker) -> Document:
    """Return the document with a word about its pictures, which no checkpoint holds."""
    count = _picture_count(document)
    if not count:
        return document
    warning = f"Pictures are left out ({count}): {maker.why_no_pictures}."
    return replace(document, warnings=(*document.warnings, warning))


def _picture_count(document: Document) -> int:
    blocks = (block for page in document.pages for block in page.walk())
    return sum(isinstance(block.content, Drawing) for block in blocks)
