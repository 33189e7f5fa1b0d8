"""Tesseract's words, and the text layer that is made of them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from lineup.engine.processors.convert.images.frames import paper_dpi, reading_scale
from lineup.engine.processors.convert.ocr import lifeline
from lineup.engine.processors.convert.ocr.engine import PageUnreadableError, recognise
from lineup.engine.processors.convert.ocr.line_size import measure_line
from lineup.engine.processors.convert.ocr.page_images import PageImage
from lineup.engine.processors.convert.ocr.reader_child import ReadingLimits
from lineup.engine.processors.convert.ocr.structure import read_page_images
from lineup.engine.processors.convert.ocr.text_layer import LayerPage, text_layer_pdf
from lineup.engine.processors.convert.ocr.words import (
    Word,
    lines_of,
    mean_confidence,
    read_tsv,
)
from tests.convert.pdf_files import picture_of_text

TSV = """level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
1\t1\t0\t0\t0\t0\t0\t0\t1000\t800\t-1\t
5\t1\t1\t1\t1\t1\t100\t50\t60\t20\t96.5\tRate
5\t1\t1\t1\t1\t2\t170\t50\t30\t20\t41\t"5
5\t1\t1\t1\t2\t1\t100\t90\t30\t20\t90\tper
5\t1\t1\t1\t2\t2\t140\t90\t30\t20\t95\t
"""


def word(text: str, x: float = 100, y: float = 100, height: float = 20) -> Word:
    return Word(text, (x, y, x + 12 * len(text), y + height), 0.9, ("1", "1"), line=str(y))


def test_words_are_read_with_their_boxes_and_lines() -> None:
    words = read_tsv(TSV.splitlines())
    assert [[each.text for each in line] for line in lines_of(words)] == [["Rate", '"5'], ["per"]]
    assert words[0].box == (100, 50, 160, 70)
    assert words[0].confidence == 0.965


def test_confidence_is_weighted_by_length() -> None:
    words = read_tsv(TSV.splitlines())
    assert mean_confidence(words) == round((4 * 0.965 + 2 * 0.41 + 3 * 0.9) / 9, 4)


def test_without_words_there_is_no_confidence() -> None:
    assert mean_confidence([]) is None


def test_the_same_type_has_the_same_size_whatever_letters_a_line_has() -> None:
    capitals, low = measure_line([word("Abh", height=73)]), measure_line([word("sum", height=52)])
    descending = measure_line([word("gap", height=73), word("pqy", height=73)])
    assert capitals.size == low.size == descending.size == 100
    assert descending.baseline == 173 - 21


def test_the_text_layer_holds_the_words_where_they_were() -> None:
    words = (word("Größe", 100, 100), word("naïve–“x”", 300, 100), word("Ωмир漢", 100, 200))
    layer = text_layer_pdf([LayerPage(words, 1700, 2200, 72 / 200)])
    document = pypdfium2.PdfDocument(layer)
    page = document[0]
    text = page.get_textpage()
    assert page.get_size() == pytest.approx((612, 792))
    assert text.get_text_bounded().split() == ["Größe", "naïve–“x”", "Ωмир漢"]
    left, _, right, _ = text.get_charbox(0, loose=True)
    assert left == pytest.approx(36, abs=1)
    assert right == pytest.approx(36 + 60 * 72 / 200 / 5, abs=3)
    text.close()
    page.close()
    document.close()


def test_characters_beyond_one_font_are_kept() -> None:
    letters = "".join(chr(0x4E00 + at) for at in range(150))
    document = pypdfium2.PdfDocument(text_layer_pdf([LayerPage((word(letters),), 3000, 300, 1.0)]))
    text = document[0].get_textpage()
    assert text.get_text_bounded().strip() == letters
    text.close()
    document.close()


def test_a_page_without_words_is_an_empty_page() -> None:
    document = pypdfium2.PdfDocument(text_layer_pdf([LayerPage((), 100, 100, 1.0)]))
    assert len(document) == 1
    document.close()


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "page.pgm"
    picture_of_text("slow").convert("L").save(file)
    with pytest.raises(PageUnreadableError, match=r"took longer than 0\.001 seconds"):
        recognise(file, dpi=200, seconds=0.001)


def test_a_picture_that_tesseract_can_not_open_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "page.pgm"
    file.write_bytes(b"P5 no picture")
    with pytest.raises(PageUnreadableError, match=r"Tesseract ended with status"):
        recognise(file, dpi=200)


def test_pages_are_read_under_their_own_numbers(tmp_path: Path) -> None:
    good = picture_of_text("This one is good").convert("L")
    images = [PageImage(4, good.crop((0, 0, 1, 1)), 200, (1, 1)), PageImage(7, good, 200, (9, 9))]
    pages = read_page_images(images, tmp_path)
    assert 7 in pages
    assert "".join(block.text or "" for block in pages[7].blocks) == "This one is good"
    assert [path.name for path in tmp_path.iterdir()] == ["text-layer.pdf"]


def test_pages_that_take_too_long_are_left_out(tmp_path: Path) -> None:
    slow = PageImage(0, picture_of_text("slow").convert("L"), 200, (9, 9))
    assert read_page_images([slow], tmp_path, limits=ReadingLimits(page_seconds=0.001)) == {}
    assert list(tmp_path.iterdir()) == []


def test_no_pictures_give_no_pages(tmp_path: Path) -> None:
    assert read_page_images([], tmp_path) == {}


@pytest.mark.parametrize(
    ("size", "scale"),
    [
        pytest.param((1700, 2200), 1.0, id="a page at 200 dpi stays"),
        pytest.param((800, 400), 2.0, id="a small picture is enlarged"),
        pytest.param((100, 100), 3.0, id="but no more than three times"),
        pytest.param((10_000, 10_000), 0.5, id="a large picture is reduced"),
    ],
)
def test_frames_are_brought_to_a_size_that_suits_reading(
    size: tuple[int, int], scale: float
) -> None:
    assert reading_scale(*size) == scale


@pytest.mark.parametrize(
    ("stated", "dpi"),
    [
        pytest.param((300, 300), 300, id="what the picture states"),
        pytest.param((72, 72), 1240 / 11, id="not what cameras and screens state"),
        pytest.param("broken", 1240 / 11, id="nothing readable"),
    ],
)
def test_the_resolution_on_paper(stated: object, dpi: float) -> None:
    image = picture_of_text("x")
    image.info["dpi"] = stated
    assert paper_dpi(image) == dpi


def launched(parent: int, *program: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", "-S", lifeline.__file__, str(parent), *program]
    return subprocess.run(command, capture_output=True, check=False, timeout=30)


def test_the_launcher_becomes_the_program() -> None:
    ended = launched(os.getpid(), sys.executable, "-c", "import os; print(os.getppid())")
    assert ended.stdout.strip() == str(os.getpid()).encode()


def test_the_launcher_starts_nothing_for_a_parent_that_is_gone() -> None:
    ended = launched(1, sys.executable, "-c", "print('started')")
    assert (ended.returncode, ended.stdout) == (0, b"")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent-death signal")
def test_the_program_dies_with_the_process_that_launched_it() -> None:
    nested = (
        "import os, subprocess, sys; child = subprocess.Popen([sys.executable, '-I', '-S', "
        f"{lifeline.__file__!r}, str(os.getpid()), sys.executable, '-c', "
        "\"import time; print('up', flush=True); time.sleep(60)\"], stdout=sys.stdout); "
        "sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", nested], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"up\n"
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert parent.stdout.read() == b""  # ends only when the program, which holds it too, is gone
    parent.stdin.close()
    parent.stdout.close()
