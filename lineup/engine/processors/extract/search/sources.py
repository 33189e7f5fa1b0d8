"""Where the values of some concepts are found without a label."""

from collections.abc import Callable, Iterator

from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.extract.kinds.conventions import Conventions
from lineup.engine.processors.extract.lexicon.loading import lexicon
from lineup.engine.processors.extract.search import headings, prose
from lineup.engine.processors.extract.search.candidates import Candidate
from lineup.engine.processors.extract.search.prose import Fact
from lineup.engine.processors.extract.search.titles import title_codes, title_dates, title_words
from lineup.engine.processors.extract.search.unlabelled import currency_of, lone_dates
from lineup.engine.processors.extract.text.sheet import Sheet

_FACTS: dict[str, Callable[[Document], Iterator[Fact]]] = {
    "title": headings.title_of,
    "governing_law": prose.governing_laws,
    "term": prose.terms,
    "notice_period": prose.notice_periods,
    "parties": prose.parties,
}


def by_place(concept: str, sheet: Sheet, order: Conventions) -> Iterator[Candidate]:
    """Yield a concept's values by where they stand on the page."""
    match concept:
        case "document_number":
            yield from title_codes(sheet)
        case "document_type":
            yield from title_words(sheet)
        case "issue_date":
            yield from title_dates(sheet, order)
            yield from lone_dates(sheet, order)
        case "currency":
            yield from currency_of(sheet)
        case _:
            return


def facts_of(concept: str, document: Document, order: Conventions) -> Iterator[Fact]:
    """Yield a concept's values by the sentences and headings that tell them."""
    if concept in _FACTS:
        yield from _FACTS[concept](document)
    elif concept == "effective_date":
        yield from prose.effective_dates(document, order)
    elif concept == "summary":
        yield from headings.text_below(document, lexicon().concepts[concept].names)
