"""Operators drawn over the pages of a PDF."""

from pypdf import PageObject, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from lineup.engine.processors.fill.geometry import PageSpace
from lineup.engine.processors.fill.type.drawing import FONT_NAME, font


def draw_over(writer: PdfWriter, page_index: int, space: PageSpace, operators: str) -> None:
    """Draw the operators, made for the page as it is seen, over all that is on it."""
    page = writer.pages[page_index]
    matrix = " ".join(f"{number:g}" for number in space.to_own)
    before, after = DecodedStreamObject(), DecodedStreamObject()
    before.set_data(b"q\n")
    after.set_data(f"\nQ\nq {matrix} cm\n{operators}Q\n".encode("latin-1", "replace"))
    contents = page.get("/Contents")
    held = ArrayObject() if contents is None else contents.get_object()
    streams = held if isinstance(held, ArrayObject) else [page.raw_get("/Contents")]
    first = writer._add_object(before)  # noqa: SLF001 (pypdf has no other way to add an object)
    last = writer._add_object(after.flate_encode())  # noqa: SLF001 (pypdf has no other way to add an object)
    page[NameObject("/Contents")] = ArrayObject([first, *streams, last])
    _add_font(writer, page)


def _add_font(writer: PdfWriter, page: PageObject) -> None:
    """Give the page our font; resources that it may share with other pages are copied first."""
    inherited = page.get_inherited("/Resources")
    resources = DictionaryObject({} if inherited is None else inherited.get_object())
    fonts = resources.get("/Font")
    own = DictionaryObject({} if fonts is None else fonts.get_object())
    own[NameObject(FONT_NAME)] = writer._add_object(font())  # noqa: SLF001 (pypdf has no other way to add an object)
    resources[NameObject("/Font")] = own
    page[NameObject("/Resources")] = resources
