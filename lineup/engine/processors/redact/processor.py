"""The redact processor: what convert read, without its personal data."""

from datetime import UTC, datetime

from pydantic import BaseModel

from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.protocol import (
    CUSTOM,
    CustomVersion,
    StepOutput,
    StepTask,
)
from lineup.engine.processors.redact.redactor import Redactor
from lineup.engine.processors.redact.settings import RedactSettings
from lineup.engine.processors.rewriting.document import rewritten_document
from lineup.engine.processors.rewriting.step import Maker, Rewritten, rewrite

NAME = "Redact personal data"


class Redaction:
    """Version 1: e-mail addresses, phone numbers, IBANs and card numbers.

    The convert step's own result keeps what it read, and page images show the document as it is.
    """

    version: str = "1"
    step_type: str = CUSTOM
    settings_model: type[BaseModel] = RedactSettings
    may_follow: frozenset[str] = frozenset({"convert"})

    def run(self, task: StepTask) -> StepOutput:
        """Return the document rendered without its personal data. Raises ProcessorError without a document before."""
        why = "nothing looks for personal data in them"
        return rewrite(
            task, Maker("redact", "lineup-redact", self.version, why), RedactSettings, _redacted
        )


class RedactPersonalData:
    """The custom processor that takes personal data out of a converted document."""

    step_type: str = CUSTOM
    processor_id: str = "cp_redactPerson"
    name: str = NAME
    versions: tuple[CustomVersion, ...] = (
        CustomVersion(
            number=1,
            description="Replaces e-mail addresses, phone numbers, IBANs and card numbers.",
            created=datetime(2026, 11, 24, tzinfo=UTC),
            processor=Redaction(),
        ),
    )


def _redacted(document: Document, settings: RedactSettings) -> Rewritten:
    redactor = Redactor(settings)
    redacted = rewritten_document(document, redactor)
    counts = {kind.value: redactor.counts[kind] for kind in settings.kinds}
    return Rewritten(redacted, {"redactions": counts})
