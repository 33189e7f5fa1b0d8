"""Values that need no label: what has a form, or a place, of its own."""

from collections import Counter
from collections.abc import Iterator

from lineup.engine.processors.extract.kinds.conventions import Conventions
from lineup.engine.processors.extract.kinds.currencies import find_currency
from lineup.engine.processors.extract.kinds.dates import find_dates
from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.kinds.reading import read_values
from lineup.engine.processors.extract.search.candidates import Candidate
from lineup.engine.processors.extract.text.segments import Segment
from lineup.engine.processors.extract.text.sheet import Sheet
from lineup.engine.processors.extract.text.words import phrase

_FORMS = {Kind.IBAN: 0.9, Kind.VAT_ID: 0.88, Kind.EMAIL: 0.88, Kind.URL: 0.85}
_TOP_ROWS = 40
_AROUND_DATE = 26  # characters of a town before a date, as letters have it
_OTHERS_ACCOUNT = ("ihrem konto", "your account", "votre compte", "uw rekening")


def own_forms(kind: Kind, sheet: Sheet, order: Conventions) -> Iterator[Candidate]:
    """Yield values whose form tells what they are, such as account numbers and e-mail addresses."""
    weight = _FORMS.get(kind)
    for segment in sheet.segments if weight is not None else ():
        for reading in read_values(kind, segment.text, order):
            if kind is Kind.IBAN and _is_payers(segment, sheet):
                continue
            if kind is Kind.IBAN and reading.strength < 1 and not _is_of_a_bank(segment, sheet):
                continue
            yield Candidate(
                reading.value, (weight or 0) * reading.strength, (segment,), "By its form."
            )


def _is_payers(segment: Segment, sheet: Sheet) -> bool:
    row = " ".join(each.text for each in sheet.rows[segment.row]).casefold()
    return any(words in row for words in _OTHERS_ACCOUNT)


def _is_of_a_bank(segment: Segment, sheet: Sheet) -> bool:
    words = {word for each in sheet.rows[segment.row] for word in phrase(each.text)}
    return bool(words & {"iban", "bic", "swift", "bank"})


def lone_dates(sheet: Sheet, order: Conventions) -> Iterator[Candidate]:
    """Yield dates that stand for themselves at the top, as in letters, and the date of a paper that has only one."""
    all_dates: Counter[str] = Counter()
    first: dict[str, Segment] = {}
    for segment in sheet.segments:
        for date in find_dates(segment.text, order):
            value = date.value.isoformat()
            all_dates[value] += 1
            first.setdefault(value, segment)
            around = len(segment.text) - (date.end - date.start)
            if (
                segment.row < _TOP_ROWS
                and around <= _AROUND_DATE
                and not segment.text[: date.start].strip(" ,.").isdigit()
            ):
                score = 0.74 if around <= 2 else 0.66  # noqa: PLR2004 (nothing but the date)
                yield Candidate(
                    value, score, (segment,), "A date by itself at the top of the page."
                )
    if len(all_dates) == 1:
        [(value, _)] = all_dates.items()
        yield Candidate(value, 0.72, (first[value],), "The only date of the document.")
    elif all_dates:
        value = next(iter(first))
        yield Candidate(value, 0.52, (first[value],), "The first date of the document.")


def currency_of(sheet: Sheet) -> Iterator[Candidate]:
    """Yield the currency that stands with the amounts most often."""
    votes: Counter[str] = Counter()
    first: dict[str, Segment] = {}
    for segment in sheet.segments:
        code = find_currency(segment.text) if len(segment.text) < 300 else None  # noqa: PLR2004
        if code is not None:
            has_number = any(character.isdigit() for character in segment.text)
            votes[code] += 2 if has_number else 1
            first.setdefault(code, segment)
    total = sum(votes.values())
    for code, count in votes.most_common(1):
        share = count / total
        score = 0.92 if share > 0.8 else 0.72  # noqa: PLR2004 (a second currency is only mentioned)
        yield Candidate(code, score, (first[code],), "The currency of the amounts.")
