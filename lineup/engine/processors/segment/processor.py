"""The segment processor: a converted document in, its segments out."""

import time
from collections.abc import Sequence

from pydantic import BaseModel

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.checkpoint import document_to_json, read_document
from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.protocol import SEGMENT, StepOutput, StepTask
from lineup.engine.processors.segment.alike import alike_warnings
from lineup.engine.processors.segment.pages import PageText, read_pages
from lineup.engine.processors.segment.schema import SegmentPlan
from lineup.engine.processors.segment.segments import FoundSegment
from lineup.engine.processors.segment.settings import SegmentSettings
from lineup.engine.processors.step_settings import read_settings

OWN_NAME, OWN_VERSION = "lineup-segment", "1"

_METHODS = {True: "auto_detected", False: "schema"}
"""How segments were found, by whether that was left to us; the second word is ours (contract §4.6)."""


class Segment:
    """Says which pages of a document belong to which of its parts."""

    step_type: str = SEGMENT
    version: str = OWN_VERSION
    settings_model: type[BaseModel] = SegmentSettings
    may_follow: frozenset[str] = frozenset({"convert"})
    libraries: tuple[str, ...] = ("rapidfuzz",)

    def run(self, task: StepTask) -> StepOutput:
        """Return the segments. Raises ProcessorError where the settings or the step before don't allow it."""
        started = time.perf_counter()
        plan = read_settings(SegmentSettings, task.settings, SEGMENT).plan
        document = read_document(task.checkpoint)
        result = _result(document, plan, _found(read_pages(document), plan))
        return StepOutput(
            result=result | {"runtime": round(time.perf_counter() - started, 3)},
            page_count=len(document.pages),
            has_errors=bool(document.failed_pages),
            checkpoint=document_to_json(document),
        )


def _found(pages: Sequence[PageText], plan: SegmentPlan) -> Sequence[FoundSegment]:
    """Return the segments, found by what is imported only now: a worker that never segments never pays for it."""
    if plan.is_automatic:
        from lineup.engine.processors.segment.automatic import find_documents  # noqa: PLC0415 (lazy)

        return find_documents(pages)
    from lineup.engine.processors.segment.named import find_named  # noqa: PLC0415 (lazy)

    return find_named(pages, plan.kinds)


def _result(document: Document, plan: SegmentPlan, found: Sequence[FoundSegment]) -> JsonObject:
    assigned = {page for segment in found for page in segment.pages}
    unassigned = [page.index for page in document.pages if page.index not in assigned]
    return {
        "status": "complete",
        "success": True,
        "segmentation_results": {
            "segments": [segment.to_wire() for segment in found],
            "metadata": {
                "total_pages": len(document.pages),
                "segmentation_method": _METHODS[plan.is_automatic],
                "unassigned_pages": unassigned,
            },
        },
        "metadata": {"warnings": _warnings(document, plan, found, unassigned)},
        "error": "",
        "page_count": len(document.pages),
        "versions": {OWN_NAME: OWN_VERSION},
    }


def _warnings(
    document: Document, plan: SegmentPlan, found: Sequence[FoundSegment], unassigned: Sequence[int]
) -> list[str]:
    has_text = any(page.blocks for page in document.pages)
    nothing = (
        "There is no text on any page: run convert in a mode that reads scans, then segment again."
    )
    names = {segment.name for segment in found}
    missing = [kind.name for kind in plan.kinds if kind.name not in names]
    return [
        *plan.warnings,
        *alike_warnings(plan.kinds),
        *([] if has_text else [nothing]),
        *([f"No page was found for: {', '.join(missing[:20])}."] if missing and has_text else []),
        *([f"{_pages(len(unassigned))} no segment."] if unassigned and has_text else []),
    ]


def _pages(count: int) -> str:
    return "One page fits" if count == 1 else f"{count:,} pages fit"
