"""Documents that refer to something elsewhere: nothing is asked for, and no file of this machine is shown."""

import io
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from lineup.engine.processors.protocol import ProcessorError
from tests.convert.conftest import Converter
from tests.convert.office_files import archive, epub, open_document, slides, word_parts, workbook
from tests.convert.pdf_files import drawn_pdf, text_page

Make = Callable[[str], bytes]
SECRET = "what only this machine knows"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.05)
        yield listening


def web_page(url: str) -> bytes:
    return (
        f"<!doctype html><head><base href='{url}/'><link rel=stylesheet href='{url}/a.css'>"
        f"<meta http-equiv=refresh content='0;url={url}'><style>@import '{url}/b.css';</style>"
        f"<script src='{url}/c.js'></script></head><body background='{url}/d.png'><p>text</p>"
        f"<img src='{url}/e.png' srcset='{url}/f.png 2x'><iframe src='{url}/g'></iframe><object data='{url}/h'></object>"
        f"<svg><image href='{url}/i.png'/><use href='{url}/j.svg#a'/></svg><video src='{url}/k'></video>"
    ).encode()


def word_document(url: str) -> bytes:
    picture = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="r9"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    whole = word_parts("<w:p><w:r><w:t>text</w:t></w:r></w:p>", picture)
    return with_relations(whole, "word/_rels/document.xml.rels", url)


def with_relations(whole: bytes, part: str, url: str) -> bytes:
    """Return the package with relations to a picture, a template and an object elsewhere."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="r{9 + at}" Target="{url}/{kind}" TargetMode="External" Type="{kinds}/{kind}"/>'
        for at, kind in enumerate(["image", "attachedTemplate", "oleObject", "externalLink"])
    )
    return replaced(whole, part, "</Relationships>", f"{relations}</Relationships>")


def replaced(whole: bytes, part: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts[part] = parts[part].replace(old.encode(), new.encode())
    return archive(parts)


def presentation(url: str) -> bytes:
    return with_relations(slides("text"), "ppt/slides/_rels/slide1.xml.rels", url)


def sheets(url: str) -> bytes:
    return workbook({"A": [["text"], [f'=WEBSERVICE("{url}")'], [f'=HYPERLINK("{url}", "x")']]})


def open_text(url: str) -> bytes:
    return open_document(
        "text",
        '<text:p>text</text:p><text:p><draw:frame><draw:image xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xlink:href="{url}/a.png"/></draw:frame></text:p>',
    )


def book(url: str) -> bytes:
    return epub(f"<p>text</p><img src='{url}/a.png'/><link rel='stylesheet' href='{url}/a.css'/>")


def pdf(url: str) -> bytes:
    def draw(canvas: Canvas) -> None:
        text_page("text")(canvas)
        canvas.linkURL(url, (0, 0, 600, 800))

    return drawn_pdf(draw)


@pytest.mark.parametrize(
    "make", [web_page, word_document, presentation, sheets, open_text, book, pdf]
)
def test_no_request_is_made_for_what_a_document_refers_to(
    convert: Converter, listener: socket.socket, make: Make
) -> None:
    host, port = listener.getsockname()
    result = convert(make(f"http://{host}:{port}")).result
    assert "text" in result["markdown"]
    with pytest.raises(TimeoutError):
        listener.accept()


def entity_web_page(url: str) -> bytes:
    return (
        f"<!DOCTYPE html [<!ENTITY f SYSTEM '{url}'>]><p>text &f;</p><img src='{url}'>"
        f"<iframe src='{url}'></iframe>"
    ).encode()


def entity_open_text(url: str) -> bytes:
    entity = f'<!DOCTYPE d [<!ENTITY f SYSTEM "{url}">]><office:document-content'
    whole = open_document("text", "<text:p>text &f;</text:p>")
    return replaced(whole, "content.xml", "<office:document-content", entity)


@pytest.mark.parametrize("make", [web_page, word_document, entity_web_page, open_text, book])
def test_no_file_of_this_machine_is_shown(convert: Converter, tmp_path: Path, make: Make) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    result = convert(make(secret.as_uri()), output_format="markdown,html").result
    assert SECRET not in str(result)


def test_an_entity_that_is_a_file_is_not_read(convert: Converter, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    try:
        said = str(convert(entity_open_text(secret.as_uri())).result)
    except ProcessorError as refused:
        said = str(refused)
    assert SECRET not in said
