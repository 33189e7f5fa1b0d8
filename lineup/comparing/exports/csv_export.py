"""A report's tables as CSV that is safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from lineup.comparing.report_model import ComparisonReport, ReportCell

_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet takes for the beginning of a formula, full-width signs too (OWASP, CSV injection)."""

Value = str | int | Decimal | None


def grid_csv(report: ComparisonReport) -> str:
    """Return the grid: a row per document, and for each side what became of it there."""
    head = ["document", "key", "type", "tags", "differences"]
    for side in report.sides:
        is_baseline = side.letter == report.sides[0].letter
        head += [f"{side.letter} {name}" for name in (*_CELL, *(() if is_baseline else _OTHER))]
    rows: list[list[Value]] = []
    for document in report.documents:
        row: list[Value] = [document.name, document.key, document.document_type]
        row += [" ".join(document.tags), document.differences]
        for at, cell in enumerate(document.cells):
            row += _cell(cell)
            row += [cell.differences, cell.agreement] if at else []
        rows.append(row)
    return _csv([head, *rows])


def figures_csv(report: ComparisonReport) -> str:
    """Return every figure of every side against the baseline."""
    head = ["side", "measure", "unit", "baseline", "other", "n", "left out", "low", "high", "p"]
    rows: list[list[Value]] = [
        [
            comparison.side, figure.name, figure.unit, figure.baseline, figure.other, figure.n,
            figure.left_out, figure.low, figure.high, figure.p_value, figure.outcome,
            figure.cached, figure.doubt,
        ]
        for comparison in report.comparisons
        for figure in comparison.figures
    ]  # fmt: skip
    return _csv([[*head, "outcome", "from cache", "doubt"], *rows])


def safe_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe is put before one that might be."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


_CELL = ("status", "reason", "execution", "pages", "cents", "seconds", "from cache")
_OTHER = ("differences", "agreement")


def _cell(cell: ReportCell) -> list[Value]:
    cached = "yes" if cell.is_cached else "no"
    return [
        cell.standing, cell.reason, cell.execution_id, cell.pages, cell.cents, cell.seconds, cached,
    ]  # fmt: skip


def _csv(rows: Iterable[Sequence[Value]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe_text(told) if isinstance(told, str) else told for told in row])
    return stream.getvalue().encode("utf-8", "replace").decode()
