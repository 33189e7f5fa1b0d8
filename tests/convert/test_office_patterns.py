"""What is looked for in the parts of Office files: a part of a few kilobytes, packed, may repeat anything very often."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lineup.engine.processors.convert.office.markings import Markings
from lineup.engine.processors.convert.office.slide_text import prepared_slides
from lineup.engine.processors.convert.office.word_changes import read_comments
from lineup.engine.processors.convert.office.word_text import WordText
from tests.convert.office_files import archive

TIMES = 30_000


def body(part: str) -> object:
    return WordText(Markings()).body(part)


def body_with_changes(part: str) -> object:
    return WordText(Markings()).body_with_changes(part, {})


def footnotes(part: str) -> object:
    return WordText(Markings()).footnotes(part)


@pytest.mark.parametrize(
    ("read", "piece"),
    [
        pytest.param(read_comments, "<w:comment x>", id="comments"),
        pytest.param(read_comments, "<w:comment ", id="comments without end"),
        pytest.param(body, "<w:br ", id="breaks"),
        pytest.param(body, "<w:pageBreakBefore/>", id="page breaks"),
        pytest.param(body, "<w:footnoteReference ", id="references"),
        pytest.param(body_with_changes, "<w:ins ", id="changes"),
        pytest.param(footnotes, "<w:footnote ", id="notes"),
    ],
)
def test_time_grows_with_a_part_and_no_faster(read: Callable[[str], object], piece: str) -> None:
    started = time.process_time()
    read(piece * TIMES)
    assert time.process_time() - started < 5  # what grows with the square takes minutes


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("<a:r><a:rPr>" * TIMES, id="runs without end"),
        pytest.param(f"<a:r><a:rPr {'a:' * TIMES}/><a:t>x</a:t>", id="a long name"),
    ],
)
def test_time_grows_with_a_slide_and_no_faster(part: str, tmp_path: Path) -> None:
    source = tmp_path / "deck.pptx"
    source.write_bytes(archive({"ppt/slides/slide1.xml": part}))
    started = time.process_time()
    assert prepared_slides(source, tmp_path / "prepared") is not None
    assert time.process_time() - started < 5
