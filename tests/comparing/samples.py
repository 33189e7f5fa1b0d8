"""Five documents of our own making, and what two versions read in them: the second differs where it was planted to."""

import copy
import json
from typing import Any

from lineup.workspace.comparison_model import ComparedDocument, Comparison
from tests.compare.made import page, paginated, tree
from tests.comparing.conftest import Lab
from tests.convert.pdf_files import drawn_pdf, text_page

_LETTER = (
    "# Letter\n\nWe sold 1,204 machines in the year, which is more than planned.",
    "Anna Berg will lead the office in Malmö from March on.",
)
_INVOICE: dict[str, Any] = {
    "invoice_number": "R-2041",
    "total": 1204.5,
    "due": None,
    "lines": [
        {"sku": "A1", "text": "Hinge", "quantity": 4},
        {"sku": "B2", "text": "Bolt", "quantity": 100},
    ],
}
_STATEMENT = page(
    0,
    "<h1>Statement</h1>",
    "<table><tr><th>Date</th><th>Amount</th></tr><tr><td>1 May</td><td>100.00</td></tr>"
    "<tr><td>4 May</td><td>-750.00</td></tr></table>",
)
_ORDER = page(0, "<p>Order 4711 of 3 May for Lind</p>") | {"bbox": [0, 0, 612, 792]}
_SEGMENTS = [{"name": "Letter", "pages": [0]}, {"name": "Invoice", "pages": [1, 2]}]
GOLDEN = {"invoice_number": "R-2041", "total": 1204.5}
HOSTILE = "<script>alert('run')</script><img src=x onerror=alert(1)> =HYPERLINK(\"http://evil\")"


def _changed(value: Any, old: str, new: str) -> Any:
    return json.loads(json.dumps(value, ensure_ascii=False).replace(old, new))


def planted() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what each of the two versions answers by file name."""
    invoice = copy.deepcopy(_INVOICE) | {"total": 1240.5, "currency": "EUR"}
    one = {
        "letter.html": {"markdown": paginated(*_LETTER)},
        "invoice.html": {"extraction_schema_json": _INVOICE},
        "statement.html": tree(_STATEMENT),
        "packet.html": {"segmentation_results": {"segments": _SEGMENTS}},
        "order.pdf": tree(_ORDER),
    }
    other = {
        "letter.html": {"markdown": paginated(_LETTER[0].replace("1,204", "1,240"), _LETTER[1])},
        "invoice.html": {"extraction_schema_json": invoice},
        "statement.html": tree(_changed(_STATEMENT, "-750.00", "-760.00")),
        "packet.html": {
            "segmentation_results": {
                "segments": [{"name": "Letter", "pages": [0, 1]}, {"name": "Invoice", "pages": [2]}]
            }
        },
        "order.pdf": tree(_changed(_ORDER, "4711", "4117")),
    }
    return one, other


PLANTED = {
    ("letter.html", "text", "1,204", "1,240"),
    ("invoice.html", "field", "1204.5", "1240.5"),
    ("invoice.html", "field", "", "EUR"),
    ("statement.html", "cell", "-750.00", "-760.00"),
    ("packet.html", "segment", "Invoice", "Letter"),
    ("order.pdf", "text", "4711", "4117"),
}
"""File name, kind and both readings of each planted difference."""


def documents(lab: Lab) -> list[ComparedDocument]:
    """Keep the five documents; one is a digital PDF whose own text has the first version's reading."""
    names = ["letter.html", "invoice.html", "statement.html", "packet.html"]
    kept = [lab.document(name) for name in names]
    return [*kept, lab.document("order.pdf", drawn_pdf(text_page("Order 4711 of 3 May for Lind")))]


def planted_comparison(lab: Lab, **more: Any) -> Comparison:
    """Make and finish a comparison of the five documents."""
    comparison = lab.comparison(lab.pipeline(*planted()), [1, 2], *documents(lab), **more)
    lab.finish(comparison)
    return comparison
