"""Documents to try a pipeline with: our own making, of invented people and firms (`python -m scripts.make_samples`)."""

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """A document that comes with Lineup, and the name of the seeded pipeline that suits it."""

    name: str
    title: str
    description: str
    path: Path
    pipeline_name: str


SAMPLES: tuple[Sample, ...] = (
    Sample(
        name="quarterly-report.pdf",
        title="Quarterly report",
        description="A PDF of 3 pages in two columns, with tables and a figure.",
        path=_FOLDER / "quarterly-report.pdf",
        pipeline_name="Convert (fast)",
    ),
    Sample(
        name="letter-scan.png",
        title="Scanned letter",
        description="A picture of 1 page without any text layer, read by OCR.",
        path=_FOLDER / "letter-scan.png",
        pipeline_name="Convert (balanced)",
    ),
    Sample(
        name="inventory.xlsx",
        title="Inventory",
        description="An Excel workbook of 2 sheets with numbers, dates and merged headings.",
        path=_FOLDER / "inventory.xlsx",
        pipeline_name="Convert (fast)",
    ),
    Sample(
        name="registration-form.pdf",
        title="Registration form",
        description="A PDF form of 1 page with text, choices and boxes to be filled.",
        path=_FOLDER / "registration-form.pdf",
        pipeline_name="Fill (registration form)",
    ),
    Sample(
        name="supplier-packet.pdf",
        title="Supplier packet",
        description="A PDF of 5 pages that holds four documents: a letter, an invoice, a delivery note and terms.",
        path=_FOLDER / "supplier-packet.pdf",
        pipeline_name="Split and extract",
    ),
)
"""All samples, the one to begin with first."""
