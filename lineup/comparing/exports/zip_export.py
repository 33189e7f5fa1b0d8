"""All exports of a comparison in one archive, with a manifest that names each with its size and sha256."""

import hashlib
import io
import json
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lineup.comparing.exports.csv_export import figures_csv, grid_csv
from lineup.comparing.exports.json_export import report_json
from lineup.comparing.report_model import ComparisonReport

MANIFEST = "manifest.json"


def report_zip(report: ComparisonReport, html: str) -> bytes:
    """Return the archive; `html` is the report as a page."""
    files = {
        "report.html": html,
        "comparison.json": report_json(report),
        "grid.csv": grid_csv(report),
        "figures.csv": figures_csv(report),
    }
    packed = {name: text.encode("utf-8") for name, text in files.items()}
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_entry(MANIFEST, report), _manifest(report, packed))
        for name, content in packed.items():
            archive.writestr(_entry(name, report), content, ZIP_DEFLATED)
    return stream.getvalue()


def _manifest(report: ComparisonReport, files: Mapping[str, bytes]) -> str:
    told = {
        "comparison": report.comparison_id,
        "name": report.name,
        "made": report.made.isoformat(),
        "files": [
            {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _entry(name: str, report: ComparisonReport) -> ZipInfo:
    made = report.made
    return ZipInfo(name, (made.year, made.month, made.day, made.hour, made.minute, made.second))
