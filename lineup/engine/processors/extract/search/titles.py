"""The line that says what a paper is: "Invoice No. 4711 of 5 March 2018"."""

import re
from collections.abc import Iterator

from lineup.engine.processors.extract.kinds.codes import find_code
from lineup.engine.processors.extract.kinds.conventions import Conventions
from lineup.engine.processors.extract.kinds.dates import find_dates
from lineup.engine.processors.extract.lexicon.loading import lexicon
from lineup.engine.processors.extract.search.candidates import Candidate
from lineup.engine.processors.extract.text.segments import Segment
from lineup.engine.processors.extract.text.sheet import Sheet
from lineup.engine.processors.extract.text.words import words_of

_PARENTHESIS = re.compile(r"\s*\([^()]{0,60}\)")
_LEAD = re.compile(r"[\s:.#\-–]*")
_MOST_ROWS = 40
_MIN_CODE = 3
_NEAR = 14
_COMPOUNDS = ("rechnung", "gutschrift", "quittung", "factuur", "abrechnung")
_NUMBERED = re.compile(
    r"[^\W\d_][^\d:]{2,60}?(?:\(\d{1,4}\)\s)?(?:Nr|No|n°|N°|#)\.?\s*:?\s*(?=[\w./-]{3,40}\s+(?:vom|of|dated|du|van|del)(?:\s+\d|\s*$))"
)
"""Any kind of paper with its number and date: "Rechnung des Versicherers (575) Nr. 4711 vom 6.12.2018"."""


def title_codes(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the number in a title's line."""
    for segment, rest in _titles(sheet):
        code = find_code(rest)
        if (
            code is not None
            and len(code.value) >= _MIN_CODE
            and not find_dates(code.value, Conventions())
        ):
            yield Candidate(code.value, 0.94, (segment,), "In the title of the document.")


def title_dates(sheet: Sheet, order: Conventions) -> Iterator[Candidate]:
    """Yield the date in a title's line, or at the beginning of the line below it."""
    for segment, rest in _titles(sheet):
        for date in [each for each in find_dates(rest, order)[:1] if _is_near(rest, each.start)]:
            yield Candidate(
                date.value.isoformat(), 0.93, (segment,), "In the title of the document."
            )
        for below in list(sheet.below(segment))[:1]:
            words = words_of(below.text)
            if words and (words[0].text,) in lexicon().lists["date_words"]:
                for date in find_dates(below.text, order)[:1]:
                    yield Candidate(
                        date.value.isoformat(), 0.92, (below, segment), "Below the title."
                    )


def _is_near(rest: str, start: int) -> bool:
    """Whether a date follows a title at once, or its number: not "invoice for your order of 1 March"."""
    code = find_code(rest)
    return start - (0 if code is None else code.end) < _NEAR


def title_words(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the kind of paper as its title names it."""
    for segment, _ in _titles(sheet):
        yield Candidate(
            " ".join(segment.text.split()), 0.8, (segment,), "The title of the document."
        )


def _titles(sheet: Sheet) -> Iterator[tuple[Segment, str]]:
    """Yield the segments that begin with the name of a kind of paper, and what stands behind it."""
    titles = lexicon().lists["titles"]
    numbers = lexicon().lists["number_words"]
    for segment in sheet.segments:
        if segment.row > _MOST_ROWS:
            return
        numbered = _NUMBERED.match(segment.text)
        if numbered is not None:
            yield segment, segment.text[numbered.end() :]
            continue
        words = words_of(segment.text)
        for size in (3, 2, 1):
            head = tuple(word.text for word in words[:size])
            is_compound = size == 1 and bool(head) and head[0].endswith(_COMPOUNDS)
            if (head not in titles and not is_compound) or len(words) < size:
                continue
            end = words[size - 1].end
            aside = _PARENTHESIS.match(segment.text, end)
            end = end if aside is None else aside.end()
            for word in words:
                if word.start >= end and (word.text,) in numbers and word.start - end < 4:  # noqa: PLR2004
                    end = word.end
            lead = _LEAD.match(segment.text, end)
            yield segment, segment.text[end if lead is None else lead.end() :]
            break
