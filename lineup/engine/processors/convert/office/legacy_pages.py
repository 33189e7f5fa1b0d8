"""The sheets and slides of files of 1997 to 2003 as pages, each read by itself."""

from collections import Counter
from dataclasses import dataclass, field

from lineup.documents.sniff import DocumentType
from lineup.engine.processors.convert.model.blocks import Block, BlockType
from lineup.engine.processors.convert.model.contents import Heading
from lineup.engine.processors.convert.model.document import Page, PageKind, Picture
from lineup.engine.processors.convert.model.inline import plain
from lineup.engine.processors.convert.office.blocks import NodeReader
from lineup.engine.processors.convert.office.embedded import embedded_pictures
from lineup.engine.processors.convert.office.engine import convert_office
from lineup.engine.processors.convert.office.found import Found
from lineup.engine.processors.convert.office.legacy_sheets import LegacySheets, legacy_sheets
from lineup.engine.processors.convert.office.legacy_slides import LegacySlides, legacy_slides
from lineup.engine.processors.convert.office.nodes import DoclingTree
from lineup.engine.processors.convert.office.pages import LETTER, drafted_page
from lineup.engine.processors.convert.office.walk import Standing, flatten
from lineup.engine.processors.convert.quality import block_text
from lineup.engine.processors.convert.request import ReadRequest

MAX_BYTES = 1024**3
"""How much may be read in all, as each page is another reading of the whole file."""

_LAYOUT_TEXT = "Click to edit Master"  # of PowerPoint's own layouts: some files have it on slides


def legacy_pages(request: ReadRequest) -> Found | None:
    """Return the chosen sheets or slides; None where the file's can't be told apart, or are too many to be."""
    if request.document_type is DocumentType.XLS:
        sheets = legacy_sheets(request.source.read_bytes())
        return _sheets(request, sheets) if sheets else None
    if request.document_type is DocumentType.PPT:
        slides = legacy_slides(request.source.read_bytes())
        return _slides(request, slides) if slides else None
    return None


@dataclass(frozen=True)
class _PageReader:
    """Reads copies of the file, each of which holds one page, and collects their pictures."""

    request: ReadRequest
    pictures: dict[str, Picture] = field(default_factory=dict)

    def blocks(self, number: int, copy: bytes) -> list[Block]:
        path = self.request.scratch / "one-page"
        path.write_bytes(copy)
        tree = DoclingTree(convert_office(path, self.request.document_type, self.request.scratch))
        prefix = f"{number}:"
        found = embedded_pictures(tree.document["pictures"])
        self.pictures.update({f"{prefix}{key}": picture for key, picture in found.items()})
        reader = NodeReader(tree, None, title_levels=1, prefix=prefix)
        parts = (part for part in flatten(tree) if isinstance(part, Standing))
        return [block for part in parts for block in reader.blocks(part)]


def _sheets(request: ReadRequest, workbook: LegacySheets) -> Found | None:
    """Return the sheets, each under its name."""
    selected = request.select_pages(len(workbook.sheets))
    if len(selected) * len(workbook.whole) > MAX_BYTES:
        return None
    reader = _PageReader(request)
    pages: list[Page] = []
    for number in selected:
        title = workbook.sheets[number].name
        name = Block(BlockType.SECTION_HEADER, Heading(plain(title), 1))
        blocks = [name, *reader.blocks(number, workbook.alone(number))]
        pages.append(drafted_page(number, blocks, size=LETTER, title=title))
    hidden = frozenset(number for number in selected if workbook.sheets[number].is_hidden)
    return Found(PageKind.SHEET, tuple(pages), reader.pictures, hidden)


def _slides(request: ReadRequest, presentation: LegacySlides) -> Found | None:
    """Return the slides without what the layouts say, each with its title first."""
    selected = request.select_pages(len(presentation.slides))
    if (len(selected) + 1) * len(presentation.whole) > MAX_BYTES:
        return None
    reader = _PageReader(request)
    layouts = Counter(map(block_text, reader.blocks(-1, presentation.none())))
    pages: list[Page] = []
    for number in selected:
        read = reader.blocks(number, presentation.alone(number))
        own = sorted(_less(read, layouts), key=lambda block: block.heading_level is None)
        pages.append(drafted_page(number, own, size=LETTER))
    return Found(PageKind.SLIDE, tuple(pages), reader.pictures)


def _less(blocks: list[Block], layouts: Counter[str]) -> list[Block]:
    left = layouts.copy()
    own = []
    for block in blocks:
        text = block_text(block)
        if text and left[text]:
            left[text] -= 1
        elif not text.startswith(_LAYOUT_TEXT):
            own.append(block)
    return own
