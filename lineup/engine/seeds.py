"""What a fresh engine begins with: three pipelines to run the first document with."""

from lineup.contract.pipelines import PipelineStep
from lineup.engine.store.seeding import Seed


def _convert(mode: str, description: str) -> Seed:
    step = PipelineStep(type="convert", settings={"mode": mode})
    return Seed(f"Convert ({mode})", description, (step,))


SEEDS = (
    _convert("fast", "Reads the text layer only; the quickest."),
    _convert("balanced", "Reads scanned pages by OCR as well."),
    _convert("accurate", "Reads scanned pages with a better model, at several seconds a page."),
)
