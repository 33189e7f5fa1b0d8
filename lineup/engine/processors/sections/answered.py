"""What answered in sections that are merged: all of it is told, as one section may be answered otherwise than the next."""

from collections.abc import Sequence

from lineup.contract.wire import JsonObject

BACKEND, MODEL, REASON, QUESTIONS = (
    "extraction_backend",
    "extraction_model",
    "extraction_backend_reason",
    "llm",
)
_SUMS = ("questions", "tokens")


def answered(each: Sequence[JsonObject]) -> JsonObject:
    """Return what the sections' metadata tells of backends and models, as one; without what none of them tells.

    Which fields a backend answered stands in each section's own result: for the merged one they may have several.
    """
    named = [name for one in each for name in str(one.get(BACKEND) or "").split(", ") if name]
    asked = [one[QUESTIONS] for one in each if isinstance(one.get(QUESTIONS), dict)]
    sums = {name: sum(one.get(name) or 0 for one in asked) for name in _SUMS} if asked else None
    told = {
        BACKEND: ", ".join(dict.fromkeys(named)),
        MODEL: _first(each, MODEL),
        REASON: _first(each, REASON),
        QUESTIONS: sums,
    }
    return {name: value for name, value in told.items() if value}


def _first(each: Sequence[JsonObject], name: str) -> object:
    return next((one[name] for one in each if one.get(name)), None)
