"""A comparison's report as text for a terminal, and whether it fails a condition."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from lineup.commands.terminal import printable, table_text
from lineup.comparing.numbers import NOT_TOLD, number_text
from lineup.comparing.report_model import ComparisonReport, ReportComparison, ReportFigure

_QUALITY = ("accuracy", "precision", "recall", "f1")
_MOST_DOCUMENTS = 50


class FailOn(StrEnum):
    """What makes `lineup compare` fail."""

    REGRESSION = "regression"
    """More failures than the baseline, or golden values less often right, beyond the tolerance."""
    DIFFERENCE = "difference"
    """A larger share read otherwise than the tolerance."""


def report_text(report: ComparisonReport) -> str:
    """Return the report as lines: sides, cautions, each side's figures, documents."""
    lines = [f"{side.letter}  {side.label}  {side.key}" for side in report.sides]
    lines += [f"!  {caution}" for caution in report.cautions]
    for told in report.comparisons:
        lines += ["", told.summary, _figures(told)]
        lines += [f"   {line}" for line in told.config]
    lines += [
        f"Noise: {told.side} changed {number_text(told.share, 'share')} of {told.compared:,} {told.unit} by itself."
        for told in report.noise
    ]
    return printable("\n".join([*lines, "", _documents(report)]))


def failures(report: ComparisonReport, condition: FailOn, tolerance: Decimal) -> list[str]:
    """Return in words why the condition fails; empty where it holds."""
    if condition is FailOn.DIFFERENCE:
        return list(_different(report, tolerance))
    return [
        f"{told.side} is worse than A: {figure.name} {_change(figure)}."
        for told in report.comparisons
        for figure in told.figures
        if _is_worse(figure, tolerance)
    ]


def _different(report: ComparisonReport, tolerance: Decimal) -> Iterable[str]:
    for at, told in enumerate(report.comparisons, start=1):
        differences = sum(document.cells[at].differences for document in report.documents)
        changed = told.compared - told.alike
        share = Decimal(changed) / told.compared if told.compared else Decimal(0)
        if differences and (not tolerance or share > tolerance):
            yield f"{told.side} differs from A: {differences:,} differences, {changed:,} of {told.compared:,} {told.unit}."
        unequal = [
            document.name
            for document in report.documents
            if "compared" in {document.cells[0].standing, document.cells[at].standing}
            and document.cells[0].standing != document.cells[at].standing
        ]
        if unequal:
            yield f"{told.side} or A has no result for {len(unequal):,} documents: {', '.join(unequal[:3])}."


def _is_worse(figure: ReportFigure, tolerance: Decimal) -> bool:
    if figure.baseline is None or figure.other is None:
        return False
    if figure.name == "failures":
        return figure.other > figure.baseline
    return figure.name in _QUALITY and figure.baseline - figure.other > tolerance


def _change(figure: ReportFigure) -> str:
    return " → ".join(number_text(value, figure.unit) for value in (figure.baseline, figure.other))


def _figures(told: ReportComparison) -> str:
    rows: list[tuple[str, ...]] = [("", "A", told.side, "95 %", "", "")]
    for figure in told.figures:
        interval = " to ".join(number_text(v, figure.unit) for v in (figure.low, figure.high))
        rows.append(
            (
                figure.name,
                number_text(figure.baseline, figure.unit),
                number_text(figure.other, figure.unit),
                NOT_TOLD if figure.low is None else interval,
                str(figure.outcome),
                figure.stands_on,
            )
        )
    return table_text(rows)


def _documents(report: ComparisonReport) -> str:
    rows: list[tuple[str, ...]] = [
        ("document", *(side.letter for side in report.sides), "differences")
    ]
    for document in report.documents[:_MOST_DOCUMENTS]:
        cells = (cell.reason or str(cell.standing) for cell in document.cells)
        rows.append((document.name, *cells, f"{document.differences:,}"))
    more = len(report.documents) - _MOST_DOCUMENTS
    return table_text(rows) + (f"\nand {more:,} more documents" if more > 0 else "")
