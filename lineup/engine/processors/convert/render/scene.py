"""What all renderers draw from: the document, its pictures, and what was asked to be shown."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lineup.engine.processors.convert.model.blocks import Block, BlockType, Box
from lineup.engine.processors.convert.model.contents import Drawing
from lineup.engine.processors.convert.model.document import Document, Page, Picture
from lineup.engine.processors.convert.model.lines import LineWord
from lineup.engine.processors.convert.settings import RenderSettings

Polygon = list[list[float]]
"""Four corners, clockwise from the top left."""


@dataclass(frozen=True)
class Scene:
    """A document ready to be drawn."""

    document: Document
    pictures: Mapping[str, Picture]
    settings: RenderSettings

    @cached_property
    def words(self) -> dict[int, tuple[LineWord, ...]]:
        """The words that a place is known of, by their pages' indexes; none where they weren't asked for."""
        if not self.settings.word_bboxes:
            return {}
        return {
            page.index: tuple(word for line in page.lines for word in line.words)
            for page in self.document.pages
        }

    def shown(self, block: Block) -> bool:
        """Return whether the block's text is part of the output."""
        if self.settings.include_headers_footers or not block.is_furniture:
            return True
        kept = self.settings.additional_config
        if block.type is BlockType.PAGE_HEADER:
            return kept.keep_pageheader_in_output
        return kept.keep_pagefooter_in_output

    def picture(self, block: Block) -> Picture | None:
        """Return the block's picture, if it has one and pictures were asked for."""
        if not isinstance(block.content, Drawing) or not self.settings.include_images:
            return None
        return self.pictures.get(block.content.key)

    def alt(self, drawing: Drawing) -> str:
        """Return the author's description of a picture, if descriptions were asked for."""
        return drawing.alt if self.settings.include_image_captions else ""


def block_id(page: Page, block: Block) -> str:
    """Return the block's id, `/page/{0-based page}/{type}/{number}`."""
    return f"/page/{page.index}/{block.type}/{block.number}"


def page_id(page: Page) -> str:
    """Return the id of the page's own block, whose number follows those of its blocks."""
    return f"/page/{page.index}/Page/{page.block_count}"


def image_name(page: Page, block: Block, picture: Picture) -> str:
    """Return the name of the block's picture in the map of images, such as `_page_0_Figure_4.jpeg`."""
    return f"{block_id(page, block).replace('/', '_')}.{picture.extension}"


def images(scene: Scene) -> dict[str, str]:
    """Return all pictures that are shown, as base64 by their names."""
    found: dict[str, str] = {}
    for page in scene.document.pages:
        for block in page.walk():
            picture = scene.picture(block)
            if picture is not None:
                found[image_name(page, block, picture)] = picture_base64(picture)
    return found


def picture_base64(picture: Picture) -> str:
    """Return the picture's bytes as base64 text."""
    return base64.b64encode(picture.content).decode("ascii")


def polygon(box: Box) -> Polygon:
    """Return the box as four corners, clockwise from the top left."""
    x0, y0, x1, y1 = box
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
