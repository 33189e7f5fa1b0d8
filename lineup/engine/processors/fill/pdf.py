"""PDFs: by their fields where they have any, else by what is printed on them."""

from dataclasses import replace
from pathlib import Path

from lineup.engine.processors.fill.filled import Filled
from lineup.engine.processors.fill.flat.pdfs import fill_flat_pdf
from lineup.engine.processors.fill.forms.fields import FormField, form_fields
from lineup.engine.processors.fill.forms.filling import fill_form
from lineup.engine.processors.fill.forms.opening import expecting_damage, opened_for_writing
from lineup.engine.processors.fill.pages import chosen_pages
from lineup.engine.processors.fill.settings import FillSettings


def fill_pdf(path: Path, scratch: Path, settings: FillSettings) -> Filled:
    """Return the filled PDF. Raises ProcessorError where it can't be filled."""
    writer, told = opened_for_writing(path)
    pages = chosen_pages(settings, len(writer.pages))
    with expecting_damage():
        fields = form_fields(writer)
    if fields:
        filled = fill_form(path, writer, _on_pages(fields, pages), settings)
    else:
        filled = fill_flat_pdf(path, scratch, writer, pages, settings)
    return replace(filled, page_count=len(pages), warnings=(*told, *filled.warnings))


def _on_pages(fields: list[FormField], pages: list[int]) -> list[FormField]:
    wanted = set(pages)
    return [field for field in fields if field.widgets[0].page in wanted]
