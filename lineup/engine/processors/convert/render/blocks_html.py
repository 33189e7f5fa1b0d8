"""One block as HTML."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import assert_never

from lineup.engine.processors.convert.extras import Extra
from lineup.engine.processors.convert.model.blocks import Block, BlockType, Group
from lineup.engine.processors.convert.model.contents import (
    Drawing,
    Formula,
    Grid,
    Heading,
    Item,
    Listing,
    Prose,
)
from lineup.engine.processors.convert.model.document import Page, Picture
from lineup.engine.processors.convert.render.inline_html import TextHtml, runs_html, text_html
from lineup.engine.processors.convert.render.lists import list_html
from lineup.engine.processors.convert.render.places import box_attribute
from lineup.engine.processors.convert.render.scene import Scene, block_id, image_name
from lineup.engine.processors.convert.render.tables import CellLook, grid_html
from lineup.engine.processors.convert.render.word_boxes import boxed_words

ImageReference = Callable[[Page, Block, Picture], str]
"""Says what an `img` refers to."""


def id_as_reference(page: Page, block: Block, _picture: Picture) -> str:
    """Refer to a picture by its block's id, as JSON and chunks do."""
    return block_id(page, block)


def name_as_reference(page: Page, block: Block, picture: Picture) -> str:
    """Refer to a picture by its name in the map of images, as HTML does."""
    return image_name(page, block, picture)


@dataclass(frozen=True)
class HtmlWriter:
    """Writes the blocks of one page."""

    scene: Scene
    page: Page
    reference: ImageReference

    def whole(self, block: Block) -> str:
        """Return the block with all that it holds; nothing for a header or footer that is not shown."""
        if not self.scene.shown(block):
            return ""
        if block.type is BlockType.LIST_GROUP:
            return list_html(block.children, self._item)
        if isinstance(block.content, Group):
            return "".join(self.whole(child) for child in block.content.children)
        return self.leaf(block)

    def leaf(self, block: Block) -> str:  # noqa: PLR0911 (one return for each kind of content)
        """Return a block that holds no others."""
        attributes = self._attributes(block)
        match block.content:
            case Prose(runs):
                return f"<p{attributes}>{runs_html(runs, self._text(block))}</p>"
            case Heading(runs, level):
                text = runs_html(runs, self._text(block))
                return f"<h{level}{attributes}>{text}</h{level}>"
            case Item():
                return self._item(block, "")
            case Listing(text, language):
                named = f' class="language-{escape(language)}"' if language else ""
                return f"<pre{attributes}><code{named}>{escape(text, quote=False)}</code></pre>"
            case Formula(latex):
                return (
                    f'<p{attributes}><math display="block">{escape(latex, quote=False)}</math></p>'
                )
            case Grid() as grid:
                return grid_html(grid, attributes, self._look(block))
            case Drawing() as drawing:
                return f"<p{attributes}>{self._image(block, drawing)}</p>"
            case Group():
                return ""
            case _:
                assert_never(block.content)

    def _item(self, block: Block, below: str) -> str:
        runs = block.content.runs if isinstance(block.content, Item) else ()
        text = runs_html(runs, self._text(block))
        return f"<li{self._attributes(block)}>{text}{below}</li>"

    def _image(self, block: Block, drawing: Drawing) -> str:
        picture = self.scene.picture(block)
        if picture is None:
            return escape(self.scene.alt(drawing), quote=False)
        source = escape(self.reference(self.page, block, picture))
        return f'<img src="{source}" alt="{escape(self.scene.alt(drawing))}">'

    def _attributes(self, block: Block) -> str:
        asked = self.scene.settings
        named = f' data-block-id="{block_id(self.page, block)}"' if asked.add_block_ids else ""
        is_item = block.type is BlockType.LIST_ITEM and Extra.LIST_ITEM_BBOXES in asked.extras
        return named + box_attribute(block.box) if is_item else named

    def _text(self, block: Block) -> TextHtml:
        words = self.scene.words.get(self.page.index)
        return text_html if words is None else boxed_words(words, block).html

    def _look(self, block: Block) -> CellLook:
        text = self._text(block)
        if not self.scene.settings.gives_cell_boxes:
            return CellLook(text=text)
        return CellLook(lambda cell: box_attribute(cell.box), text)
