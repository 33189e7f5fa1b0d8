"""What a fresh engine begins with: a pipeline for each of the samples."""

from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject
from lineup.engine.store.seeding import Seed

_SEGMENTS = {
    "Letter": "A letter to the customer, with salutation and closing",
    "Invoice": "A bill with line items, totals and payment terms",
    "Delivery note": "What was delivered, and by which carrier",
    "Terms": "General terms and conditions",
}
_LINE_ITEM = {"description": "string", "quantity": "number", "unit_price": "number"}


def _convert(mode: str, description: str) -> Seed:
    step = PipelineStep(type="convert", settings={"mode": mode})
    return Seed(f"Convert ({mode})", description, (step,))


def _fill() -> Seed:
    """Return a pipeline that registers an invented person for an invented conference."""
    values = {
        "full_name": ("Ada Okonkwo", "The participant's name"),
        "organisation": ("Larkfield Primary School", ""),
        "email": ("ada.okonkwo@larkfield.example", ""),
        "arrival": ("2026-05-04", "The day of arrival"),
        "country": ("Ireland", ""),
        "ticket": ("Full conference", "Which ticket is bought"),
        "workshops": (["Roof repair", "Rainwater"], ""),
        "newsletter": (True, ""),
        "remarks": ("Vegetarian meals, please. I arrive late on Monday.", "Anything else to know"),
        "vat_number": ("IE6388047V", "The organisation's VAT number"),
    }
    data = {key: {"value": value, "description": told} for key, (value, told) in values.items()}
    context = "Registration for a conference of school caretakers"
    settings = {"field_data": data, "context": context}
    step = PipelineStep(type="fill", settings=settings)
    return Seed("Fill (registration form)", "Writes a person's data into a form.", (step,))


def _split_and_extract() -> Seed:
    steps = (
        PipelineStep(type="convert", settings={"mode": "balanced"}),
        PipelineStep(type="segment", settings={"segmentation_schema": _SEGMENTS}),
        PipelineStep(
            type="extract", settings={"extraction_mode": "balanced", "page_schema": _page_schema()}
        ),
    )
    description = "Takes a packet of documents apart and reads the same fields from each."
    return Seed("Split and extract", description, steps)


def _page_schema() -> JsonObject:
    line_total = {"type": "number", "description": "The amount of the line"}
    line = {name: {"type": kind} for name, kind in _LINE_ITEM.items()} | {"line_total": line_total}
    return {
        "type": "object",
        "properties": {
            "seller_name": {"type": "string"},
            "invoice_number": {"type": "string"},
            "issue_date": {"type": "string", "format": "date"},
            "due_date": {"type": "string", "format": "date", "description": "When payment is due"},
            "grand_total": {"type": "number", "description": "The amount to pay, tax included"},
            "line_items": {"type": "array", "items": {"type": "object", "properties": line}},
        },
    }


SEEDS = (
    _fill(),
    _split_and_extract(),
    _convert("accurate", "Reads scanned pages with a better model, at several seconds a page."),
    _convert("fast", "Reads the text layer only; the quickest."),
    _convert("balanced", "Reads scanned pages by OCR as well."),
)
"""Listed newest first: the last one is what the Run page offers first."""
