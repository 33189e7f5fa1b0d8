"""PDFs with text."""

import re
import subprocess
import sys

import pytest

from lineup.engine.processors.protocol import ProcessorError
from tests.convert.conftest import Converter
from tests.convert.pdf_files import (
    chapter_page,
    code,
    drawn_pdf,
    empty_pdf,
    flowing_pdf,
    heading,
    paragraph,
    red_square,
    ruled_table,
    running_page,
    space,
    text_page,
)

REPORT = flowing_pdf(
    heading("A report of the year"),
    space(),
    paragraph("The first paragraph says <b>what</b> was done in the year. " * 6),
    space(),
    heading("What was sold", 2),
    paragraph("The second paragraph says what was sold, and to whom it went. " * 6),
    space(),
    ruled_table([["Product", "Pieces"], ["Screws", "1,200"], ["Nuts", "80"]]),
    space(),
    paragraph("Between the two stands a sentence that belongs to neither of them."),
    space(),
    red_square(),
    paragraph("Figure 1. A red square"),
)


def test_headings_have_levels_and_tables_cells(convert: Converter) -> None:
    markdown = convert(REPORT).result["markdown"]
    assert markdown.startswith("# A report of the year\n\nThe first paragraph")
    assert "\n\n## What was sold\n\n" in markdown
    assert "| Product | Pieces |\n|---|---|\n| Screws | 1,200 |\n| Nuts | 80 |" in markdown


def test_a_figure_comes_with_its_caption_and_its_picture(convert: Converter) -> None:
    result = convert(REPORT).result
    name = next(iter(result["images"]))
    assert f"![]({name})\n\nFigure 1. A red square" in result["markdown"]
    assert name.startswith("_page_0_Figure_")
    assert name.endswith(".jpeg")


def test_without_images_there_is_neither_a_picture_nor_a_reference_to_one(
    convert: Converter,
) -> None:
    result = convert(REPORT, include_images=False, output_format="markdown,html").result
    assert result["images"] == {}
    assert "![" not in result["markdown"]
    assert "<img" not in result["html"]


def test_program_text_keeps_its_lines_and_their_indentation(convert: Converter) -> None:
    program = "def double(x):\n    if x:\n        return x * 2\n    return 0"
    source = flowing_pdf(paragraph("Like this: " * 20), space(), code(program))
    assert f"{program}\n```" in convert(source).result["markdown"]


def test_a_page_that_fails_is_named_and_the_others_are_good(convert: Converter) -> None:
    source = drawn_pdf(*[text_page(f"Page {name} it is.") for name in "abc"], pageCompression=0)
    places = [match.start() for match in re.finditer(rb"/Type /Page\n", source)]
    broken = source[: places[1]] + source[places[1] :].replace(b"/Page\n", b"/Oops\n", 1)
    output = convert(broken)
    assert output.has_errors
    assert output.page_count == 2
    assert output.result["markdown"] == "Page a it is.\n\nPage c it is."
    assert output.result["metadata"]["failed_pages"] == [1]
    [warning] = output.result["metadata"]["warnings"]
    assert warning.startswith("Reading failed on page 2")


def test_a_pdf_of_which_every_page_fails_is_an_error(convert: Converter) -> None:
    source = drawn_pdf(text_page("one"), pageCompression=0).replace(
        b"/Type /Page\n", b"/Type /Oops\n"
    )
    with pytest.raises(ProcessorError, match=r"This PDF is damaged or incomplete"):
        convert(source)


def test_the_first_document_finds_the_libraries_loaded_after_warming_up() -> None:
    check = (
        "import sys; from lineup.engine.processors.convert import Convert; "
        "cold = 'liteparse' in sys.modules; Convert().warm_up(); "
        "print(cold, 'liteparse' in sys.modules, 'pypdfium2' in sys.modules, 'pandas' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", check], capture_output=True, check=True)
    assert answer.stdout.split() == [b"False", b"True", b"True", b"False"]


def test_hostile_text_stays_text_in_every_format(convert: Converter) -> None:
    source = drawn_pdf(text_page("<script>alert(1)</script> and <img src=x onerror=y> in it"))
    result = convert(source, output_format="markdown,html,json,chunks").result
    for rendered in (result["html"], str(result["json"]), str(result["chunks"])):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in rendered
        assert "<script" not in rendered
        assert "<img" not in rendered
    assert "&lt;script>alert(1)&lt;/script>" in result["markdown"]


def test_running_headers_and_footers_are_left_out_and_headings_stay(convert: Converter) -> None:
    pages = [running_page(number, of_text="Something happened,") for number in range(1, 5)]
    markdown = convert(drawn_pdf(*pages)).result["markdown"]
    assert "Annual Report" not in markdown
    assert "Page 3" not in markdown
    assert "# Section 3\n\nSomething happened" in markdown


def test_headers_and_footers_are_kept_when_asked_for(convert: Converter) -> None:
    pages = [running_page(number, of_text="Something happened,") for number in range(1, 5)]
    result = convert(
        drawn_pdf(*pages), include_headers_footers=True, output_format="markdown,json"
    ).result
    assert result["markdown"].count("Annual Report") == 4
    types = [block["block_type"] for block in result["json"]["children"][2]["children"]]
    assert types == ["PageHeader", "SectionHeader", "Text", "PageFooter"]


def test_page_numbers_that_count_along_are_furniture_whatever_stands_beside_them(
    convert: Converter,
) -> None:
    pages = [
        chapter_page(f"{number} Chapter of {name}", f"Text of {name} follows here.")
        for number, name in enumerate(("rain", "snow", "wind", "hail"), start=17)
    ]
    markdown = convert(drawn_pdf(*pages)).result["markdown"]
    assert "Chapter of" not in markdown
    assert "Text of snow" in markdown


def test_a_page_range_takes_those_pages_under_their_own_numbers(convert: Converter) -> None:
    source = drawn_pdf(*[text_page(f"This is page {name}.") for name in "abcde"])
    output = convert(source, task={"page_range": "1,3-4"}, paginate=True, output_format="chunks")
    chunks = output.result["chunks"]
    assert [block["page"] for block in chunks["blocks"]] == [1, 3, 4]
    assert chunks["blocks"][1]["id"] == "/page/3/Text/0"
    assert output.page_count == output.result["page_count"] == 3


def test_max_pages_takes_the_first_ones_and_yields_to_a_page_range(convert: Converter) -> None:
    source = drawn_pdf(*[text_page(f"This is page {name}.") for name in "abc"])
    assert convert(source, max_pages=2).page_count == 2
    assert convert(source, max_pages=1, page_range="1-2").page_count == 2


def test_a_page_beyond_the_last_one_is_an_error(convert: Converter) -> None:
    with pytest.raises(ProcessorError, match="'4' reaches beyond the last page"):
        convert(drawn_pdf(text_page("one")), page_range="4")


def test_empty_pages_are_pages(convert: Converter) -> None:
    output = convert(empty_pdf(3), mode="balanced")
    assert output.page_count == 3
    assert output.result["markdown"] == ""
    assert output.result["parse_quality_score"] == 5.0
    methods = {page["text_extraction_method"] for page in output.result["metadata"]["page_stats"]}
    assert methods == {"none"}


def test_more_pages_than_the_service_takes_are_refused_with_their_number(
    convert: Converter,
) -> None:
    with pytest.raises(ProcessorError, match=r"has 7,001 pages; a run takes at most 7,000"):
        convert(empty_pdf(7_001))


def test_a_password_is_an_error_that_says_what_to_do(convert: Converter) -> None:
    source = drawn_pdf(text_page("secret"), encrypt="password")
    with pytest.raises(ProcessorError, match=r"protected by a password: remove it and upload"):
        convert(source)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(REPORT[: len(REPORT) // 2], id="half a file"),
        pytest.param(b"%PDF-1.7\n", id="a header alone"),
    ],
)
def test_a_damaged_pdf_is_an_error_that_says_so(convert: Converter, source: bytes) -> None:
    with pytest.raises(ProcessorError, match=r"This PDF is damaged or incomplete"):
        convert(source)


def test_an_empty_file_is_an_error(convert: Converter) -> None:
    with pytest.raises(ProcessorError, match=r"The file is empty"):
        convert(b"")


def test_an_unknown_type_is_an_error_that_names_the_known_ones(convert: Converter) -> None:
    with pytest.raises(ProcessorError, match=r"not a type of file that can be converted.*PDF"):
        convert(b"\x7fELF" + bytes(100))
