"""The mode `accurate`, and who reads which line in it."""

import io
import os
import stat
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import cv2
import pytest

from lineup.engine.processors.convert.ocr import other_scripts, readers
from lineup.engine.processors.convert.ocr.effort import engine_of, libraries_of, limits_of
from lineup.engine.processors.convert.ocr.engine import Tesseract
from lineup.engine.processors.convert.ocr.paddle import TextLine
from lineup.engine.processors.convert.ocr.page_images import PageImage
from lineup.engine.processors.convert.ocr.page_reading import OcrEngine, Straightening
from lineup.engine.processors.convert.ocr.reader_child import ReadingLimits, read_pictures
from lineup.engine.processors.convert.ocr.words import Word
from lineup.engine.processors.convert.settings import Mode
from tests.convert.conftest import Converter
from tests.convert.page_pictures import PROSE, Reader, page_of_lines, reader_in, text_of
from tests.convert.pdf_files import picture_of_text, scanned_pdf

LETTER = ("Dear Sir or Madam,", "we thank you for 12 letters.")


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return reader_in(tmp_path)


def test_accurate_reads_a_scanned_page_with_another_engine(convert: Converter) -> None:
    result = convert(scanned_pdf(LETTER), mode="accurate", output_format="markdown,json").result
    assert result["markdown"].replace("\n\n", " ") == " ".join(LETTER)
    [page] = result["metadata"]["page_stats"]
    assert page["text_extraction_method"] == "pp-ocrv6"
    assert page["read_by"] == ["PP-OCRv6"]
    assert page["confidence"] > 0.9
    assert {"rapidocr", "rapid-layout"} <= set(result["versions"])


def test_balanced_names_the_tesseract_that_read_each_page(convert: Converter) -> None:
    result = convert(scanned_pdf(LETTER), mode="balanced").result
    [[reader]] = [page["read_by"] for page in result["metadata"]["page_stats"]]
    assert reader.startswith("tesseract 5.")
    assert reader.endswith(" (eng+deu)")
    assert "rapidocr" not in result["versions"]


def test_no_look_up_leaves_the_machine(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr("socket.getaddrinfo", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)
    reading = read(page_of_lines(*PROSE[:1], size=(1000, 200)), OcrEngine.PADDLE)
    assert text_of(reading) == PROSE[0]


def test_an_image_is_read_by_the_mode_s_engine(convert: Converter) -> None:
    buffer = io.BytesIO()
    picture_of_text("Read me", size=(500, 200)).save(buffer, "PNG")
    result = convert(buffer.getvalue(), mode="accurate").result
    assert result["markdown"] == "Read me"
    assert result["metadata"]["page_stats"][0]["read_by"] == ["PP-OCRv6"]


def test_bold_lines_and_ruling_lines_are_reported(read: Reader) -> None:
    reading = read(page_of_lines("Chapter one", *PROSE, bold=frozenset({0})), OcrEngine.TESSERACT)
    assert {word.text for word in reading.words if word.is_bold} == {"Chapter", "one"}
    assert text_of(reading) == " ".join(("Chapter one", *PROSE))


def test_only_one_open_cv_is_installed() -> None:
    names = {each.metadata["Name"].lower() for each in distributions()}
    assert {name for name in names if name.startswith("opencv")} == {"opencv-python-headless"}
    assert "GUI:                           NONE" in cv2.getBuildInformation()


def lines(*found: tuple[str, float]) -> list[TextLine]:
    return [
        TextLine(text, (70.0, 75.0 + 60 * at, 1200.0, 125.0 + 60 * at), confidence)
        for at, (text, confidence) in enumerate(found)
    ]


def test_a_line_that_is_doubted_goes_to_tesseract(
    read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = lines(("Sure of this", 0.99), ("Tne harlour", 0.4), ("", 0.0))
    monkeypatch.setattr(readers, "recognise_lines", lambda _: found)
    image = page_of_lines("Sure of this", "The harbour master", "and one more", size=(1240, 320))
    reading = read(image, OcrEngine.PADDLE)
    assert text_of(reading) == "Sure of this The harbour master and one more"
    assert reading.readers[0] == "PP-OCRv6"
    assert reading.readers[1].startswith("tesseract")


def test_a_doubted_line_stays_where_tesseract_is_no_surer(
    read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "recognise_lines", lambda _: lines(("Kept", 0.5)))
    monkeypatch.setattr(readers, "recognise", lambda *_, **__: [word("Lost", 0.3)])
    monkeypatch.setattr(readers, "system_tesseract", lambda *_: None)
    reading = read(page_of_lines("Kept", size=(600, 200)), OcrEngine.PADDLE)
    assert text_of(reading) == "Kept"
    assert reading.readers == ("PP-OCRv6",)


def word(text: str, confidence: float) -> Word:
    return Word(text, (80.0, 90.0, 200.0, 120.0), confidence, ("1", "1"), "1")


def fake_tesseract(folder: Path, script: str) -> str:
    """Return a program that knows Hindi, tells the script, and reads one word."""
    program = folder / "tesseract"
    program.write_text(
        f"#!{sys.executable}\n"
        "import sys\n"
        "a = sys.argv\n"
        "if '--list-langs' in a: print('List of languages:\\nosd\\neng\\nhin')\n"
        f"elif a[a.index('--psm') + 1] == '0': print('Script: {script}')\n"
        "elif '--version' in a: print('tesseract 9.9')\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


@pytest.mark.parametrize(
    ("script", "languages"),
    [
        pytest.param("Devanagari", "hin+eng", id="its script is installed"),
        pytest.param("Thai", None, id="its script is not installed"),
        pytest.param("Klingon", None, id="a script unheard of"),
    ],
)
def test_a_tesseract_of_the_system_reads_other_scripts(
    script: str, languages: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = fake_tesseract(tmp_path, script)
    monkeypatch.setattr(other_scripts, "_PATH", os.fspath(tmp_path))
    found = other_scripts.system_tesseract(tmp_path / "page.pgm", 10.0)
    assert found == (None if languages is None else Tesseract(program, languages))


def test_without_a_tesseract_of_the_system_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(other_scripts, "_PATH", os.fspath(tmp_path))
    assert other_scripts.system_tesseract(tmp_path / "page.pgm", 10.0) is None


def test_a_tesseract_of_the_system_that_fails_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(other_scripts, "_PATH", os.fspath(tmp_path))
    assert other_scripts.system_tesseract(tmp_path / "page.pgm", 10.0) is None


def test_the_surer_tesseract_is_taken(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Tesseract("/opt/tesseract", "hin")
    monkeypatch.setattr(Tesseract, "label", property(lambda self: self.languages))
    monkeypatch.setattr(readers, "system_tesseract", lambda *_: other)
    monkeypatch.setattr(
        readers,
        "recognise",
        lambda *_, tesseract, **__: [word("a", 0.9)] if tesseract == other else [word("b", 0.4)],
    )
    reading = read(page_of_lines("x", size=(600, 200)), OcrEngine.TESSERACT)
    assert (text_of(reading), reading.readers) == ("a", ("hin",))


def test_pages_are_read_until_the_document_s_time_is_over(tmp_path: Path) -> None:
    asked = []

    def images() -> Iterator[PageImage]:
        for index in range(3):
            asked.append(index)
            yield PageImage(index, page_of_lines("x", size=(60, 60)), 200, (1, 1))

    limits = ReadingLimits(document_seconds=0.0)
    assert list(read_pictures(images(), tmp_path, OcrEngine.TESSERACT, limits)) == []
    assert asked == []


def test_a_program_that_does_not_end_in_time_leaves_pages_out(tmp_path: Path) -> None:
    page = page_of_lines(
        *["many words on a page"] * 30, size=(1240, 1754)
    )  # none reads that so soon
    images = [PageImage(index, page, 200, (1, 1)) for index in (0, 1)]
    limits = ReadingLimits(document_seconds=0.05)
    assert list(read_pictures(images, tmp_path, OcrEngine.TESSERACT, limits)) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("mode", "engine"),
    [
        pytest.param(Mode.FAST, OcrEngine.TESSERACT, id="fast"),
        pytest.param(Mode.BALANCED, OcrEngine.TESSERACT, id="balanced"),
        pytest.param(Mode.ACCURATE, OcrEngine.PADDLE, id="accurate"),
    ],
)
def test_each_mode_has_its_engine(mode: Mode, engine: OcrEngine) -> None:
    assert engine_of(mode) is engine


def test_reading_leaves_time_for_the_rest_of_the_step() -> None:
    assert limits_of(600).document_seconds == 420


def test_digital_pages_stand_on_no_engine() -> None:
    assert libraries_of([]) == ()


def test_a_page_of_few_lines_is_taken_for_upright(read: Reader) -> None:
    picture = page_of_lines("Alone", size=(600, 200)).rotate(180)
    assert read(picture, OcrEngine.TESSERACT).straightening == Straightening()
