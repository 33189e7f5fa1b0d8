"""Values that are not written: empty ones, and those whose field wasn't found."""

from collections.abc import Sequence

from lineup.engine.processors.fill.matching import Target, suggestions
from lineup.engine.processors.fill.outcome import Outcome, Status
from lineup.engine.processors.fill.settings import FillSettings
from lineup.engine.processors.fill.values import text_of


def empty(key: str) -> Outcome:
    """Return what becomes of a value that is empty."""
    return Outcome(
        key, Status.EMPTY, sentence=f"{key!r} has an empty value, so nothing was written."
    )


def unfound(settings: FillSettings, key: str, targets: Sequence[Target]) -> Outcome:
    """Return what becomes of a value whose field wasn't found, with the fields that come nearest."""
    named = {target.title: target for target in targets if target.title}
    near = suggestions(settings, key, named)
    sure = f"{settings.confidence_threshold:.0%}"
    advice = f" Did you mean {' or '.join(repr(name) for name in near)}?" if near else ""
    sentence = f"No field fits {key!r} with a confidence of {sure} or more.{advice}"
    return Outcome(
        key,
        Status.NOT_FOUND,
        text_of(settings.field_data[key]),
        sentence=sentence,
        suggestions=near,
    )
