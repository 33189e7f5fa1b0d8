"""What people are told about settings that do less here than they say."""

from collections.abc import Iterator

from lineup.engine.processors.convert.extras import NOTES, Extra
from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.convert.settings import OutputFormat, RenderSettings

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
    names = list(_asked_boxes(settings))
    if not names:
        return
    said = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    if not _MARKUP_FORMATS & set(settings.formats):
        yield f"{said}: boxes are told in html, json and chunks only; ask for one of these formats."
    elif all(block.box is None for page in document.pages for block in page.walk()):
        yield f"{said}: there are none, as this type of file doesn't say where its text stands."


def _asked_boxes(settings: RenderSettings) -> Iterator[str]:
    if settings.word_bboxes:
        yield "word_bboxes"
    if settings.gives_cell_boxes:
        yield Extra.TABLE_CELL_BBOXES.value
    if Extra.LIST_ITEM_BBOXES in settings.extras:
        yield Extra.LIST_ITEM_BBOXES.value
