"""Values given to what can be filled on the sheets of a document."""

from collections.abc import Sequence

from lineup.engine.processors.fill.flat.sheet import Sheet
from lineup.engine.processors.fill.flat.spots import Spot, spots_of
from lineup.engine.processors.fill.flat.writing import Overlay
from lineup.engine.processors.fill.matching import Match, match_keys
from lineup.engine.processors.fill.outcome import Outcome, Place, Status
from lineup.engine.processors.fill.settings import FillSettings
from lineup.engine.processors.fill.unfound import empty, unfound
from lineup.engine.processors.fill.values import is_empty, text_of


def fill_sheets(
    sheets: Sequence[Sheet], settings: FillSettings
) -> tuple[dict[int, Overlay], list[Outcome]]:
    """Return what is to be drawn over each page, by its index, and what becomes of each value."""
    spots = [spot for sheet in sheets for spot in spots_of(sheet)]
    targets = [spot.target for spot in spots]
    matches = match_keys(settings, targets)
    overlays = {sheet.index: Overlay(sheet.height) for sheet in sheets}
    outcomes = []
    for key, value in settings.field_data.items():
        if is_empty(value):
            outcomes.append(empty(key))
        elif key not in matches:
            outcomes.append(unfound(settings, key, targets))
        else:
            spot = spots[matches[key].target]
            outcomes.append(_written(settings, key, matches[key], spot, overlays[spot.page]))
    return {index: each for index, each in overlays.items() if each.operators}, outcomes


def _written(
    settings: FillSettings, key: str, match: Match, spot: Spot, overlay: Overlay
) -> Outcome:
    value = settings.field_data[key]
    status, reason = overlay.write(spot, value)
    label = spot.label.rstrip(" :")
    return Outcome(
        key=key,
        status=status,
        value=text_of(value),
        target=label,
        confidence=match.confidence,
        place=None if status is Status.NOT_WRITTEN else Place(spot.page, spot.box),
        sentence=f"{key!r} → {label!r}: {reason}." if reason else "",
    )
