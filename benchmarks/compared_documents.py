"""A comparison of any number of documents on four versions, in a workspace, as one that has ended is."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from lineup.contract.executions import Execution
from lineup.contract.wire import JsonObject
from lineup.servers import EMBEDDED
from lineup.workspace.archive import Ended
from lineup.workspace.comparison_model import ComparedDocument, ComparedSide, NewComparison
from lineup.workspace.opening import Workspace
from tests.convert.pdf_files import drawn_pdf, text_page

PAGES, BLOCKS, WORDS, ROWS = 3, 25, 12, 8
DENSE = "invoice-000.pdf"
"""The document whose pages are full of print, as pictures the largest there are; the others' have a line."""

_LINES, _LINE_WORDS, _SIZE = 80, 16, 8
_BEGAN = datetime(2026, 11, 3, 12, tzinfo=UTC)
_PIPELINE = "pl_aaaaaaaaaaaa"


def add_comparison(workspace: Workspace, documents: int, sides: int = 4) -> str:
    """Make the comparison with its documents and archived executions, and return its id."""
    chosen = tuple(_side(version) for version in range(1, sides + 1))
    added = tuple(_document(workspace, number) for number in range(documents))
    executions = {
        (document.key, side.key): _archive(workspace, document, side, number)
        for number, document in enumerate(added)
        for side in chosen
    }
    new = NewComparison("Versions 1 to 4", EMBEDDED, chosen, added, "Ada")
    comparison = workspace.comparisons.add(new)
    for cell in workspace.comparisons.cells(comparison.comparison_id):
        workspace.comparisons.mark_running(cell.cell_id, executions[cell.document.key, cell.side])
        workspace.comparisons.mark_ended(cell.cell_id)
    return comparison.comparison_id


def _side(version: int) -> ComparedSide:
    steps: tuple[JsonObject, ...] = (
        {"type": "convert", "settings": {"mode": ("fast", "balanced")[version % 2]}},
        {"type": "extract", "settings": {"page_schema": {"properties": {"total": {}}}}},
    )
    key, label = f"{_PIPELINE}@{version}", f"Invoices v{version}"
    return ComparedSide(key, label, _PIPELINE, "Invoices", version, steps, f"{version}" * 8)


def _document(workspace: Workspace, number: int) -> ComparedDocument:
    name = f"invoice-{number:03}.pdf"
    words = [_words(number, page) for page in range(PAGES)]
    draw = _full_page if name == DENSE else _page_of_a_line
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(drawn_pdf(*map(draw, words)))
        known = workspace.documents.add(path, name)
    workspace.documents.mark_tagged(known.sha256, ["scanned" if number % 3 else "digital"])
    return ComparedDocument(known.sha256, known.name)


def _page_of_a_line(words: Sequence[str]) -> Callable[[Canvas], None]:
    return text_page(" ".join(words[:40]))


def _full_page(words: Sequence[str]) -> Callable[[Canvas], None]:
    """Return a function that fills a page with the words, over and over."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", _SIZE)
        endless = cycle(words)
        for line in range(_LINES):
            text = " ".join(islice(endless, _LINE_WORDS))
            canvas.drawString(60, 760 - line * 1.1 * _SIZE, text)

    return draw


def _archive(
    workspace: Workspace, document: ComparedDocument, side: ComparedSide, number: int
) -> str:
    version = side.version or 0
    execution_id = f"pex_{number:06}{version:06}"
    ended = _BEGAN + timedelta(seconds=1 + version / 4)
    steps = [
        {
            "step_index": index,
            "step_type": kind,
            "status": "completed",
            "started_at": _BEGAN,
            "completed_at": ended,
        }
        for index, kind in enumerate(("convert", "extract"))
    ]
    execution = Execution.model_validate(
        {
            "execution_id": execution_id,
            "pipeline_id": _PIPELINE,
            "pipeline_version": version,
            "status": "completed",
            "started_at": _BEGAN,
            "completed_at": ended,
            "created": _BEGAN,
            "document_name": document.name,
            "input_config": {"sha256": document.key, "filename": document.name},
            "rate_breakdown": {"page_count": PAGES, "billed_cents": 8 + version, "steps": []},
            "steps": steps,
        }
    )
    results = {0: _converted(number, version), 1: _extracted(number, version)}
    workspace.archive.add(EMBEDDED, Ended(execution, document.key, results=results))
    return execution_id


def _converted(number: int, version: int) -> JsonObject:
    return {
        "json": {
            "block_type": "Document",
            "children": [_page(number, page, version) for page in range(PAGES)],
        },
        "page_count": PAGES,
    }


def _page(number: int, page: int, version: int) -> JsonObject:
    words = _words(number, page)
    drawn = random.Random(f"{number} {page} {version}")
    blocks = []
    for at in range(BLOCKS):
        told = words[at * WORDS : (at + 1) * WORDS]
        if drawn.random() < 0.06:
            told = [*told[:5], f"{told[5]}x", *told[6:]]
        top = 30 + at * 28
        blocks.append(
            {
                "id": f"/page/{page}/Text/{at}",
                "block_type": "Text",
                "html": f"<p>{' '.join(told)}</p>",
                "bbox": [60, top, 540, top + 24],
            }
        )
    return {
        "id": f"/page/{page}",
        "block_type": "Page",
        "page": page,
        "bbox": [0, 0, 612, 792],
        "html": "".join(f"<content-ref src='{block['id']}'></content-ref>" for block in blocks),
        "children": blocks,
    }


def _extracted(number: int, version: int) -> JsonObject:
    drawn = random.Random(f"{number} {version}")
    fields: dict[str, Any] = {f"field_{at}": f"value {number} {at}" for at in range(12)}
    fields |= {f"field_{at}_citations": [f"/page/0/Text/{at}"] for at in range(12)}
    fields["lines"] = [
        {"sku": f"S{number}-{at}", "quantity": at, "price": at * 1.5} for at in range(ROWS)
    ]
    if drawn.random() < 0.5:
        fields[f"field_{drawn.randrange(12)}"] = "another"
        fields["lines"][drawn.randrange(ROWS)]["price"] += 10
    return {"extraction_schema_json": fields, "page_count": PAGES}


def _words(number: int, page: int) -> list[str]:
    drawn = random.Random(f"{number} {page}")
    return ["".join(drawn.choices("abcdefghijklmnop", k=6)) for _ in range(BLOCKS * WORDS)]
