"""Figures that must close: in an extraction by the names of its fields, in tables by rows that say that they are totals."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from lineup.contract.eval_checks import Arithmetic, RuleType
from lineup.contract.wire import JsonObject
from lineup.engine.evals.extraction import Extraction
from lineup.engine.evals.items import Item, NotScored, Place, failed, passed, place_of
from lineup.engine.evals.numbers import read_number
from lineup.engine.evals.subject import Subject
from lineup.engine.processors.convert.model.contents import Grid
from lineup.engine.processors.convert.model.inline import plain_text

_QUANTITY = ("quantity", "qty", "count", "units", "hours")
_PRICE = ("unit_price", "price", "unit_cost", "rate", "price_per_unit")
_AMOUNT = ("line_total", "amount", "total", "total_price", "line_amount", "net_amount", "sum")
_NET = (
    "net_total",
    "subtotal",
    "sub_total",
    "net",
    "net_amount",
    "total_net",
    "total_without_tax",
    "tax_basis_total",
)
_TAX = (
    "tax_total",
    "tax",
    "vat",
    "tax_amount",
    "total_tax",
    "vat_amount",
    "vat_total",
    "sales_tax",
)
_GROSS = (
    "grand_total",
    "total",
    "gross_total",
    "total_amount",
    "gross",
    "amount_due",
    "total_gross",
    "invoice_total",
)
"""The names by which fields are known, the more telling ones first; a schema with others names them in the rule."""

_TOTAL_ROW = re.compile(
    r"\s*(?:grand |sub|net )?(?:total|sum|summe|gesamt|somme|totale|totaal|suma)\b", re.IGNORECASE
)
_CENT = Decimal("0.01")
_FEWEST = 2


def check_arithmetic(check: Arithmetic, subject: Subject, rule_type: RuleType) -> Iterator[Item]:
    """Yield each sum: whether it closes within rounding. Raises NotScored where there is none to do."""
    if check.total is not None:
        items = list(_named(check, check.total, subject.extracted))
    elif rule_type is RuleType.DOCUMENT and subject.extraction is not None:
        items = list(_known(subject.extraction))
    else:
        items = list(_tables(subject))
    if not items:
        message = "There are no figures that must add up."
        raise NotScored(message)
    yield from items


def _named(check: Arithmetic, total: str, extraction: Extraction) -> Iterator[Item]:
    parts = [found for path in check.parts for found in extraction.at(path)]
    numbers = [number for _, value, _ in parts if (number := read_number(value)) is not None]
    for name, value, place in extraction.at(total):
        expected = read_number(value)
        if expected is None or len(numbers) < len(parts) or not parts:
            yield failed(f"{name} or one of its parts is no number", place)
        else:
            yield _closes(name, numbers, expected, place)


def _known(extraction: Extraction) -> Iterator[Item]:
    """Yield the sums that fields are known for: each line's product, the lines' sum, and net plus tax."""
    values = extraction.values
    net, tax, gross = (_first(values, names) for names in (_NET, _TAX, _GROSS))
    for name, rows in values.items():
        lines = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        for number, line in enumerate(lines):
            yield from _product(f"{name}[{number}]", line, extraction.place(name))
        amounts = [found[1] for line in lines if (found := _first(line, _AMOUNT)) is not None]
        basis = net if net is not None or _has(values, _TAX) else gross
        if basis is not None and len(amounts) == len(lines) and len(lines) >= _FEWEST:
            yield _closes(basis[0], amounts, basis[1], extraction.place(basis[0]))
    if net is not None and tax is not None and gross is not None:
        yield _closes(gross[0], [net[1], tax[1]], gross[1], extraction.place(gross[0]))


def _product(path: str, line: JsonObject, place: Place) -> Iterator[Item]:
    quantity, price, amount = (_first(line, names) for names in (_QUANTITY, _PRICE, _AMOUNT))
    if quantity is not None and price is not None and amount is not None:
        yield _closes(f"{path}.{amount[0]}", [quantity[1] * price[1]], amount[1], place)


def _first(values: JsonObject, names: Sequence[str]) -> tuple[str, Decimal] | None:
    """Return the first of the names that has a number, and that number."""
    own: dict[str, tuple[str, Any]] = {
        _folded(name): (name, value) for name, value in values.items()
    }
    for name in names:
        known = own.get(_folded(name))
        number = None if known is None else read_number(known[1])
        if known is not None and number is not None:
            return known[0], number
    return None


def _has(values: JsonObject, names: Sequence[str]) -> bool:
    return not {_folded(name) for name in values}.isdisjoint(map(_folded, names))


def _folded(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _tables(subject: Subject) -> Iterator[Item]:
    for page, block in subject.blocks():
        if isinstance(block.content, Grid):
            yield from _columns(block.content, place_of(page, block))


def _columns(grid: Grid, place: Place) -> Iterator[Item]:
    """Yield the columns of a table whose last row is called a total."""
    cells = {(cell.row, cell.column): plain_text(cell.runs) for cell in grid.cells}
    last = grid.rows - 1
    if not _TOTAL_ROW.match(cells.get((last, 0), "")):
        return
    headed = {cell.row for cell in grid.cells if cell.is_header} or {0}
    for column in range(1, grid.columns):
        total = read_number(cells.get((last, column)))
        body = [cells.get((row, column), "") for row in range(last) if row not in headed]
        numbers = [number for text in body if (number := read_number(text)) is not None]
        if any("%" in text for text in body):  # shares and changes add up to nothing
            continue
        if total is not None and len(numbers) == len(body) >= _FEWEST:
            yield _closes(f"column {column + 1}", numbers, total, place)


def _closes(name: str, parts: Sequence[Decimal], expected: Decimal, place: Place) -> Item:
    """Return whether the parts make what is expected; half a cent per part, and at least one cent, is rounding."""
    actual = sum(parts, Decimal(0))
    rounding = max(_CENT, _CENT / 2 * len(parts))
    if abs(actual - expected) <= rounding:
        return passed(place)
    return failed(f"{name} is {expected}, and the figures make {actual.normalize():f}", place)
