"""What a fresh engine begins with: a pipeline for each of the samples."""

from lineup.contract.pipelines import PipelineStep
from lineup.engine.store.seeding import Seed


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


SEEDS = (
    _fill(),
    _convert("accurate", "Reads scanned pages with a better model, at several seconds a page."),
    _convert("fast", "Reads the text layer only; the quickest."),
    _convert("balanced", "Reads scanned pages by OCR as well."),
)
"""Listed newest first: the last one is what the Run page offers first."""
