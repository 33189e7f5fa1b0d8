"""Step results: the fields all processors share, and the block tree of convert (contract §4)."""

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from lineup.contract.wire import JsonObject, WireModel

_BLOCK_ID = re.compile(r"/page/(\d{1,9})/")

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 with the origin at the top left; PDF points, or canvas pixels for images."""


class Block(WireModel):
    """A node of the JSON tree: the document, a page, or something on a page."""

    id: str | None = None
    block_type: str
    html: str = ""
    polygon: list[list[float]] | None = None
    bbox: Box | None = None
    children: "list[Block] | None" = None
    section_hierarchy: dict[str, str] | None = None
    images: dict[str, str] | None = None
    markdown: str | None = None

    def leaves(self) -> Iterator["Block"]:
        """Yield the blocks without children below this one, in reading order."""
        for child in self.children or ():
            if child.children:
                yield from child.leaves()
            else:
                yield child

    @property
    def page_index(self) -> int | None:
        """The 0-based page of the document the block is on, read from its id `/page/3/Text/7`."""
        match = _BLOCK_ID.match(self.id or "")
        return int(match[1]) if match else None


class ChunkBlock(WireModel):
    """One top-level block of a page, its HTML whole; `page` is 0-based."""

    id: str
    block_type: str
    html: str = ""
    page: int
    polygon: list[list[float]] | None = None
    bbox: Box | None = None
    section_hierarchy: dict[str, str] | None = None
    images: dict[str, str] | None = None
    markdown: str | None = None


class Chunks(WireModel):
    """The chunks format: blocks, and each page's box by its 0-based number as text."""

    blocks: list[ChunkBlock]
    page_info: dict[str, JsonObject] = Field(default_factory=dict)
    metadata: JsonObject = Field(default_factory=dict)


class StepResult(WireModel):
    """What a processor answered; a format that was not asked for is None.

    `extraction_schema_json` and `segmentation_results` are read by `read_extraction` and `read_segmentation`; `sections`
    are those whose results our engine merged.
    """

    status: str | None = None
    success: bool | None = None
    output_format: str | None = None
    markdown: str | None = None
    html: str | None = None
    tree: Annotated[Block | None, Field(alias="json")] = None
    chunks: Chunks | None = None
    images: dict[str, str] | None = None
    metadata: JsonObject | None = None
    error: str | None = None
    page_count: int | None = None
    parse_quality_score: float | None = None
    runtime: float | None = None
    total_cost: float | None = None
    cost_breakdown: JsonObject | None = None
    checkpoint_id: str | None = None
    checkpoint_reused: bool | None = None
    versions: JsonObject | str | None = None
    evaluation: JsonObject | None = None
    extraction_schema_json: Any = None
    extraction_mode: str | None = None
    segmentation_results: Any = None
    sections: Any = None

    @property
    def warnings(self) -> list[str]:
        """What people should know about the result, as our engine writes it in `metadata.warnings`."""
        told = (self.metadata or {}).get("warnings")
        return [text for text in told if isinstance(text, str)] if isinstance(told, list) else []

    @property
    def page_blocks(self) -> list[Block]:
        """The Page blocks of the JSON tree in document order; empty without one."""
        children = self.tree.children if self.tree else None
        return [block for block in children or () if block.block_type == "Page"]


class Thumbnails(WireModel):
    """Page images as base64 JPEG, one per page of the asked range."""

    success: bool = True
    error: str | None = None
    thumbnails: list[str] = Field(default_factory=list)
