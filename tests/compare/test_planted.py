"""Five documents of our own making with planted differences: every planted one is found, and nothing else."""

import copy
from typing import Any

from lineup.compare.comparison import DocumentComparison
from lineup.compare.documents import compare_document
from lineup.compare.kinds import Change, Kind, State
from tests.compare.made import page, paginated, side, tree


def compared(one: dict[str, Any], other: dict[str, Any], **more: Any) -> DocumentComparison:
    return compare_document("planted", [side("1", one), side("2", other)], **more)


def told(comparison: DocumentComparison) -> set[tuple[str, ...]]:
    """Kind, path and both readings of every difference."""
    return {
        (one.kind.value, one.place.path, *(reading.text for reading in one.readings))
        for one in comparison.differences
    }


REPORT = (
    """# Annual report

The company sold 1,204 machines in the year, which is more than it had planned.

Costs rose by 4 % in the first quarter and fell again in the second one.""",
    """## Outlook

For the coming year the board expects sales of about 1,300 machines in all regions.

Anna Berg will lead the office in Malmö from the first of March on.""",
    """The accounts were audited without any objection.

Stockholm, 12 February 2024""",
)


def test_words_that_a_report_reads_differently() -> None:
    other = list(REPORT)
    other[0] = (
        other[0]
        .replace("1,204", "1,240")
        .replace("which is more than it had planned", "more than planned")
    )
    other[1] = other[1].replace("Malmö", "Malmo").replace("## Outlook", "# Outlook")
    other[2] = other[2].replace("without any objection", "without objection")
    comparison = compared({"markdown": paginated(*REPORT)}, {"markdown": paginated(*other)})
    assert told(comparison) == {
        ("text", "", "1,204", "1,240"),
        ("text", "", "which is", ""),
        ("text", "", "it had", ""),
        ("text", "", "Malmö", "Malmo"),
        ("markup", "", "heading 2", "heading 1"),
        ("text", "", "any", ""),
    }
    assert [one.place.page for one in comparison.differences if one.readings[0].text == "any"] == [
        2
    ]
    assert comparison.notes == ()


INVOICE: dict[str, Any] = {
    "invoice_number": "R-2041",
    "invoice_number_citations": ["/page/0/Text/1"],
    "issued": "2024-03-10",
    "due": None,
    "supplier": {"name": "Acme Inc.", "vat": "DE123456789"},
    "total": 1204.5,
    "lines": [
        {"sku": "A1", "text": "Hinge", "quantity": 4, "price": 12.5},
        {"sku": "B2", "text": "Bolt M8", "quantity": 100, "price": 0.4},
        {"sku": "C3", "text": "Door, oak", "quantity": 1, "price": 1114.5},
        {"sku": "D4", "text": "Delivery", "quantity": 1, "price": 0},
    ],
}


def test_fields_of_an_invoice() -> None:
    other = copy.deepcopy(INVOICE)
    other["issued"] = "10 March 2024"
    other["due"] = ""
    other["supplier"]["name"] = "ACME Inc"
    other["total"] = 1240.5
    other["currency"] = "EUR"
    hinge, bolt, door, _ = other["lines"]
    bolt["quantity"] = 10
    other["lines"] = [door, hinge, bolt, {"sku": "E5", "text": "Paint", "quantity": 2, "price": 30}]
    comparison = compared({"extraction_schema_json": INVOICE}, {"extraction_schema_json": other})
    real = {(one.kind, one.place.path) for one in comparison.differences if one.is_real}
    assert real == {
        (Kind.FIELD, "due"),
        (Kind.FIELD, "total"),
        (Kind.FIELD, "currency"),
        (Kind.FIELD, "lines[*].quantity"),
        (Kind.ROW, "lines[*]"),
        (Kind.ORDER, "lines"),
    }
    forms = {one.place.path: one.alike_by for one in comparison.differences if not one.is_real}
    assert forms == {"issued": ("date format",), "supplier.name": ("case", "company suffix")}
    rows = sorted(one.change() for one in comparison.differences if one.kind is Kind.ROW)
    assert rows == [Change.ADDED, Change.REMOVED]
    due = next(one for one in comparison.differences if one.place.path == "due")
    assert [reading.state for reading in due.readings] == [State.NULL, State.EMPTY]
    assert comparison.pairings[1].fields.alike.count == comparison.pairings[1].fields.alike.n - 3
    assert len(comparison.differences) == 9


STATEMENT = page(
    0,
    "<h1>Statement of account</h1>",
    "<table><tr><th>Date</th><th>Text</th><th>Amount</th></tr>"
    "<tr><td>1 May</td><td>Opening balance</td><td>100.00</td></tr>"
    "<tr><td>4 May</td><td>Rent of the office</td><td>-750.00</td></tr>"
    "<tr><td>9 May</td><td>Payment by Lind</td><td>1,310.00</td></tr></table>",
    "<p>Please tell us within thirty days if anything is wrong with it.</p>",
    "<p>The bank is open from nine to five on every day but Sunday.</p>",
)


def test_cells_of_a_statement_and_a_block_that_stands_elsewhere() -> None:
    other = copy.deepcopy(STATEMENT)
    blocks = other["children"]
    blocks[1]["html"] = (
        blocks[1]["html"]
        .replace("-750.00", "-760.00")
        .replace(
            "</table>", "<tr><td>30 May</td><td>Closing balance</td><td>660.00</td></tr></table>"
        )
    )
    other["children"] = [blocks[0], blocks[3], blocks[1], blocks[2]]
    comparison = compared(tree(STATEMENT), tree(other))
    assert told(comparison) == {
        ("cell", "Amount", "-750.00", "-760.00"),
        ("table_row", "", "", "30 May | Closing balance | 660.00"),
        ("moved", "", *["The bank is open from nine to five on every day but Sunday."] * 2),
    }
    cell = next(one for one in comparison.differences if one.kind is Kind.CELL)
    assert cell.readings[1].block == "/page/0/Text/1"
    assert cell.readings[1].box == (0, 1, 9, 2)
    score = comparison.pairings[1].tables[0]
    assert (score.cells.count, score.cells.n) == (11, 12)
    assert score.teds is not None
    assert 0.7 < score.teds < 1


def test_segments_of_a_packet() -> None:
    one = {
        "segments": [
            {"name": "Letter", "pages": [0]},
            {"name": "Invoice", "pages": [1, 2]},
            {"name": "Invoice", "pages": [3, 4]},
            {"name": "Receipt", "pages": [5, 6, 7]},
        ]
    }
    other = {
        "segments": [
            {"name": "Letter", "page_range": "0"},
            {"name": "Invoice", "page_range": "1-4"},
            {"name": "Invoice", "page_range": "5"},
            {"name": "Receipt", "page_range": "6-7"},
        ]
    }
    comparison = compared({"segmentation_results": one}, {"segmentation_results": other})
    assert told(comparison) == {
        ("segment", "", "Receipt", "Invoice"),
        ("boundary", "", "new segment", "same segment"),
    }
    pages = {one.kind: one.place.page for one in comparison.differences}
    assert pages == {Kind.SEGMENT: 5, Kind.BOUNDARY: 3}
    assert (comparison.pairings[1].segments.count, comparison.pairings[1].segments.n) == (7, 8)


def test_evidence_in_the_text_layer_and_a_page_that_is_missing() -> None:
    pages = [page(0, "<p>Order 4711 of 3 May for Lind &amp; Son</p>"), page(1, "<p>Thank you.</p>")]
    other = [page(0, "<p>Order 4117 of 3 May for Lind &amp; Son</p>")]
    comparison = compared(
        tree(*pages), tree(*other), text_layers={0: "Order 4711 of 3 May for Lind & Son"}
    )
    assert told(comparison) == {("text", "", "4711", "4117"), ("page", "", "Thank you.", "")}
    text = next(one for one in comparison.differences if one.kind is Kind.TEXT)
    assert text.evidence is not None
    assert text.evidence.is_telling
    assert text.evidence.supported == {0}
    assert (text.before, text.after) == ("Order", "of 3 May for Lind & Son")
    assert comparison.notes == ("The numbers of pages differ: version 1 has 2, version 2 has 1.",)
