"""docling's nodes as blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import Block, BlockType
from lineup.engine.processors.convert.model.contents import (
    Drawing,
    Formula,
    Heading,
    Item,
    Listing,
    Prose,
)
from lineup.engine.processors.convert.model.inline import Runs, clean
from lineup.engine.processors.convert.office.nodes import DoclingTree
from lineup.engine.processors.convert.office.places import Scale, box_of
from lineup.engine.processors.convert.office.tables import grid_of
from lineup.engine.processors.convert.office.text_runs import runs_of
from lineup.engine.processors.convert.office.walk import Stand, Standing, inline_texts

_ORDINAL = re.compile(r"(\d{1,9})[.)]?", re.ASCII)
_LOWEST_LEVEL = 6
_TEXT_TYPES = {
    "caption": BlockType.CAPTION,
    "footnote": BlockType.FOOTNOTE,
    "page_header": BlockType.PAGE_HEADER,
    "page_footer": BlockType.PAGE_FOOTER,
}
_RUNNING_TYPES = {"page header": BlockType.PAGE_HEADER, "page footer": BlockType.PAGE_FOOTER}


@dataclass(frozen=True)
class NodeReader:
    """Makes blocks of nodes. `title_levels` is how many levels the document's title takes above its headings."""

    tree: DoclingTree
    scale: Scale | None
    title_levels: int

    def blocks(self, standing: Standing) -> Iterator[Block]:
        """Yield the block of a node, and after a table or picture those of its captions."""
        node = standing.node
        box = box_of(node, self.scale)
        match node["label"]:
            case "table" | "document_index":
                yield Block(BlockType.TABLE, grid_of(node), box)
                yield from self._captions(node)
            case "picture" | "chart":
                yield Block(BlockType.PICTURE, Drawing(node["self_ref"], _alt(node)), box)
                yield from self._captions(node)
            case "code":
                yield Block(BlockType.CODE, _listing(node), box)
            case "formula":
                yield Block(BlockType.EQUATION, Formula(clean(node.get("text") or "")), box)
            case _:
                yield from self._text(standing)

    def _text(self, standing: Standing) -> Iterator[Block]:
        node, stand = standing.node, standing.stand
        runs = runs_of(inline_texts(self.tree, node))
        if not runs:
            return
        box = box_of(node, self.scale)
        if stand.running:
            yield Block(_RUNNING_TYPES[stand.running], Prose(runs), box)
        elif node["label"] in {"title", "section_header"}:
            yield Block(BlockType.SECTION_HEADER, Heading(runs, self._level(node)), box)
        elif node["label"] == "list_item":
            yield Block(BlockType.LIST_ITEM, _item(node, stand, runs), box)
        else:
            yield Block(_TEXT_TYPES.get(node["label"], BlockType.TEXT), Prose(runs), box)

    def _level(self, node: JsonObject) -> int:
        if node["label"] == "title":
            return 1
        return min(max(int(node.get("level") or 1), 1) + self.title_levels, _LOWEST_LEVEL)

    def _captions(self, node: JsonObject) -> Iterator[Block]:
        for caption in self.tree.referred(node, "captions"):
            runs = runs_of(inline_texts(self.tree, caption))
            if runs:
                yield Block(BlockType.CAPTION, Prose(runs), box_of(caption, self.scale))


def _item(node: JsonObject, stand: Stand, runs: Runs) -> Item:
    if not node.get("enumerated"):
        return Item(runs, stand.depth)
    written = _ORDINAL.fullmatch(node.get("marker") or "")
    return Item(runs, stand.depth, int(written[1]) if written else stand.position)


def _listing(node: JsonObject) -> Listing:
    language = str(node.get("code_language") or "").lower()
    return Listing(clean(node.get("text") or ""), "" if language == "unknown" else language)


def _alt(node: JsonObject) -> str:
    description = (node.get("meta") or {}).get("description") or {}
    return clean(str(description.get("text") or ""))
