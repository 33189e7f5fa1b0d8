"""Segments in a step result (contract §4.6), read as tolerantly as servers differ."""

from typing import Any

from pydantic import Field, ValidationError, field_validator, model_validator

from lineup.contract.page_ranges import PageRangeError, parse_page_range
from lineup.contract.wire import JsonObject, WireModel


class SegmentEvidence(WireModel):
    """Something that speaks for a segment, on a 0-based page; only our engine tells any."""

    kind: str = ""
    page: int | None = None
    text: str = ""
    block_id: str | None = None


class Segment(WireModel):
    """Pages that belong together: their name, their 0-based numbers, and how sure that is (high, medium, low)."""

    name: str = ""
    pages: tuple[int, ...] = ()
    confidence: str | None = None
    evidence: tuple[SegmentEvidence, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _read_page_range(cls, written: Any) -> Any:  # noqa: ANN401 (untyped JSON)
        """Take the older `page_range`, such as `0-2`, for the pages."""
        if not isinstance(written, dict) or "pages" in written:
            return written
        try:
            pages = parse_page_range(str(written.get("page_range", ""))).indices
        except PageRangeError:
            pages = []
        return written | {"pages": pages}

    @field_validator("pages")
    @classmethod
    def _order_pages(cls, pages: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted({page for page in pages if page >= 0}))


class Segmentation(WireModel):
    """The segments of a document in its order; `metadata` has `total_pages`, and from our engine `unassigned_pages`."""

    segments: tuple[Segment, ...] = ()
    metadata: JsonObject = Field(default_factory=dict)

    @property
    def unassigned_pages(self) -> list[int]:
        """The 0-based pages that are in no segment, as far as the server tells."""
        told = self.metadata.get("unassigned_pages")
        return [page for page in told if isinstance(page, int)] if isinstance(told, list) else []

    @property
    def pages(self) -> list[int]:
        """All 0-based pages that are known of, in order."""
        named = {page for segment in self.segments for page in segment.pages}
        return sorted(named | set(self.unassigned_pages))


def read_segmentation(value: object) -> Segmentation | None:
    """Return the segments of a result's `segmentation_results`; None where there are none that can be read."""
    if isinstance(value, list):
        value = {"segments": value}
    if not isinstance(value, dict):
        return None
    try:
        return Segmentation.model_validate(value)
    except ValidationError:
        return None
