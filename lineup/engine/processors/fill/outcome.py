"""What became of each value."""

from dataclasses import dataclass
from enum import StrEnum

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import Box


class Status(StrEnum):
    """What became of a value."""

    FILLED = "filled"
    CUT = "cut"
    EMPTY = "empty"
    NOT_FOUND = "not_found"
    NOT_WRITTEN = "not_written"


@dataclass(frozen=True)
class Place:
    """Where in the filled file: a 0-based page, and a box in its unit with the origin at the top left."""

    page: int
    box: Box


@dataclass(frozen=True)
class Outcome:
    """One value's fate. `target` is the field or label that was taken for it; `sentence` says what people should know."""

    key: str
    status: Status
    value: str = ""
    target: str | None = None
    confidence: float | None = None
    place: Place | None = None
    sentence: str = ""
    suggestions: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether the value stands in the document now, if only in part."""
        return self.status in {Status.FILLED, Status.CUT}

    def to_json(self) -> JsonObject:
        """Return it for the result's metadata."""
        return {
            "key": self.key,
            "status": self.status,
            "value": self.value,
            "target": self.target,
            "confidence": self.confidence,
            "page": None if self.place is None else self.place.page,
            "bbox": None if self.place is None else [round(x, 1) for x in self.place.box],
            "message": self.sentence or None,
            "suggestions": list(self.suggestions),
        }
