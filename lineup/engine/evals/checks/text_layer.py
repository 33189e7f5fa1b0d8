"""What was read against the PDF's own text layer, word for word; the order of words doesn't count."""

import re
from collections import Counter
from collections.abc import Iterator

from pypdfium2 import PdfDocument, PdfiumError

from lineup.contract.eval_checks import TextAgreement
from lineup.contract.evaluations import BEST
from lineup.documents.children.pdf import whole_words
from lineup.documents.sniff import DocumentType, sniff_document
from lineup.engine.evals.items import Item, NotScored, Place, failed
from lineup.engine.evals.subject import Subject
from lineup.engine.processors.convert.model.document import Page
from lineup.engine.processors.convert.pdf.opening import opened_pdf
from lineup.engine.processors.convert.quality import block_text
from lineup.engine.processors.protocol import ProcessorError

_WORD = re.compile(r"\w+")
_FEWEST = 3
"""A page whose text layer has fewer words has none to compare with."""


def check_text_agreement(_check: TextAgreement, subject: Subject) -> Iterator[Item]:
    """Yield each page that has a text layer: five times the F1 of its words. Raises NotScored where no page has."""
    pages = subject.pages
    if sniff_document(subject.source) is not DocumentType.PDF:
        message = "Only a PDF has a text layer to compare with."
        raise NotScored(message)
    scored = 0
    try:
        with opened_pdf(subject.source) as pdf:
            for page in pages:
                own = _layer_words(pdf, page.index)
                if own.total() >= _FEWEST:
                    scored += 1
                    yield _agreement(page, own)
    except (ProcessorError, PdfiumError) as error:
        message = "The PDF's text layer can't be read."
        raise NotScored(message) from error
    if not scored:
        message = "The PDF has no text layer to compare with: its pages are pictures."
        raise NotScored(message)


def _layer_words(pdf: PdfDocument, index: int) -> Counter[str]:
    page = pdf[index]
    try:
        text_page = page.get_textpage()
        try:
            return _words(whole_words(text_page.get_text_bounded()))
        finally:
            text_page.close()
    finally:
        page.close()


def _agreement(page: Page, own: Counter[str]) -> Item:
    read = _words("\n".join(block_text(block) for block in page.blocks))
    common = (read & own).total()
    f1 = 2 * common / (read.total() + own.total())
    missing, added = own.total() - common, read.total() - common
    text = f"{missing} of {own.total()} words are missing, {added} are not in the text layer"
    return failed("" if f1 == 1 else text, Place(page.index), score=BEST * f1)


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))
