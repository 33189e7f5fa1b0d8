"""A list of objects, read from the tables of a document."""

from collections.abc import Sequence
from decimal import Decimal

from lineup.engine.processors.extract.backend import (
    Confidence,
    Finding,
    ListFinding,
    ObjectFinding,
    ValueFinding,
)
from lineup.engine.processors.extract.kinds.conventions import Conventions
from lineup.engine.processors.extract.schema.fields import ListField, ObjectField, ValueField
from lineup.engine.processors.extract.search.values import fitted
from lineup.engine.processors.extract.tables.columns import Column, columns_of
from lineup.engine.processors.extract.tables.headers import Header, find_headers
from lineup.engine.processors.extract.tables.rows import Item, RowReader
from lineup.engine.processors.extract.text.segments import Segment
from lineup.engine.processors.extract.text.sheet import Sheet

_QUANTITY, _PRICE, _TOTAL = "line_quantity", "line_unit_price", "line_total"
_TOLERANCE = 0.011
_MOST_NUMBERS = 14
_SURE = 0.9  # of a heading's columns, on average


def read_list(field: ListField, sheet: Sheet, order: Conventions) -> ListFinding:
    """Return the items of a list of objects: the rows of the table whose heading names most of its properties."""
    if not isinstance(field.item, ObjectField):
        return ListFinding(reason="Only lists of objects stand in tables.")
    columns = columns_of(field.item, (field.name,))
    headers = find_headers(sheet, columns)
    findings: list[Finding] = []
    cited: list[str] = []
    for at, header in enumerate(headers):
        cells = {match.column.field.name: match for match in header.matches}
        last = headers[at + 1].first_row if at + 1 < len(headers) else len(sheet.rows)
        for item in RowReader(sheet, header, order, cells).items(last):
            finding, closes = _finding(item, columns, field.item, header, sheet)
            findings.append(finding)
            cited += _citations(sheet, [s for each in item.segments.values() for s in each])
            _ = closes
    if not findings:
        return ListFinding(reason=f"No table with columns like those of {field.name!r} was found.")
    sure = headers[0].score / max(len(headers[0].matches), 1) >= _SURE
    level = Confidence.HIGH if sure and len(headers[0].matches) > 2 else Confidence.MEDIUM  # noqa: PLR2004
    named = ", ".join(repr(_heading(header)) for header in headers[:1])
    return ListFinding(
        tuple(findings), tuple(dict.fromkeys(cited)), level, f"The rows below the heading {named}."
    )


def _heading(header: Header) -> str:
    texts = (" ".join(line.text for line in match.cell.lines) for match in header.matches)
    return " | ".join(texts)[:200]


def _finding(
    item: Item, columns: Sequence[Column], shape: ObjectField, header: Header, sheet: Sheet
) -> tuple[ObjectFinding, bool]:
    closes = _close(item, {column.concept: column.field.name for column in columns})
    matches = {match.column.field.name: match for match in header.matches}
    found: dict[str, Finding] = {}
    for part in shape.properties:
        if not isinstance(part, ValueField):
            found[part.name] = _empty(part)
            continue
        texts = item.texts.get(part.name)
        value = " ".join(texts).rstrip(" :") if texts else item.values.get(part.name)
        fitting = None if value is None else fitted(value, part)
        if fitting is None:
            found[part.name] = ValueFinding(reason="The row has nothing in this column.")
            continue
        match = matches.get(part.name)
        score = 0.75 if match is None else match.score
        level = Confidence.HIGH if closes or score >= _SURE else Confidence.MEDIUM
        cited = _citations(sheet, item.segments.get(part.name, []))
        heading = " ".join(line.text for line in match.cell.lines) if match else ""
        reason = f"In the column {heading!r}." if heading else "In the row."
        found[part.name] = ValueFinding(fitting, tuple(dict.fromkeys(cited)), level, reason)
    return ObjectFinding(found), closes


def _empty(part: ObjectField | ListField) -> Finding:
    if isinstance(part, ListField):
        return ListFinding(reason="Lists within the rows of a table are not read.")
    return ObjectFinding(
        {
            each.name: ValueFinding(reason="Objects within the rows of a table are not read.")
            if isinstance(each, ValueField)
            else _empty(each)
            for each in part.properties
        }
    )


def _close(item: Item, names: dict[str, str]) -> bool:
    """Make quantity times price the total where the row's numbers allow it; return whether it is."""
    wanted = [names.get(concept) for concept in (_QUANTITY, _PRICE, _TOTAL)]
    quantity, price, total = (
        item.values.get(name) if name is not None else None for name in wanted
    )
    if _is_product(quantity, price, total):
        return True
    if wanted[2] is None or not item.numbers or len(item.numbers) > _MOST_NUMBERS:
        return False
    numbers = item.numbers
    for at, (sum_, segment) in reversed(list(enumerate(numbers))):
        for one, other in _pairs([value for value, _ in numbers[:at]]):
            is_known = (quantity is None or quantity in (one, other)) and (
                price is None or price in (one, other)
            )
            if (
                sum_
                and is_known
                and _is_product(one, other, sum_)
                and (quantity, price) != (None, None)
            ):
                _set(item, wanted, (quantity, price), (one, other), (sum_, segment))
                return True
    return False


def _set(
    item: Item,
    names: Sequence[str | None],
    known: tuple[object, object],
    pair: tuple[float, float],
    total: tuple[float, Segment],
) -> None:
    quantity, price = known
    first, second = pair
    if quantity == second or price == first:
        first, second = second, first
    for name, value in ((names[0], first), (names[1], second), (names[2], total[0])):
        if name is not None:
            item.values[name] = int(value) if value == int(value) else value
            item.segments.setdefault(name, [total[1]])


def _pairs(numbers: Sequence[float]) -> list[tuple[float, float]]:
    return [
        (one, other)
        for at, one in enumerate(numbers)
        for other in numbers[at + 1 :]
        if one and other
    ]


def _is_product(quantity: object, price: object, total: object) -> bool:
    if not all(isinstance(each, int | float) for each in (quantity, price, total)):
        return False
    product = Decimal(str(quantity)) * Decimal(str(price))
    return abs(float(product - Decimal(str(total)))) <= _TOLERANCE


def _citations(sheet: Sheet, segments: Sequence[Segment]) -> list[str]:
    found = (sheet.citation(segment) for segment in segments)
    return list(dict.fromkeys(each for each in found if each is not None))
