"""Lists as nested HTML and as Markdown."""

from collections.abc import Callable, Sequence
from itertools import groupby

from lineup.engine.processors.convert.model.blocks import Block
from lineup.engine.processors.convert.model.contents import Item
from lineup.engine.processors.convert.render.inline_markdown import escape_line_start, runs_markdown

_INDENT = "    "

ItemHtml = Callable[[Block, str], str]
"""Makes the HTML of an item, given what stands below it."""


def list_html(items: Sequence[Block], item_html: ItemHtml) -> str:
    """Return the items as lists in lists, by their depths."""
    branches = _branches(items)
    return "".join(
        _one_list(list(group), item_html)
        for _, group in groupby(branches, key=lambda branch: _item(branch[0]).ordinal is not None)
    )


def list_markdown(items: Sequence[Block]) -> str:
    """Return the items as Markdown, four spaces deeper for each level."""
    return "\n".join(item_markdown(block) for block in items)


def item_markdown(block: Block) -> str:
    """Return one item with its marker."""
    item = _item(block)
    marker = "-" if item.ordinal is None else f"{item.ordinal}."
    text = escape_line_start(runs_markdown(item.runs))
    return f"{_INDENT * item.depth}{marker} {text}".rstrip()


def _one_list(branches: list[list[Block]], item_html: ItemHtml) -> str:
    inner = "".join(item_html(head, list_html(below, item_html)) for head, *below in branches)
    ordinal = _item(branches[0][0]).ordinal
    if ordinal is None:
        return f"<ul>{inner}</ul>"
    start = "" if ordinal == 1 else f' start="{ordinal}"'
    return f"<ol{start}>{inner}</ol>"


def _branches(items: Sequence[Block]) -> list[list[Block]]:
    """Return each item of the outermost level with the deeper ones that follow it."""
    outermost = min((_item(block).depth for block in items), default=0)
    branches: list[list[Block]] = []
    for block in items:
        if branches and _item(block).depth > outermost:
            branches[-1].append(block)
        else:
            branches.append([block])
    return branches


def _item(block: Block) -> Item:
    return block.content if isinstance(block.content, Item) else Item(())
