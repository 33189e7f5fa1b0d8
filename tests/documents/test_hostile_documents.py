import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from PIL import Image

from lineup.documents.page_count import inspect_document
from lineup.documents.page_images import PageImageError, render_pages
from tests.hostile.documents import Hostile, HostileDocument

Get = Callable[[Hostile], HostileDocument]

NOT_READ = "This is not a type of file that the service reads. It reads PDF; PNG, JPG"
DAMAGED = "The PDF is damaged and can't be opened."
PASSWORD = "The PDF is protected by a password: save a copy without it and use that."
HUGE = "The picture has 20,000 × 20,000 pixels; at most 100 million can be read."

PROBLEMS = {
    Hostile.ZERO_BYTES: "The file is empty.",
    Hostile.TRUNCATED_PDF: DAMAGED,
    Hostile.PASSWORD_PDF: PASSWORD,
    Hostile.ZIP_BOMB_DOCX: "The Word document unpacks to 1,000 MB; at most 500 MB can be read.",
    Hostile.TOO_MANY_PAGES_PDF: "The document has 8,000 pages; the service takes at most 7,000.",
    Hostile.RANDOM_BYTES: NOT_READ,
    Hostile.ELF_PROGRAM: NOT_READ,
    Hostile.OVERSIZE_PDF: "The file has 201.0 MB; the service takes at most 200 MB.",
    Hostile.PAGE_TREE_LOOP_PDF: DAMAGED,
    Hostile.DEEP_PAGE_TREE_PDF: DAMAGED,
    Hostile.HUGE_PNG: HUGE,
}

OFFICE_AND_WEB = {
    Hostile.BILLION_LAUGHS_DOCX,
    Hostile.DEEP_HTML,
    Hostile.OPEN_TAGS_HTML,
    Hostile.DEEP_DOCX,
    Hostile.MACROS_DOCM,
    Hostile.FILE_ENTITY_DOCX,
    Hostile.REPEATED_CELLS_ODS,
}
PAGES = {
    Hostile.MANY_PAGES_PDF: 5_000,
    Hostile.TOO_MANY_PAGES_PDF: 8_000,
    **dict.fromkeys(OFFICE_AND_WEB - {Hostile.REPEATED_CELLS_ODS}),
}

OUT_OF_MEMORY = "The page can't be drawn. It needs more memory than it may have."
UNDRAWABLE = {
    Hostile.TRUNCATED_PDF: DAMAGED,
    Hostile.PASSWORD_PDF: PASSWORD,
    Hostile.OVERSIZE_PDF: DAMAGED,
    Hostile.PAGE_TREE_LOOP_PDF: DAMAGED,
    Hostile.DEEP_PAGE_TREE_PDF: DAMAGED,
    Hostile.HUGE_PNG: HUGE,
}
SLOW = {Hostile.ANNOTATIONS_PDF}
GREEDY = {Hostile.FLATE_BOMB_PDF, Hostile.RECURSIVE_FORMS_PDF}
WITHOUT_IMAGES = {
    Hostile.ZERO_BYTES,
    Hostile.ZIP_BOMB_DOCX,
    *OFFICE_AND_WEB,
    Hostile.RANDOM_BYTES,
    Hostile.ELF_PROGRAM,
}


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    """Fail for a child that is left; what one of before has started meanwhile, such as a Postgres, is not of the test."""
    before = set(psutil.Process().children(recursive=True))
    yield
    for process in set(psutil.Process().children(recursive=True)) - before:
        with suppress(psutil.NoSuchProcess):  # it has ended
            assert before.intersection(process.parents()), process


@pytest.mark.parametrize("kind", sorted(PROBLEMS))
def test_what_cannot_be_taken_is_refused_with_a_sentence(kind: Hostile, hostile: Get) -> None:
    problem = inspect_document(hostile(kind).path).problem
    assert problem is not None
    assert problem.startswith(PROBLEMS[kind])


@pytest.mark.parametrize("kind", sorted(set(Hostile) - set(PROBLEMS)))
def test_what_looks_honest_from_outside_is_let_through_and_counted(
    kind: Hostile, hostile: Get
) -> None:
    found = inspect_document(hostile(kind).path)
    assert found.problem is None
    assert found.pages == PAGES.get(kind, 1)


@pytest.mark.parametrize("kind", sorted(UNDRAWABLE))
def test_what_cannot_be_drawn_is_refused_with_a_sentence(kind: Hostile, hostile: Get) -> None:
    with pytest.raises(PageImageError) as caught:
        render_pages(hostile(kind).path, pages=[0], width=300)
    assert str(caught.value) == UNDRAWABLE[kind]


@pytest.mark.parametrize("kind", sorted(GREEDY))
def test_a_page_that_eats_memory_or_time_is_given_up(kind: Hostile, hostile: Get) -> None:
    with pytest.raises(PageImageError, match=r"memory than it may have|longer than"):
        render_pages(hostile(kind).path, pages=[0], width=300)


@pytest.mark.parametrize(
    "kind", sorted(set(Hostile) - set(UNDRAWABLE) - GREEDY - SLOW - WITHOUT_IMAGES)
)
def test_the_rest_is_drawn_within_bounds(kind: Hostile, hostile: Get) -> None:
    [jpeg] = render_pages(hostile(kind).path, pages=[0], width=300)
    picture = Image.open(io.BytesIO(jpeg))
    assert 0 < picture.width <= 300
    assert picture.height <= 16_000


@pytest.mark.parametrize("kind", sorted(SLOW))
def test_a_page_that_takes_long_is_drawn_or_given_up(kind: Hostile, hostile: Get) -> None:
    try:
        assert len(render_pages(hostile(kind).path, pages=[0], width=300)) == 1
    except PageImageError as given_up:
        assert "longer than" in str(given_up)  # noqa: PT017 (either is right, as machines differ)


@pytest.mark.parametrize("kind", sorted(WITHOUT_IMAGES))
def test_what_has_no_pages_to_draw_gives_none(kind: Hostile, hostile: Get) -> None:
    assert render_pages(hostile(kind).path, pages=[0], width=300) == []


def test_no_bad_input_lies_under_the_name_its_sender_gave(hostile: Get) -> None:
    for kind in (Hostile.TRAVERSAL_NAME, Hostile.SCRIPT_NAME, Hostile.RIGHT_TO_LEFT_NAME):
        document = hostile(kind)
        assert document.path.name.isascii()
        assert document.path.parent == Path(document.path).resolve().parent
        assert document.filename == kind.value
