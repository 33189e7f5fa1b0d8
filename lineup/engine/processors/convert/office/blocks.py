"""docling's nodes as blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import Block, BlockType, Box
from lineup.engine.processors.convert.model.contents import (
    Drawing,
    Formula,
    Heading,
    Item,
    Listing,
    Prose,
)
from lineup.engine.processors.convert.model.inline import Mark, Run, Runs, clean
from lineup.engine.processors.convert.office.markings import Markings, plainly
from lineup.engine.processors.convert.office.node_text import NodeText
from lineup.engine.processors.convert.office.nodes import DoclingTree
from lineup.engine.processors.convert.office.places import Scale, box_of
from lineup.engine.processors.convert.office.tables import TableReader
from lineup.engine.processors.convert.office.walk import Stand, Standing

_ORDINAL = re.compile(r"(\d{1,9})[.)]?", re.ASCII)
_LOWEST_LEVEL = 6
_TEXT_TYPES = {
    "caption": BlockType.CAPTION,
    "footnote": BlockType.FOOTNOTE,
    "page_header": BlockType.PAGE_HEADER,
    "page_footer": BlockType.PAGE_FOOTER,
}
_RUNNING_TYPES = {"page header": BlockType.PAGE_HEADER, "page footer": BlockType.PAGE_FOOTER}
_NOTES = Run("Notes:", (Mark.BOLD,))


@dataclass(frozen=True)
class NodeReader:
    """Makes blocks of nodes. `title_levels` is how many levels the document's title takes above its headings.

    `prefix` tells the keys of its pictures from those of other readers.
    """

    tree: DoclingTree
    scale: Scale | None
    title_levels: int
    markings: Markings | None = None
    prefix: str = ""

    @property
    def texts(self) -> NodeText:
        """What reads the texts of nodes."""
        return NodeText(self.tree, self.markings)

    def blocks(self, standing: Standing) -> Iterator[Block]:
        """Yield the block of a node, and after a table or picture those of its captions."""
        node = standing.node
        box = box_of(node, self.scale)
        match node["label"]:
            case "table" | "document_index":
                yield self._table(node["data"], box)
                yield from self._captions(node)
            case "picture" | "chart":
                yield Block(
                    BlockType.PICTURE, Drawing(f"{self.prefix}{node['self_ref']}", _alt(node)), box
                )
                yield from self._figures(node, box)
                yield from self._captions(node)
            case "code":
                yield Block(BlockType.CODE, _listing(node), box)
            case "formula":
                yield Block(BlockType.EQUATION, Formula(_plain(node)), box)
            case _:
                yield from self._text(standing)

    def _table(self, content: JsonObject, box: Box | None) -> Block:
        grid = TableReader(self.texts.of_cell, self.scale).grid(content, box)
        return Block(BlockType.TABLE, grid, box)

    def _figures(self, node: JsonObject, box: Box | None) -> Iterator[Block]:
        """Yield the table of the figures that a chart was drawn from, where the file holds them."""
        content = ((node.get("meta") or {}).get("tabular_chart") or {}).get("chart_data")
        if content:
            grid = TableReader(self.texts.of_cell).grid(content)
            yield Block(BlockType.TABLE, grid, box)

    def _text(self, standing: Standing) -> Iterator[Block]:
        node, stand = standing.node, standing.stand
        runs = self.texts.of_block(node)
        if not runs:
            return
        box = box_of(node, self.scale)
        if stand.running:
            yield Block(_RUNNING_TYPES[stand.running], Prose(runs), box)
        elif self.texts.is_furniture(node):
            yield Block(BlockType.PAGE_FOOTER, Prose(runs), box)
        elif node["label"] in {"title", "section_header"}:
            yield Block(BlockType.SECTION_HEADER, Heading(_less_bold(runs), self._level(node)), box)
        elif node["label"] == "list_item":
            yield Block(BlockType.LIST_ITEM, _item(node, stand, runs), box)
        elif stand.begins_notes:
            yield Block(BlockType.TEXT, Prose((_NOTES, Run(" "), *runs)), box)
        else:
            yield Block(_TEXT_TYPES.get(node["label"], BlockType.TEXT), Prose(runs), box)

    def _level(self, node: JsonObject) -> int:
        if node["label"] == "title":
            return 1
        return min(max(int(node.get("level") or 1), 1) + self.title_levels, _LOWEST_LEVEL)

    def _captions(self, node: JsonObject) -> Iterator[Block]:
        for caption in self.tree.referred(node, "captions"):
            runs = self.texts.of_block(caption)
            if runs:
                yield Block(BlockType.CAPTION, Prose(runs), box_of(caption, self.scale))


def _less_bold(runs: Runs) -> Runs:
    """Return a heading's runs without bold where all of it is: headings are."""
    if not all(Mark.BOLD in run.marks for run in runs if run.text.strip()):
        return runs
    return tuple(
        replace(run, marks=tuple(mark for mark in run.marks if mark is not Mark.BOLD))
        for run in runs
    )


def _item(node: JsonObject, stand: Stand, runs: Runs) -> Item:
    if not node.get("enumerated"):
        return Item(runs, stand.depth)
    written = _ORDINAL.fullmatch(plainly(node.get("marker") or ""))
    return Item(runs, stand.depth, int(written[1]) if written else stand.position)


def _listing(node: JsonObject) -> Listing:
    language = str(node.get("code_language") or "").lower()
    return Listing(_plain(node), "" if language == "unknown" else language)


def _plain(node: JsonObject) -> str:
    return plainly(clean(node.get("text") or ""))


def _alt(node: JsonObject) -> str:
    description = (node.get("meta") or {}).get("description") or {}
    return clean(str(description.get("text") or ""))
