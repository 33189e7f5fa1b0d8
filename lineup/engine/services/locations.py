"""The regions that work may be pinned to."""

from lineup.contract.executions import PROCESSING_LOCATIONS


def location_problem(location: str | None) -> str | None:
    """Return what is wrong with a processing location; None if nothing is."""
    if location is None or location in PROCESSING_LOCATIONS:
        return None
    known = " or ".join(PROCESSING_LOCATIONS)
    return f"{location!r} is not a processing location: choose {known}."
