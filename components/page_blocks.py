"""The blocks of one page of a result, and its parts of the other formats."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from components.limits import cut_line
from components.places import cited_places
from lineup.contract.extractions import ExtractedField, read_extraction
from lineup.contract.results import Block, StepResult
from lineup.contract.segments import read_segmentation

_SEPARATOR = re.compile(r"^\{(\d{1,9})\}-{48}[ \t]*$", re.MULTILINE)
_CONTENT_REF = re.compile(r"<content-ref\s+src=(['\"])(.*?)\1\s*>\s*</content-ref>")
_DEEPEST = 20
_TAG = re.compile(r"<[^>]*>")
_MOST_LABEL = 60


@dataclass(frozen=True)
class ResultPage:
    """One page of a result: its place in the result, its 0-based number in the document, and its blocks.

    `block` is None where the result has no JSON tree.
    """

    position: int
    page_index: int
    block: Block | None = None


def result_pages(result: StepResult) -> list[ResultPage]:
    """Return the pages that can be looked at one by one: from the tree, the markdown's separators, or what was found."""
    blocks = result.page_blocks
    if blocks:
        return [
            ResultPage(position, _or(block.page_index, position), block)
            for position, block in enumerate(blocks)
        ]
    numbers = [index for index, _ in markdown_pages(result.markdown or "")] or _pages_found(result)
    return [ResultPage(position, index) for position, index in enumerate(numbers or [0])]


def _pages_found(result: StepResult) -> list[int]:
    """Return the 0-based pages that a result's segments or citations name."""
    segmentation = read_segmentation(result.segmentation_results)
    if segmentation is not None:
        return segmentation.pages
    fields = read_extraction(result.extraction_schema_json) or []
    cited = [cited for field in fields for cited in _all_citations(field)]
    return sorted({place.page for place in cited_places(cited)})


def _all_citations(field: ExtractedField) -> list[str]:
    return [*field.citations, *(cited for item in field.item_citations for cited in item)]


def markdown_pages(markdown: str) -> list[tuple[int, str]]:
    """Return 0-based page numbers and texts of paginated markdown (contract §4.4); empty if it isn't paginated."""
    parts = _SEPARATOR.split(markdown)
    return [
        (int(number), text.strip()) for number, text in zip(parts[1::2], parts[2::2], strict=True)
    ]


def markdown_of_page(markdown: str, page: ResultPage) -> str:
    """Return the page's part of the markdown, all of it where it isn't paginated."""
    return dict(markdown_pages(markdown)).get(page.page_index, markdown)


def boxed_blocks(page: Block) -> list[Block]:
    """Return the blocks on the page that have a box, in reading order."""
    return [block for block in page.leaves() if block.bbox is not None]


def block_label(block: Block, number: int) -> str:
    """Return a block's name for people: `3 · Table · Quarter Revenue…`; `number` counts from 1."""
    short = cut_line(unescape(_TAG.sub(" ", block.html)), _MOST_LABEL)
    return " · ".join(part for part in (str(number), block.block_type, short) if part)


def assembled_html(block: Block) -> str:
    """Return the block's HTML with each content-ref replaced by the block it names.

    A container without any reference, or without HTML, shows its children in order.
    """
    return "".join(_assembled(block, _DEEPEST))


def image_sources(page: Block, images: Mapping[str, str] | None) -> dict[str, str]:
    """Return the base64 images that the page's HTML may show, by the name it calls them."""
    own = dict(images or {})
    for block in _descendants(page):
        own.update(block.images or {})
    return own


def _assembled(block: Block, depth: int) -> Iterator[str]:
    children = {child.id: child for child in block.children or ()}
    if not children or not depth:
        yield _CONTENT_REF.sub("", block.html)
    elif _CONTENT_REF.search(block.html):
        yield _CONTENT_REF.sub(lambda ref: _referred(children.get(ref[2]), depth), block.html)
    else:
        for child in block.children or ():
            yield from _assembled(child, depth - 1)


def _referred(child: Block | None, depth: int) -> str:
    return "".join(_assembled(child, depth - 1)) if child else ""


def _descendants(block: Block) -> Iterator[Block]:
    yield block
    for child in block.children or ():
        yield from _descendants(child)


def _or(value: int | None, default: int) -> int:
    return default if value is None else value


def pages_note(pages: Sequence[ResultPage], page: ResultPage, page_count: int | None) -> str:
    """Return where the reader is: `Page 3 of 12`, and the page of the document where that differs."""
    place = f"Page {page.position + 1} of {page_count or len(pages)}"
    differs = page.page_index != page.position
    return f"{place} · page {page.page_index + 1} of the document" if differs else place
