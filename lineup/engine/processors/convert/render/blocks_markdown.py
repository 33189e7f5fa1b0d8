"""One block as Markdown."""

import re
from typing import assert_never

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
from lineup.engine.processors.convert.model.document import Page
from lineup.engine.processors.convert.render.compact import without_look
from lineup.engine.processors.convert.render.inline_markdown import (
    escape_label,
    paragraph_markdown,
    runs_markdown,
)
from lineup.engine.processors.convert.render.lists import item_markdown, list_markdown
from lineup.engine.processors.convert.render.scene import Scene, image_name
from lineup.engine.processors.convert.render.tables import grid_compact, grid_markdown

_NO_LANGUAGE = re.compile(r"[^\w+#.-]")


def whole_markdown(scene: Scene, page: Page, block: Block) -> str:
    """Return the block with all that it holds, in as few characters as asked for."""
    if scene.settings.token_efficient_markdown:
        block = without_look(block)
    return block_markdown(scene, page, block)


def block_markdown(  # noqa: C901, PLR0911 (one return for each kind of content)
    scene: Scene, page: Page, block: Block
) -> str:
    """Return the block with all that it holds; nothing for a header or footer that is not shown."""
    if not scene.shown(block):
        return ""
    match block.content:
        case Prose(runs):
            return paragraph_markdown(runs)
        case Heading(runs, level):
            return f"{'#' * level} {runs_markdown(runs)}"
        case Item():
            return item_markdown(block)
        case Listing(text, language):
            return _fenced(text, language)
        case Formula(latex):
            return f"$$\n{latex.strip()}\n$$"
        case Grid() as grid:
            is_compact = scene.settings.token_efficient_markdown
            return grid_compact(grid) if is_compact else grid_markdown(grid)
        case Drawing() as drawing:
            return _image(scene, page, block, drawing)
        case Group(children):
            if block.type is BlockType.LIST_GROUP:
                return list_markdown(children)
            return join_markdown([block_markdown(scene, page, child) for child in children])
        case _:
            assert_never(block.content)


def join_markdown(parts: list[str]) -> str:
    """Return the parts with an empty line between them, leaving out those that are empty."""
    return "\n\n".join(part for part in parts if part)


def _fenced(text: str, language: str) -> str:
    longest = max((len(ticks) for ticks in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    named = _NO_LANGUAGE.sub("", language)
    return f"{fence}{named}\n{text}\n{fence}"


def _image(scene: Scene, page: Page, block: Block, drawing: Drawing) -> str:
    picture = scene.picture(block)
    alt = " ".join(escape_label(scene.alt(drawing)).split())
    return alt if picture is None else f"![{alt}]({image_name(page, block, picture)})"
