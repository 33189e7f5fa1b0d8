"""Comparisons written straight into a workspace: what each side read of each document is planted, nothing is run."""

import copy
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from lineup.contract.executions import Execution
from lineup.databases.opening import writing
from lineup.ids import new_id
from lineup.servers import EMBEDDED
from lineup.workspace.archive import Ended
from lineup.workspace.comparison_model import (
    Cell,
    ComparedDocument,
    ComparedSide,
    Comparison,
    NewComparison,
)
from lineup.workspace.lookups import comparison_row
from lineup.workspace.opening import Workspace
from tests.convert.pdf_files import drawn_pdf

Planted = Mapping[str, Sequence[Any]]
"""By file name, what each side's step answered; a text is why it failed, None that it has not been run."""

_NOBODYS = "nobody's"
"""A server that no dashboard sees to: one that is running would start what is not planted yet."""

_LINES = (
    (72, 720, "Invoice R-2041"),
    (72, 680, "Sold to Lind, Malmö, on 3 May 2026"),
    (72, 640, "Hinge, 4 pieces"),
    (72, 600, "Bolt, 100 pieces"),
    (72, 560, "Total 1,204.50 EUR"),
)


def compared(
    workspace: Workspace,
    planted: Planted,
    *,
    count: int = 2,
    name: str = "Fast or balanced",
    images: Mapping[int, bytes] | None = None,
) -> Comparison:
    """Return a comparison of the planted documents on `count` sides, ended; `images` are archived with every run."""
    sides = tuple(
        ComparedSide(
            f"pl_planted00000@{at + 1}", f"v{at + 1}", "pl_planted00000", "Invoices", at + 1
        )
        for at in range(count)
    )
    documents = tuple(_document(workspace, file) for file in planted)
    new = NewComparison(name, _NOBODYS, sides, documents, "Ada")
    comparison = workspace.comparisons.add(new)
    answers = {
        (document.key, side.key): planted[document.name][at]
        for document in documents
        for at, side in enumerate(sides)
    }
    for cell in workspace.comparisons.cells(comparison.comparison_id):
        answer = answers[cell.document.key, cell.side]
        if answer is not None:
            _end(workspace, cell, answer, images or {})
    with writing(workspace.database) as session:
        comparison_row(session, comparison.comparison_id).server = EMBEDDED
    return workspace.comparisons.get(comparison.comparison_id)


def _document(workspace: Workspace, name: str) -> ComparedDocument:
    if "://" in name:
        return ComparedDocument(name, name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        content = invoice_pdf() + f"\n% {name}\n".encode()
        path.write_bytes(content if name.endswith(".pdf") else f"<p>{name}</p>".encode())
        return ComparedDocument(workspace.documents.add(path, name).sha256, name)


def _end(workspace: Workspace, cell: Cell, answer: Any, images: Mapping[int, bytes]) -> None:
    cell_id, document = cell.cell_id, cell.document
    execution_id = new_id("pex_")
    workspace.comparisons.mark_starting(cell_id)
    workspace.comparisons.mark_running(cell_id, execution_id)
    has_failed = isinstance(answer, str)
    status = "failed" if has_failed else "completed"
    step = {
        "step_index": 0,
        "step_type": "convert",
        "status": status,
        "lookup_key": "req_planted",
    }
    execution = Execution.model_validate(
        {
            "execution_id": execution_id,
            "pipeline_id": "pl_planted00000",
            "pipeline_version": 1,
            "status": status,
            "steps": [step | ({"error_message": answer} if has_failed else {})],
            **({"error_message": answer} if has_failed else {}),
        }
    )
    results = {} if has_failed else {0: answer}
    key = None if document.is_address else document.key
    workspace.archive.add(EMBEDDED, Ended(execution, key, results=results, images=images))
    workspace.comparisons.mark_ended(cell_id, answer if has_failed else None)


def invoice_pdf() -> bytes:
    """Return a PDF of two pages whose own text is what the first side reads."""

    def first(canvas: Canvas) -> None:
        for x, y, line in _LINES:
            canvas.setFont("Helvetica", 18)
            canvas.drawString(x, y, line)

    def second(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 14)
        canvas.drawString(72, 720, "Payable within 30 days to the account below.")

    return drawn_pdf(first, second)


def _block(page: int, at: int, html: str, box: list[float], kind: str = "Text") -> dict[str, Any]:
    return {"id": f"/page/{page}/{kind}/{at}", "block_type": kind, "html": html, "bbox": box}


def invoice(**fields: Any) -> dict[str, Any]:
    """Return what a side reads of the invoice: two pages of blocks, and fields with their citations."""
    lines = [
        _block(0, at, f"<p>{line}</p>", [x, 792 - y - 18, x + 360, 792 - y + 6])
        for at, (x, y, line) in enumerate(_LINES)
    ]
    table = _block(
        0,
        9,
        "<table><tr><th>Item</th><th>Amount</th></tr><tr><td>Hinge</td><td>204.50</td></tr>"
        "<tr><td>Bolt</td><td>1,000.00</td></tr></table>",
        [72, 260, 430, 330],
        "Table",
    )
    pages = [
        [*lines, table],
        [_block(1, 0, "<p>Payable within 30 days to the account below.</p>", [72, 54, 400, 78])],
    ]
    told: dict[str, Any] = {
        "invoice_number": "R-2041",
        "invoice_number_citations": ["/page/0/Text/0"],
        "grand_total": 1204.5,
        "grand_total_citations": ["/page/0/Text/4"],
        "due_date": None,
        "line_items": [
            {"text": "Hinge", "quantity": 4},
            {"text": "Bolt", "quantity": 100},
        ],
    }
    return {
        "json": {
            "block_type": "Document",
            "children": [
                {
                    "id": f"/page/{number}/Page/0",
                    "block_type": "Page",
                    "bbox": [0, 0, 612, 792],
                    "children": blocks,
                }
                for number, blocks in enumerate(pages)
            ],
        },
        "extraction_schema_json": told | fields,
        "page_count": 2,
    }


def changed(answer: dict[str, Any], *pairs: tuple[str, str], **fields: Any) -> dict[str, Any]:
    """Return an answer whose blocks say other words, by pairs of old and new, and whose fields are others."""
    other = copy.deepcopy(answer)
    for page in other["json"]["children"]:
        for block in page["children"]:
            for old, new in pairs:
                block["html"] = block["html"].replace(old, new)
    other["extraction_schema_json"] |= fields
    return other
