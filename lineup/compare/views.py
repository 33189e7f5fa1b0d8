"""Which view of a result a side's text is read from, and its pages (rulings 24)."""

from collections.abc import Iterator, Mapping
from typing import Any

from lineup.compare.blocks import TextBlock, TextPage
from lineup.compare.html_blocks import html_blocks, html_pages, is_paginated_html
from lineup.compare.kinds import View
from lineup.compare.markdown_blocks import is_paginated_markdown, markdown_pages
from lineup.compare.shapes import box_of, json_objects, page_of, text_of
from lineup.contract.wire import JsonObject

_DEEPEST = 40
"""How many blocks may be inside one another."""

Pages = Mapping[View, tuple[TextPage, ...]]


def available_views(result: JsonObject) -> tuple[View, ...]:
    """Return the views that the result's text can be read from, best first; looking is cheap."""
    return tuple(view for view in View if _has(view, result))


def read_pages(result: JsonObject, view: View) -> tuple[TextPage, ...]:
    """Return the pages of one of the result's views."""
    if view is View.JSON:
        return tuple(_tree_pages(result["json"]))
    if view is View.CHUNKS:
        return tuple(_chunk_pages(result["chunks"]))
    pages = _written_pages(result)
    return pages if view is View.PAGES else _joined(pages)


def _has(view: View, result: JsonObject) -> bool:
    if view is View.JSON:
        return any(json_objects(_children(result.get("json"))))
    if view is View.CHUNKS:
        chunks = result.get("chunks")
        return isinstance(chunks, dict) and any(json_objects(chunks.get("blocks")))
    markdown, source = text_of(result, "markdown"), text_of(result, "html")
    if view is View.PAGES:
        return is_paginated_markdown(markdown) if markdown.strip() else is_paginated_html(source)
    return bool(markdown.strip() or source.strip())


def _written_pages(result: JsonObject) -> tuple[TextPage, ...]:
    markdown = text_of(result, "markdown")
    return markdown_pages(markdown) if markdown.strip() else html_pages(text_of(result, "html"))


def _joined(pages: tuple[TextPage, ...]) -> tuple[TextPage, ...]:
    return (TextPage(None, tuple(block for page in pages for block in page.blocks)),)


def _children(node: Any) -> Any:  # noqa: ANN401 (JSON)
    return node.get("children") if isinstance(node, dict) else None


def _tree_pages(tree: JsonObject) -> Iterator[TextPage]:
    for position, node in enumerate(json_objects(_children(tree))):
        number = page_of(text_of(node, "id"))
        blocks = tuple(block for leaf in _leaves(node) for block in _blocks(leaf))
        yield TextPage(position if number is None else number, blocks)


def _leaves(node: JsonObject) -> Iterator[JsonObject]:
    """Yield the blocks without children, in reading order; without recursion, as the tree may be hostile."""
    waiting = [(node, 0)]
    while waiting:
        at, depth = waiting.pop()
        children = list(json_objects(_children(at))) if depth < _DEEPEST else []
        if not children:
            yield at
        waiting.extend((child, depth + 1) for child in reversed(children))


def _chunk_pages(chunks: JsonObject) -> Iterator[TextPage]:
    pages: dict[int, list[TextBlock]] = {}
    for node in json_objects(chunks.get("blocks")):
        number = page_of(text_of(node, "id"))
        told = node.get("page")
        page = number if number is not None else told if isinstance(told, int) else 0
        pages.setdefault(page, []).extend(_blocks(node))
    return (TextPage(page, tuple(blocks)) for page, blocks in sorted(pages.items()))


def _blocks(node: JsonObject) -> Iterator[TextBlock]:
    block, box = text_of(node, "id") or None, box_of(node.get("bbox"))
    for read in html_blocks(text_of(node, "html")):
        yield TextBlock(read.words, read.role, read.styles, block, box, read.cells)
