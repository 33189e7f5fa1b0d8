"""The processor that translates to ISO: what convert read, its dates, measures and amounts as data has them."""

from collections.abc import Iterator
from datetime import UTC, datetime

from pydantic import BaseModel

from lineup.engine.processors.convert.model.blocks import Block
from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.iso_values.conventions import (
    Conventions,
    DateOrder,
    DecimalMark,
    mark_of,
    order_of,
)
from lineup.engine.processors.iso_values.dates import numeric_dates
from lineup.engine.processors.iso_values.numbers import marks_in
from lineup.engine.processors.iso_values.settings import IsoSettings
from lineup.engine.processors.iso_values.translator import Translator
from lineup.engine.processors.protocol import CUSTOM, CustomVersion, StepOutput, StepTask
from lineup.engine.processors.rewriting.block_text import block_text
from lineup.engine.processors.rewriting.document import rewritten_document
from lineup.engine.processors.rewriting.step import Maker, Rewritten, rewrite

NAME = "Translate units and dates to ISO"


class Translation:
    """Version 1: dates to ISO 8601, measures to SI, amounts of money to ISO 4217 codes and plain numbers."""

    version: str = "1"
    step_type: str = CUSTOM
    settings_model: type[BaseModel] = IsoSettings
    may_follow: frozenset[str] = frozenset({"convert"})

    def run(self, task: StepTask) -> StepOutput:
        """Return the document rendered with its values translated. Raises ProcessorError without a document before."""
        maker = Maker("translate to ISO", "lineup-iso-values", self.version)
        return rewrite(task, maker, IsoSettings, _translated)


class TranslateToIso:
    """The custom processor that translates dates, measures and amounts of money."""

    step_type: str = CUSTOM
    processor_id: str = "cp_isoUnitsDate"
    name: str = NAME
    versions: tuple[CustomVersion, ...] = (
        CustomVersion(
            number=1,
            description="Dates in six languages to ISO 8601, measures to SI, money to ISO 4217 codes.",
            created=datetime(2026, 11, 25, tzinfo=UTC),
            processor=Translation(),
        ),
    )


def conventions_of(document: Document, settings: IsoSettings) -> Conventions:
    """Return how the document writes dates and numbers: as the settings say, else as its clear cases do."""
    texts = [block_text(block) for block in _leaves(document)]
    order, mark = settings.date_order, settings.decimal_mark
    if order is DateOrder.UNKNOWN:
        order = order_of(each for text in texts for each in numeric_dates(text))
    if mark is DecimalMark.UNKNOWN:
        mark = mark_of(each for text in texts for each in marks_in(text))
    return Conventions(order, mark)


def _translated(document: Document, settings: IsoSettings) -> Rewritten:
    translator = Translator(settings, conventions_of(document, settings))
    rewritten = rewritten_document(document, translator)
    return Rewritten(rewritten, {"iso": translator.report()})


def _leaves(document: Document) -> Iterator[Block]:
    for page in document.pages:
        yield from (block for block in page.walk() if not block.children)
