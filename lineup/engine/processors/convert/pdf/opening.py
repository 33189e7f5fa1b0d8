"""Opening a PDF, with a sentence for each reason why that may fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pypdfium2 import PdfDocument, PdfiumError

from lineup.engine.processors.protocol import ProcessorError

_PASSWORD = "This PDF is protected by a password: remove it and upload the file again."  # noqa: S105 (a sentence, no password)
_DAMAGED = "This PDF is damaged or incomplete and can't be opened: upload it again, or save it anew from the program it came from."


@contextmanager
def opened_pdf(path: Path) -> Iterator[PdfDocument]:
    """Yield the PDF, open for counting and drawing pages. Raises ProcessorError where it can't be opened."""
    try:
        pdf = PdfDocument(path)
    except PdfiumError as error:
        raise ProcessorError(_PASSWORD if "password" in str(error) else _DAMAGED) from error
    try:
        yield pdf
    finally:
        pdf.close()


def damaged() -> ProcessorError:
    """Return the error of a PDF that opens but can't be read."""
    return ProcessorError(_DAMAGED)
