"""What can be taken away of a comparison, made only when it is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lineup.clock import utc_now
from lineup.comparing.comparability import Caution
from lineup.comparing.exports.crops import page_crops
from lineup.comparing.exports.csv_export import grid_csv
from lineup.comparing.exports.html_export import report_html
from lineup.comparing.exports.json_export import report_json
from lineup.comparing.exports.zip_export import report_zip
from lineup.comparing.reading_model import ComparisonReading
from lineup.comparing.report import comparison_report
from lineup.comparing.report_model import ComparisonReport
from lineup.workspace.opening import Workspace


@dataclass(frozen=True)
class Export:
    """Something to take away: its label, how its file's name ends, its media type, and what makes it."""

    label: str
    ending: str
    media_type: str
    make: Callable[[], bytes]


def exports_of(
    workspace: Workspace, reading: ComparisonReading, cautions: Sequence[Caution]
) -> list[Export]:
    """Return all exports of a comparison as it was read; `cautions` are further ones, such as about a draft."""

    def report() -> ComparisonReport:
        return comparison_report(reading, utc_now(), cautions)

    def page(told: ComparisonReport) -> str:
        return report_html(told, page_crops(workspace, reading))

    def packed() -> bytes:
        told = report()
        return report_zip(told, page(told))

    return [
        Export("Report for people, as HTML", "html", "text/html", lambda: page(report()).encode()),
        Export("The grid, as CSV", "csv", "text/csv", lambda: grid_csv(report()).encode()),
        Export(
            "All differences, as JSON",
            "json",
            "application/json",
            lambda: report_json(report()).encode(),
        ),
        Export("All of it, as ZIP", "zip", "application/zip", packed),
    ]
