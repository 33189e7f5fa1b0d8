"""Open PDFs with PDFium, in a child."""

from typing import Any

from lineup.documents.children.serving import RefusalError

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD, fpdfview.h
_SECURITY_ERROR = 5  # FPDF_ERR_SECURITY


def open_pdf(path: str) -> Any:  # noqa: ANN401 (pypdfium2 ships no types)
    """Return the open `pypdfium2.PdfDocument`, which has at least one page. Raises RefusalError."""
    import pypdfium2  # noqa: PLC0415 (loaded under the child's limits)

    try:
        document = pypdfium2.PdfDocument(path)
        # The page count is the file's own word; its page tree may lead nowhere.
        document.get_page_size(0)
    except pypdfium2.PdfiumError as error:
        raise RefusalError(_reason(error.err_code)) from error
    return document


def _reason(error_code: int | None) -> str:
    if error_code == _PASSWORD_ERROR:
        return "The PDF is protected by a password: save a copy without it and use that."
    if error_code == _SECURITY_ERROR:
        return "The PDF is encrypted in a way that can't be read: save a copy without encryption."
    return "The PDF is damaged and can't be opened."


def whole_words(text: str) -> str:
    """Return a page's text with the words whole that go on in the next line: PDFium writes U+0002 for their hyphens."""
    return text.replace("\x02\r\n", "").replace("\x02", "")
