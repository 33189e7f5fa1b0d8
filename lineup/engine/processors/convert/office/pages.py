"""docling's document on pages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from lineup.documents.sniff import DocumentType
from lineup.engine.processors.convert.model.blocks import Block, BlockType
from lineup.engine.processors.convert.model.contents import Heading
from lineup.engine.processors.convert.model.document import (
    ExtractionMethod,
    Page,
    PageKind,
    Picture,
)
from lineup.engine.processors.convert.model.grouping import group_blocks
from lineup.engine.processors.convert.model.inline import plain
from lineup.engine.processors.convert.model.numbering import numbered
from lineup.engine.processors.convert.office.blocks import NodeReader
from lineup.engine.processors.convert.office.embedded import embedded_pictures
from lineup.engine.processors.convert.office.found import Found
from lineup.engine.processors.convert.office.markings import Markings
from lineup.engine.processors.convert.office.nodes import DoclingTree
from lineup.engine.processors.convert.office.places import Scale, scale_for
from lineup.engine.processors.convert.office.synthetic import split_into_pages
from lineup.engine.processors.convert.office.walk import (
    PageTitle,
    Standing,
    comment_count,
    flatten,
)
from lineup.engine.processors.convert.request import ReadRequest

LETTER = (612.0, 792.0)
"""The size in points of pages that have none."""

_KINDS = {
    DocumentType.PPTX: PageKind.SLIDE,
    DocumentType.ODP: PageKind.SLIDE,
    DocumentType.XLSX: PageKind.SHEET,
    DocumentType.ODS: PageKind.SHEET,
    DocumentType.CSV: PageKind.SHEET,
}
_TITLES_ABOVE_ALL = {
    DocumentType.HTML,
    DocumentType.EPUB,
}  # docling calls an h1 title, an h2 level 1


@dataclass(frozen=True)
class _Draft:
    """A page in the making."""

    title: str
    blocks: list[Block]
    is_hidden: bool = False


def found_in(tree: DoclingTree, request: ReadRequest, markings: Markings | None) -> Found:
    """Return the chosen slides or sheets; of what has none, made-up pages."""
    parts = list(flatten(tree))
    document_type = request.document_type
    kind = _kind(parts, document_type)
    reader = NodeReader(tree, scale_for(kind), _title_levels(tree, document_type), markings)
    drafts = _drafts(parts, reader, document_type)
    if kind is PageKind.SYNTHETIC:
        drafts = [
            _Draft("", blocks)
            for draft in _headers_first(drafts)
            for blocks in split_into_pages(draft.blocks)
        ]
    pages = [
        drafted_page(
            index,
            drafts[index].blocks,
            size=_size(tree, index, scale_for(kind)),
            title=drafts[index].title,
        )
        for index in request.select_pages(len(drafts))
    ]
    hidden = frozenset(page.index for page in pages if drafts[page.index].is_hidden)
    return Found(kind, tuple(pages), _pictures(tree, request), hidden, comment_count(tree))


def drafted_page(
    index: int, blocks: list[Block], *, size: tuple[float, float], title: str = ""
) -> Page:
    """Return a page of the blocks, grouped and numbered."""
    return Page(
        index=index,
        width=size[0],
        height=size[1],
        blocks=numbered(group_blocks(blocks)),
        method=ExtractionMethod.NATIVE if blocks else ExtractionMethod.NONE,
        title=title,
    )


def _kind(parts: list[Standing | PageTitle], document_type: DocumentType) -> PageKind:
    has_pages = document_type is DocumentType.CSV or any(
        isinstance(part, PageTitle) for part in parts
    )
    return _KINDS.get(document_type, PageKind.SYNTHETIC) if has_pages else PageKind.SYNTHETIC


def _pictures(tree: DoclingTree, request: ReadRequest) -> dict[str, Picture]:
    shows_pictures = request.settings.include_images
    return embedded_pictures(tree.document["pictures"]) if shows_pictures else {}


def _headers_first(drafts: list[_Draft]) -> list[_Draft]:
    """Return the drafts with the running headers, which docling tells at the end, at the beginning."""
    blocks = [block for draft in drafts for block in draft.blocks]
    leading = sum(1 for _ in takewhile(lambda block: block.is_furniture, blocks))
    headers = [replace(block, type=BlockType.PAGE_HEADER) for block in blocks[:leading]]
    running = [block for block in blocks[leading:] if block.type is BlockType.PAGE_HEADER]
    moved = set(map(id, [*blocks[:leading], *running]))
    rest = [[block for block in draft.blocks if id(block) not in moved] for draft in drafts]
    return [_Draft("", [*headers, *running, *first]) for first in rest[:1]] + [
        _Draft("", own) for own in rest[1:]
    ]


def _drafts(
    parts: Iterable[Standing | PageTitle], reader: NodeReader, document_type: DocumentType
) -> list[_Draft]:
    drafts: list[_Draft] = []
    for part in parts:
        if isinstance(part, PageTitle):
            drafts.append(_begun(part, document_type))
            continue
        before_end = reader.texts.before_page_end(part.node)
        if not drafts or before_end == "":
            drafts.append(_Draft("", []))
        drafts[-1].blocks.extend(reader.blocks(part))
        if before_end:
            drafts.append(_Draft("", []))
    return drafts


def _begun(title: PageTitle, document_type: DocumentType) -> _Draft:
    """Return a new slide or sheet. A sheet's name stands above it as a heading; slides are named by their own titles."""
    if not document_type.is_spreadsheet:
        return _Draft("", [], title.is_hidden)
    heading = Heading(plain(title.name), 1)
    return _Draft(title.name, [Block(BlockType.SECTION_HEADER, heading)], title.is_hidden)


def _title_levels(tree: DoclingTree, document_type: DocumentType) -> int:
    has_title = any(
        text["label"] == "title" and text["content_layer"] == "body"
        for text in tree.document["texts"]
    )
    return int(has_title or document_type in _TITLES_ABOVE_ALL)


def _size(tree: DoclingTree, index: int, scale: Scale | None) -> tuple[float, float]:
    page = (tree.document.get("pages") or {}).get(str(index + 1))
    if page is None or scale is None:
        return LETTER
    size = page["size"]
    return (round(size["width"] * scale.across, 2), round(size["height"] * scale.down, 2))
