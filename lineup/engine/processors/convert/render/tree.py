"""The JSON tree and the chunks (contract §4.2, §4.3)."""

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import Block, Box
from lineup.engine.processors.convert.model.document import Page
from lineup.engine.processors.convert.render.blocks_html import HtmlWriter, id_as_reference
from lineup.engine.processors.convert.render.blocks_markdown import whole_markdown
from lineup.engine.processors.convert.render.scene import (
    Scene,
    block_id,
    page_id,
    picture_base64,
    polygon,
)
from lineup.engine.processors.convert.render.sections import Hierarchy, section_hierarchies


def document_tree(scene: Scene, metadata: JsonObject) -> JsonObject:
    """Return the tree: pages, blocks, and in groups their blocks. Pages and groups hold references instead of HTML."""
    hierarchies = section_hierarchies(scene.document)
    pages = [_page_node(scene, page, hierarchies) for page in scene.document.pages]
    return {"block_type": "Document", "children": pages, "metadata": metadata}


def document_chunks(scene: Scene, metadata: JsonObject) -> JsonObject:
    """Return the top-level blocks of all pages, each with its HTML whole."""
    hierarchies = section_hierarchies(scene.document)
    return {
        "blocks": [
            _chunk(scene, page, block, hierarchies)
            for page in scene.document.pages
            for block in page.blocks
        ],
        "page_info": {
            str(page.index): {"bbox": list(page.box), "polygon": polygon(page.box)}
            for page in scene.document.pages
        },
        "metadata": metadata,
    }


def _page_node(scene: Scene, page: Page, hierarchies: dict[str, Hierarchy]) -> JsonObject:
    return {
        "id": page_id(page),
        "block_type": "Page",
        "html": _references(page, page.blocks),
        **_place(page.box),
        "section_hierarchy": hierarchies[page_id(page)],
        "images": None,
        "children": [_node(scene, page, block, hierarchies) for block in page.blocks],
    }


def _node(scene: Scene, page: Page, block: Block, hierarchies: dict[str, Hierarchy]) -> JsonObject:
    is_group = bool(block.children)
    html = _references(page, block.children) if is_group else _writer(scene, page).whole(block)
    children = [_node(scene, page, child, hierarchies) for child in block.children]
    return {
        "id": block_id(page, block),
        "block_type": block.type.value,
        "html": html,
        **_place(block.box),
        "section_hierarchy": hierarchies[block_id(page, block)],
        "images": None if is_group else _images(scene, page, block),
        "children": children or None,
        **_markdown(scene, page, block),
    }


def _chunk(scene: Scene, page: Page, block: Block, hierarchies: dict[str, Hierarchy]) -> JsonObject:
    return {
        "id": block_id(page, block),
        "block_type": block.type.value,
        "html": _writer(scene, page).whole(block),
        "page": page.index,
        **_place(block.box),
        "section_hierarchy": hierarchies[block_id(page, block)],
        "images": _images(scene, page, block),
        **_markdown(scene, page, block),
    }


def _writer(scene: Scene, page: Page) -> HtmlWriter:
    return HtmlWriter(scene, page, id_as_reference)


def _references(page: Page, blocks: tuple[Block, ...]) -> str:
    return "".join(f"<content-ref src='{block_id(page, block)}'></content-ref>" for block in blocks)


def _place(box: Box | None) -> JsonObject:
    """Return where a block is; both None where its format knows no places."""
    if box is None:
        return {"polygon": None, "bbox": None}
    return {"polygon": polygon(box), "bbox": list(box)}


def _images(scene: Scene, page: Page, block: Block) -> dict[str, str]:
    pictures = ((part, scene.picture(part)) for part in block.walk())
    return {
        block_id(page, part): picture_base64(picture)
        for part, picture in pictures
        if picture is not None
    }


def _markdown(scene: Scene, page: Page, block: Block) -> JsonObject:
    if not scene.settings.include_markdown_in_chunks:
        return {}
    return {"markdown": whole_markdown(scene, page, block)}
