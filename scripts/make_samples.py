"""Write the sample documents into lineup/samples: `python -m scripts.make_samples`."""

from pathlib import Path

from scripts.sample_form import form_pdf
from scripts.sample_inventory import inventory_xlsx
from scripts.sample_letter import letter_png
from scripts.sample_packet import packet_pdf
from scripts.sample_report import report_pdf

FOLDER = Path(__file__).parent.parent / "lineup" / "samples"


def make_samples(folder: Path) -> None:
    """Write the documents; the same versions of the libraries write the same bytes."""
    (folder / "quarterly-report.pdf").write_bytes(report_pdf())
    (folder / "letter-scan.png").write_bytes(letter_png())
    (folder / "inventory.xlsx").write_bytes(inventory_xlsx())
    (folder / "registration-form.pdf").write_bytes(form_pdf())
    (folder / "supplier-packet.pdf").write_bytes(packet_pdf())


if __name__ == "__main__":
    make_samples(FOLDER)
