"""By what an earlier result is found again: all that a step's result depends on, and nothing else."""

import hashlib
import json
from collections.abc import Callable, Sequence

from lineup.contract.page_ranges import parse_page_range
from lineup.contract.wire import JsonObject
from lineup.engine.store.steps import StoredExecution

MadeBy = Callable[[JsonObject], JsonObject]
"""Returns which processor does a step now, and its versions."""


def cache_key(
    execution: StoredExecution,
    step_index: int,
    made_by: MadeBy,
    judge: str | None = None,
    section_pages: Sequence[int] | None = None,
) -> str:
    """Return the key of a step's result, 64 hexadecimal digits; `judge` is the language model that scores may come from.

    The document's bytes, the pages, the output format, and each step up to this one: its type, its settings, what does
    it. Where the run scores this step, its rubric too: a result with scores is another than one without. Two spellings of the same pages are the same; nested settings in another order are not, as a schema's order may
    show in a result. The name of the document is no part of it. A section's node depends on its pages too, not on its name,
    and is never scored by itself.
    """
    options = execution.input_config
    is_scored = options.get("run_evals") and section_pages is None
    steps = execution.config_snapshot["steps"][: step_index + 1]
    depends_on: JsonObject = {
        "document": execution.document_sha256,
        "pages": _pages(options.get("page_range")),
        "output_format": options.get("output_format"),
        "checkpoint": execution.checkpoint_id,
        "steps": [_step(step, made_by) for step in steps],
        "rubrics": _rubric(steps[-1], judge) if is_scored else None,
    }
    if section_pages is not None:
        depends_on["section_pages"] = list(section_pages)
    return hashlib.sha256(json.dumps(depends_on).encode()).hexdigest()


def _pages(page_range: str | None) -> list[int] | None:
    return None if page_range is None else parse_page_range(page_range).indices


def _rubric(step: JsonObject, judge: str | None) -> list[int | str | None] | None:
    """Return what the step is scored by; None for one that isn't scored, as for a run that asks for no scores."""
    rubric_id = step.get("eval_rubric_id")
    return None if rubric_id is None else [rubric_id, step.get("eval_rubric_version"), judge]


def _step(step: JsonObject, made_by: MadeBy) -> JsonObject:
    settings = step.get("settings") or {}
    return {
        "type": step["type"],
        "settings": {name: settings[name] for name in sorted(settings)},
        "custom_processor_id": step.get("custom_processor_id"),
        "made_by": made_by(step),
    }
