import io
import threading
from pathlib import Path

import pytest
from PIL import Image

from lineup.comparing.page_pictures import WIDTH, PagePictures
from lineup.documents.page_images import render_pages
from lineup.workspace.opening import Workspace
from tests.convert.pdf_files import drawn_pdf, text_page


def _kept(workspace: Workspace, folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return workspace.documents.add(path, name).sha256


def test_a_page_is_drawn_once_and_small(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = _kept(workspace, tmp_path, "a.pdf", drawn_pdf(text_page("Order 4711")))
    pictures = PagePictures(workspace.documents)
    picture = pictures.take(sha256, 0)
    assert picture is not None
    with Image.open(io.BytesIO(picture)) as image:
        assert (image.format, image.width) == ("WEBP", WIDTH)
    assert len(picture) < 50_000
    monkeypatch.setattr("lineup.comparing.page_pictures.render_pages", None)
    assert pictures.take(sha256, 0) == picture


def test_what_cannot_be_drawn_is_none_and_remembered(workspace: Workspace, tmp_path: Path) -> None:
    pictures = PagePictures(workspace.documents)
    sheet = _kept(workspace, tmp_path, "a.html", b"<p>text</p>")
    pdf = _kept(workspace, tmp_path, "a.pdf", drawn_pdf(text_page("Order 4711")))
    assert pictures.take(sheet, 0) is None
    assert pictures.take(pdf, 9) is None
    assert pictures.take("f" * 64, 0) is None
    workspace.documents.mark_deleted(pdf)
    assert pictures.take(pdf, 0) is None


def test_pages_are_drawn_ahead(workspace: Workspace, tmp_path: Path) -> None:
    sha256 = _kept(workspace, tmp_path, "a.pdf", drawn_pdf(text_page("one"), text_page("two")))
    pictures = PagePictures(workspace.documents)
    before = set(threading.enumerate())
    pictures.prepare(sha256, [0, 1])
    for thread in set(threading.enumerate()) - before:
        thread.join(90)
    assert pictures.bytes_kept > 0
    pictures.prepare(sha256, [0, 1])
    assert set(threading.enumerate()) <= before


def test_pages_that_are_drawn_ahead_twice_are_drawn_once(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = _kept(workspace, tmp_path, "a.pdf", drawn_pdf(text_page("one")))
    drawn: list[int] = []
    may_end = threading.Event()

    def slow(path: Path, *, pages: list[int], width: int) -> list[bytes]:
        drawn.extend(pages)
        may_end.wait(90)
        return render_pages(path, pages=pages, width=width)

    monkeypatch.setattr("lineup.comparing.page_pictures.render_pages", slow)
    pictures = PagePictures(workspace.documents)
    before = set(threading.enumerate())
    pictures.prepare(sha256, [0])
    pictures.prepare(sha256, [0])
    may_end.set()
    for thread in set(threading.enumerate()) - before:
        thread.join(90)
    assert drawn == [0]


def test_the_longest_unused_pictures_go_first(workspace: Workspace, tmp_path: Path) -> None:
    sha256 = _kept(workspace, tmp_path, "a.pdf", drawn_pdf(text_page("one"), text_page("two")))
    pictures = PagePictures(workspace.documents, most_bytes=1)
    assert pictures.take(sha256, 0) is not None
    assert pictures.bytes_kept == 0


def test_a_picture_that_a_server_drew_becomes_as_small(workspace: Workspace) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (1_000, 1_400), "white").save(buffer, "JPEG")
    pictures = PagePictures(workspace.documents)
    picture = pictures.take_image("pex_1/0", buffer.getvalue())
    assert picture is not None
    with Image.open(io.BytesIO(picture)) as image:
        assert (image.format, image.size) == ("WEBP", (WIDTH, WIDTH * 14 // 10))
    assert pictures.take_image("pex_1/1", b"no picture") is None
