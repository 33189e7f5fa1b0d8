"""What people are told about settings that do less here than they say."""

from collections.abc import Iterator

from lineup.engine.processors.convert.extras import NOTES, Extra
from lineup.engine.processors.convert.model.contents import Grid, Item
from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.convert.settings import OutputFormat, RenderSettings

_WORDS = "word_bboxes"
_MARKUP_FORMATS = {OutputFormat.HTML, OutputFormat.JSON, OutputFormat.CHUNKS}


def setting_notes(settings: RenderSettings, document: Document) -> list[str]:
    """Return a sentence for each setting that had less effect on the document than was asked for."""
    notes = [NOTES[extra] for extra in settings.extras if extra in NOTES]
    return [*notes, *_notes(settings), *_box_notes(settings, document)]


def _notes(settings: RenderSettings) -> Iterator[str]:
    if settings.fence_synthetic_captions:
        yield "fence_synthetic_captions has no effect: no captions are made up here, so there are none to fence."
    if settings.additional_config.keep_spreadsheet_formatting:
        yield (
            "additional_config: keep_spreadsheet_formatting has no effect: numbers and dates are written as the sheet "
            "shows them where that is known, colours and fonts are left out."
        )


def _box_notes(settings: RenderSettings, document: Document) -> Iterator[str]:
    asked = list(_asked_boxes(settings))
    if asked and not _MARKUP_FORMATS & set(settings.formats):
        yield f"{_listed(asked)}: boxes are told in html, json and chunks only; ask for one of these formats."
        return
    missing = [name for name in asked if _lacks(document, name)]
    if missing:
        yield f"{_listed(missing)}: there are none, as this type of file doesn't say where they are."


def _asked_boxes(settings: RenderSettings) -> Iterator[str]:
    if settings.word_bboxes:
        yield _WORDS
    if settings.gives_cell_boxes:
        yield Extra.TABLE_CELL_BBOXES.value
    if Extra.LIST_ITEM_BBOXES in settings.extras:
        yield Extra.LIST_ITEM_BBOXES.value


def _lacks(document: Document, name: str) -> bool:
    """Whether the document has words, cells or items, and no place of any."""
    if name == _WORDS:
        has_text = any(page.blocks for page in document.pages)
        return has_text and not any(page.lines for page in document.pages)
    blocks = [block for page in document.pages for block in page.walk()]
    if name == Extra.LIST_ITEM_BBOXES:
        boxes = [block.box for block in blocks if isinstance(block.content, Item)]
    else:
        grids = [block.content for block in blocks if isinstance(block.content, Grid)]
        boxes = [cell.box for grid in grids for cell in grid.cells]
    return bool(boxes) and not any(boxes)


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
