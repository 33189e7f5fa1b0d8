"""docling's document on pages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from lineup.documents.sniff import DocumentType
from lineup.engine.processors.convert.model.blocks import Block, BlockType
from lineup.engine.processors.convert.model.contents import Heading
from lineup.engine.processors.convert.model.document import ExtractionMethod, Page, PageKind
from lineup.engine.processors.convert.model.grouping import group_blocks
from lineup.engine.processors.convert.model.inline import plain
from lineup.engine.processors.convert.model.numbering import numbered
from lineup.engine.processors.convert.office.blocks import NodeReader
from lineup.engine.processors.convert.office.markings import Markings
from lineup.engine.processors.convert.office.nodes import DoclingTree
from lineup.engine.processors.convert.office.places import Scale, scale_for
from lineup.engine.processors.convert.office.synthetic import split_into_pages
from lineup.engine.processors.convert.office.walk import PageTitle, Standing, flatten
from lineup.engine.processors.convert.quality import block_text

_LETTER = (612.0, 792.0)
_KINDS = {
    DocumentType.PPTX: PageKind.SLIDE,
    DocumentType.PPT: PageKind.SLIDE,
    DocumentType.ODP: PageKind.SLIDE,
    DocumentType.XLSX: PageKind.SHEET,
    DocumentType.XLS: PageKind.SHEET,
    DocumentType.ODS: PageKind.SHEET,
    DocumentType.CSV: PageKind.SHEET,
}
_TITLES_ABOVE_ALL = {
    DocumentType.HTML,
    DocumentType.EPUB,
}  # docling calls an h1 title, an h2 level 1
_MASTER_TEXT = "Click to edit Master"  # of PowerPoint's own layouts, which .ppt files carry along


@dataclass(frozen=True)
class _Draft:
    """A page in the making."""

    title: str
    blocks: list[Block]
    is_hidden: bool = False


@dataclass(frozen=True)
class OfficePages:
    """All pages of a document, what they are in it, and which are hidden there (0-based)."""

    kind: PageKind
    pages: tuple[Page, ...]
    hidden: frozenset[int] = frozenset()


def pages_of(
    tree: DoclingTree, document_type: DocumentType, markings: Markings | None = None
) -> OfficePages:
    """Return the slides or sheets; where docling tells none, as of .xls and .ppt, made-up pages."""
    parts = list(flatten(tree))
    has_pages = document_type is DocumentType.CSV or any(
        isinstance(part, PageTitle) for part in parts
    )
    kind = _KINDS.get(document_type, PageKind.SYNTHETIC) if has_pages else PageKind.SYNTHETIC
    reader = NodeReader(tree, scale_for(kind), _title_levels(tree, document_type), markings)
    drafts = _drafts(parts, reader, document_type)
    if kind is PageKind.SYNTHETIC:
        drafts = [
            _Draft("", blocks)
            for draft in drafts
            for blocks in split_into_pages(_headers_first(draft.blocks))
        ]
    pages = (_page(tree, index, draft, scale_for(kind)) for index, draft in enumerate(drafts))
    hidden = frozenset(index for index, draft in enumerate(drafts) if draft.is_hidden)
    return OfficePages(kind, tuple(pages), hidden)


def _headers_first(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the running headers, which docling tells at the end, at the beginning."""
    leading = takewhile(lambda block: block.is_furniture, blocks)
    headers = [replace(block, type=BlockType.PAGE_HEADER) for block in leading]
    return sorted(
        [*headers, *blocks[len(headers) :]],
        key=lambda block: block.type is not BlockType.PAGE_HEADER,
    )


def _drafts(
    parts: Iterable[Standing | PageTitle], reader: NodeReader, document_type: DocumentType
) -> list[_Draft]:
    drafts: list[_Draft] = []
    for part in parts:
        if isinstance(part, PageTitle):
            drafts.append(_begun(part, document_type))
            continue
        if not drafts:
            drafts.append(_Draft("", []))
        drafts[-1].blocks.extend(_own(reader.blocks(part), document_type))
    return drafts


def _begun(title: PageTitle, document_type: DocumentType) -> _Draft:
    """Return a new slide or sheet. A sheet's name stands above it as a heading; slides are named by their own titles."""
    if not document_type.is_spreadsheet:
        return _Draft("", [], title.is_hidden)
    heading = Heading(plain(title.name), 1)
    return _Draft(title.name, [Block(BlockType.SECTION_HEADER, heading)], title.is_hidden)


def _own(blocks: Iterable[Block], document_type: DocumentType) -> list[Block]:
    if document_type is not DocumentType.PPT:
        return list(blocks)
    return [block for block in blocks if not block_text(block).startswith(_MASTER_TEXT)]


def _title_levels(tree: DoclingTree, document_type: DocumentType) -> int:
    has_title = any(
        text["label"] == "title" and text["content_layer"] == "body"
        for text in tree.document["texts"]
    )
    return int(has_title or document_type in _TITLES_ABOVE_ALL)


def _page(tree: DoclingTree, index: int, draft: _Draft, scale: Scale | None) -> Page:
    width, height = _size(tree, index, scale)
    return Page(
        index=index,
        width=width,
        height=height,
        blocks=numbered(group_blocks(draft.blocks)),
        method=ExtractionMethod.NATIVE if draft.blocks else ExtractionMethod.NONE,
        title=draft.title,
    )


def _size(tree: DoclingTree, index: int, scale: Scale | None) -> tuple[float, float]:
    page = (tree.document.get("pages") or {}).get(str(index + 1))
    if page is None or scale is None:
        return _LETTER
    size = page["size"]
    return (round(size["width"] * scale.across, 2), round(size["height"] * scale.down, 2))
