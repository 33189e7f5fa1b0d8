"""The result of a fill step (contract §4.7), with what our engine tells of each value beside it."""

import base64
import binascii
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError

from lineup.contract.results import Box, StepResult
from lineup.contract.wire import JsonObject, WireModel

FILLED, NOT_FOUND = "filled", "not_found"
"""What becomes of a value as far as every server tells; ours knows more words."""


def _keys(given: object) -> object:
    return [] if given is None else given


Keys = Annotated[list[str], BeforeValidator(_keys)]


class FilledField(WireModel):
    """What became of one value. `page` is 0-based; `bbox` is in points with the origin at the top left."""

    key: str
    status: str
    value: str = ""
    target: str | None = None
    confidence: float | None = None
    page: int | None = None
    bbox: Box | None = None
    message: str | None = None


class FillResult(WireModel):
    """The filled file, and which values stand in it."""

    output_format: str | None = None
    output_base64: str
    fields_filled: Keys = Field(default_factory=list)
    fields_not_found: Keys = Field(default_factory=list)
    page_count: int | None = None
    metadata: JsonObject | None = None

    @property
    def content(self) -> bytes | None:
        """The filled file; None where the server's text is no base64."""
        try:
            return base64.b64decode(self.output_base64, validate=True)
        except (binascii.Error, ValueError):
            return None

    @property
    def extension(self) -> str:
        """The ending of the file's name."""
        return "png" if self.output_format == "png" else "pdf"

    @property
    def fields(self) -> list[FilledField]:
        """What became of each value: what our engine tells, and of others only the keys."""
        told = self._told.get("fields")
        try:
            return [FilledField.model_validate(each) for each in told or self._only_keys()]
        except (ValidationError, TypeError):
            return [FilledField.model_validate(each) for each in self._only_keys()]

    def page_size(self, page: int) -> tuple[float, float] | None:
        """Return width and height in points of a 0-based page, if the server tells."""
        sizes = self._told.get("page_sizes")
        size = sizes.get(str(page)) if isinstance(sizes, dict) else None
        if not isinstance(size, list) or len(size) != 2:  # noqa: PLR2004 (width and height)
            return None
        width, height = size
        is_number = isinstance(width, int | float) and isinstance(height, int | float)
        return (float(width), float(height)) if is_number else None

    @property
    def _told(self) -> JsonObject:
        told = (self.metadata or {}).get("fill")
        return told if isinstance(told, dict) else {}

    def _only_keys(self) -> list[JsonObject]:
        filled = [{"key": key, "status": FILLED} for key in self.fields_filled]
        return filled + [{"key": key, "status": NOT_FOUND} for key in self.fields_not_found]


def fill_result(result: StepResult) -> FillResult | None:
    """Return the step's result as that of a fill step; None if it is none."""
    extra = result.model_extra or {}
    if not isinstance(extra.get("output_base64"), str):
        return None
    try:
        return FillResult.model_validate(result.model_dump(by_alias=True))
    except ValidationError:
        return None
