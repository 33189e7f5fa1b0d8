"""The processor that keeps or drops blocks: what convert read, without what the rules sort out."""

from dataclasses import replace
from datetime import UTC, datetime

from pydantic import BaseModel

from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.keep_blocks.searching import limited_searching
from lineup.engine.processors.keep_blocks.selection import selection_of, selection_report
from lineup.engine.processors.keep_blocks.settings import KeepBlocksSettings
from lineup.engine.processors.protocol import CUSTOM, CustomVersion, StepOutput, StepTask
from lineup.engine.processors.rewriting.step import Maker, Rewritten, rewrite

NAME = "Keep or drop blocks"

_NOTHING_LEFT = (
    "No block is left: the rules drop all of them. See `blocks` in the metadata for what each fits."
)


class Sorting:
    """Version 1: by block type, page, pattern and section."""

    version: str = "1"
    step_type: str = CUSTOM
    settings_model: type[BaseModel] = KeepBlocksSettings
    may_follow: frozenset[str] = frozenset({"convert"})

    def run(self, task: StepTask) -> StepOutput:
        """Return the document rendered with the blocks that are left.

        Raises ProcessorError without a document before, or where a pattern takes too long.
        """
        maker = Maker("keep or drop blocks", "lineup-keep-blocks", self.version)
        return rewrite(task, maker, KeepBlocksSettings, _sorted_out)


class KeepOrDropBlocks:
    """The custom processor that keeps or drops blocks by rules."""

    step_type: str = CUSTOM
    processor_id: str = "cp_keepDropRule"
    name: str = NAME
    versions: tuple[CustomVersion, ...] = (
        CustomVersion(
            number=1,
            description="Keeps or drops blocks by type, page, pattern or heading.",
            created=datetime(2026, 11, 25, tzinfo=UTC),
            processor=Sorting(),
        ),
    )


def _sorted_out(document: Document, settings: KeepBlocksSettings) -> Rewritten:
    with limited_searching() as searching:
        selection = selection_of(document, settings, searching)
        pages = tuple(selection.left_of(page) for page in document.pages)
    left = replace(document, pages=pages)
    report = selection_report(document, left, selection)
    if not report["kept"] and report["dropped"]:
        left = replace(left, warnings=(*left.warnings, _NOTHING_LEFT))
    return Rewritten(left, {"blocks": report})
