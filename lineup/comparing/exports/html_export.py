"""A report as one page that needs nothing else: no requests, no script, whatever the results contain."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from string import Template

from lineup.comparing.exports.html_parts import bullets, paragraph, table, text
from lineup.comparing.numbers import NOT_TOLD, number_text
from lineup.comparing.report_model import (
    ComparisonReport,
    ReportCell,
    ReportComparison,
    ReportDifference,
    ReportFigure,
)

MOST_DIFFERENCES = 50
"""How many differences the page shows; the JSON has all."""

_HERE = Path(__file__).parent
_METHOD = (
    "Results are paired by document; each figure is over the documents that both sides have it for, and n says how many.",
    (
        "Words are aligned by page, block and word; fields by path, rows of lists by content; tables cell by cell; segments by "
        "page."
    ),
    (
        "Agreement is how much a side reads as the baseline does: fields if there are any, else pages of segments, else words. "
        "Agreement is not accuracy: both may be wrong."
    ),
    "Accuracy, precision, recall and F1 are told only over leaf fields that have a golden value.",
    "“The page's own text” is the text layer of a digital PDF; scans have none, and a text layer can be wrong itself.",
    (
        "Intervals are 95 %: Wilson's for shares, from resampling documents for changes. With few documents they are wide: read "
        "them before the figures. p is of a paired test (McNemar)."
    ),
    (
        "What an earlier result saved is left out of latency and cost. Costs are those that the server billed; a failed run is "
        "left out."
    ),
)


def report_html(report: ComparisonReport, crops: Mapping[str, str] | None = None) -> str:
    """Return the page. `crops` are pictures of pages as data URIs by the differences' ids."""
    style = (_HERE / "report.css").read_text("utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return Template((_HERE / "report.html").read_text("utf-8")).substitute(
        style=style,
        style_hash=f"sha256-{digest}",
        title=text(report.name),
        made=text(f"{report.comparison_id} on {report.server}, {report.made:%Y-%m-%d %H:%M} UTC"),
        summaries="".join(paragraph(told.summary, "lead") for told in report.comparisons),
        sides=_sides(report),
        cautions=bullets(report.cautions, "All sides did the same work on the same documents."),
        comparisons="".join(_comparison(told) for told in report.comparisons) + _noise(report),
        grid=_grid(report),
        differences=_differences(report, crops or {}),
        method=bullets((*report.rules, *_METHOD), ""),
    )


def _sides(report: ComparisonReport) -> str:
    rows = [
        (side.letter, side.label, side.key, side.config_hash or NOT_TOLD) for side in report.sides
    ]
    asked = ", ".join(f"{name} = {value}" for name, value in report.options.items())
    told = paragraph(f"Options of all runs: {asked or 'none'}.", "dim")
    return table(("", "side", "key", "configuration"), rows) + told


def _comparison(told: ReportComparison) -> str:
    tiles = "".join(_tile(figure) for figure in told.figures if figure.n or figure.left_out)
    preferred = (
        f"People judged {told.judged}: {told.side} in {told.preferred_other}, "
        f"A in {told.preferred_baseline}{told.preference and ': '}{told.preference}."
    )
    return (
        f"<section><h2>{text(told.side)} against A</h2>"
        f"<p>{text(told.alike)} of {text(told.compared)} {text(told.unit)} alike. {text(preferred)}</p>"
        f'<div class="tiles">{tiles}</div>'
        f"<h3>What changed in the pipeline</h3>{bullets(told.config, 'Nothing.')}</section>"
    )


def _tile(figure: ReportFigure) -> str:
    values = " → ".join(number_text(v, figure.unit) for v in (figure.baseline, figure.other))
    more = [figure.stands_on]
    more += [f"{figure.left_out:,} left out in all"] if figure.left_out > figure.cached else []
    if figure.low is not None and figure.high is not None:
        low, high = (number_text(value, figure.unit) for value in (figure.low, figure.high))
        what = "95 %" if figure.name == "agreement" else "change, 95 %"
        more.append(f"{what} {low} to {high}")
    more += [f"p = {figure.p_value}"] if figure.p_value is not None else []
    return (
        f'<div class="tile"><span class="dim">{text(figure.name.replace("_", " "))}</span>'
        f"<b>{text(values)}</b>"
        f'<span class="{text(figure.outcome)}">{text(figure.outcome)}</span>'
        f'<div class="dim">{text(" · ".join(more))}</div></div>'
    )


def _noise(report: ComparisonReport) -> str:
    lines = [
        f"{told.side} against itself: {told.changed:,} of {told.compared:,} {told.unit} changed "
        f"({number_text(told.share, 'share')}) over {told.runs:,} pairs of runs."
        for told in report.noise
    ]
    otherwise = "No side was run again, so how much changes by itself is not known."
    return f"<section><h2>Noise</h2>{bullets(lines, otherwise)}</section>"


def _grid(report: ComparisonReport) -> str:
    head = ["document", "type", *(side.letter for side in report.sides), "differences"]
    rows = [
        [
            document.name,
            document.document_type or NOT_TOLD,
            *(_cell(cell, is_baseline=not at) for at, cell in enumerate(document.cells)),
            f"{document.differences:,}",
        ]
        for document in report.documents
    ]
    return table(head, rows, [len(head) - 1])


def _cell(cell: ReportCell, *, is_baseline: bool) -> str:
    if cell.reason:
        return f"{cell.standing}: {cell.reason}"
    told = [
        cell.standing,
        _counted(cell.pages, "page"),
        number_text(cell.cents, "cents"),
        number_text(cell.seconds, "seconds") + (", from cache" if cell.is_cached else ""),
    ]
    if not is_baseline:
        told += [
            _counted(cell.differences, "difference"),
            f"agreement {number_text(cell.agreement, 'share')}",
        ]
    return " · ".join(told)


def _differences(report: ComparisonReport, crops: Mapping[str, str]) -> str:
    shown = report.differences[:MOST_DIFFERENCES]
    told = _counted(len(report.differences), "difference")
    told += (
        f", the {len(shown):,} heaviest are shown" if len(shown) < len(report.differences) else ""
    )
    told += f"; {report.ignored:,} are passed over by rules" if report.ignored else ""
    articles = "".join(_difference(one, crops.get(one.difference_id)) for one in shown)
    return paragraph(f"{told}.") + articles


def _difference(one: ReportDifference, crop: str | None) -> str:
    where = [one.document_name, one.kind, one.path]
    where += [f"page {one.page + 1}"] if one.page is not None else []
    facts = [f"a difference of form: {', '.join(one.alike_by)}"] if one.alike_by else []
    facts += [f"the page's own text has {', '.join(one.supported)}"] if one.supported else []
    if one.right is not None:
        facts.append(f"{one.judged_by}: {', '.join(one.right) or 'neither'} {one.comment}".strip())
    readings = "".join(
        f'<div class="{text(told.side)}"><span class="dim">{text(told.side)} {text(told.state)} '
        f"{text(told.path)}</span><pre>{text(told.text)}</pre></div>"
        for told in one.readings
    )
    around = (
        paragraph(f"… {one.before} ⟦ ⟧ {one.after} …", "dim") if one.before or one.after else ""
    )
    picture = (
        f'<img alt="where it stands on the page" src="{text(crop, len(crop))}">' if crop else ""
    )
    return (
        f"<article><h3>{text(' · '.join(part for part in where if part))}</h3>"
        f"{paragraph('; '.join(facts), 'dim') if facts else ''}"
        f'<div class="readings">{readings}</div>{around}{picture}</article>'
    )


def _counted(count: int | None, thing: str) -> str:
    return f"{NOT_TOLD if count is None else format(count, ',')} {thing}{'' if count == 1 else 's'}"
