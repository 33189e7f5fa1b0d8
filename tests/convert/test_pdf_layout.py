"""Tables, columns and headings of PDFs that are drawn line by line."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.convert.conftest import Converter
from tests.convert.pdf_files import drawn_pdf

Draw = Callable[[Canvas], None]
WORDS = [
    "the",
    "pump",
    "was",
    "seen",
    "and",
    "its",
    "seal",
    "was",
    "found",
    "to",
    "be",
    "well",
    "within",
    "what",
    "the",
    "maker",
    "allows",
]


def text(
    x: float, y: float, *lines: str, size: float = 10, font: str = "Helvetica", leading: float = 12
) -> Draw:
    """Return what draws the lines, the first at a height from below."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for at, line in enumerate(lines):
            canvas.drawString(x, y - leading * at, line)

    return draw


def prose(name: str, count: int, width: int = 44) -> list[str]:
    """Return lines of running text, each of nearly the width in characters and with the name in it."""
    lines = []
    for number in range(count):
        line = f"{name}{number}"
        for at in range(len(WORDS)):
            word = WORDS[(at + number * 3) % len(WORDS)]
            if len(line) + len(word) >= width:
                break
            line += f" {word}"
        lines.append(line)
    return lines


def rule(x0: float, x1: float, y: float) -> Draw:
    return lambda canvas: canvas.line(x0, y, x1, y)


def cells(xs: Sequence[float], y: float, *rows: Sequence[str], leading: float = 16) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for at, row in enumerate(rows):
            for x, cell in zip(xs, row, strict=True):
                canvas.drawString(x, y - leading * at, cell)

    return draw


def page(*parts: Draw) -> bytes:
    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return drawn_pdf(draw)


@pytest.fixture
def markdown(convert: Converter) -> Callable[..., str]:
    def run(*parts: Draw, **settings: Any) -> str:
        return str(convert(page(*parts), **settings).result["markdown"])

    return run


def test_a_table_between_three_lines_is_one(markdown: Callable[..., str]) -> None:
    written = markdown(
        text(72, 740, *prose("a", 4, 90)),
        rule(72, 500, 660),
        cells((76, 260, 400), 648, ("Rule", "Where", "Clauses")),
        rule(72, 500, 642),
        cells((76, 260, 400), 630, ("Arms Act", "Union", "152"), ("Food Act", "State", "")),
        rule(72, 500, 606),
        text(72, 580, *prose("b", 4, 90)),
    )
    assert (
        "| Rule | Where | Clauses |\n|---|---|---|\n| Arms Act | Union | 152 |\n| Food Act | State |  |"
    ) in written
    assert written.index("a3") < written.index("| Rule") < written.index("b0")


def test_a_table_to_be_filled_in_keeps_its_rows(markdown: Callable[..., str]) -> None:
    written = markdown(
        text(72, 740, *prose("a", 4, 90)),
        rule(72, 400, 660),
        cells((76, 240), 648, ("Added", "How fast it settles")),
        rule(72, 400, 642),
        cells((76,), 630, ("K",), ("Na",), ("Ca",)),
        rule(72, 400, 590),
    )
    assert "| Added | How fast it settles |\n|---|---|\n| K |  |\n| Na |  |\n| Ca |  |" in written


def test_figures_below_each_other_are_a_table_without_any_line(
    markdown: Callable[..., str],
) -> None:
    rows = [("Office", "Seats", "1992"), ("Senate", "24", "8.3"), ("House", "202", "9.4")]
    written = markdown(
        text(72, 740, *prose("a", 4, 90)),
        cells((72, 250, 400), 660, *rows, ("Cabinet", "20", "15.0")),
    )
    assert "| Senate | 24 | 8.3 |\n| House | 202 | 9.4 |\n| Cabinet | 20 | 15.0 |" in written


def test_labels_and_amounts_stay_beside_each_other(markdown: Callable[..., str]) -> None:
    written = markdown(
        text(72, 740, *prose("a", 4, 90)),
        cells(
            (72, 400),
            660,
            ("Net", "50,00 €"),
            ("Tax 19 %", "9,50 €"),
            ("Total", "59,50 €"),
            leading=13,
        ),
        text(72, 600, *prose("b", 4, 90)),
    )
    assert "| Net | 50,00 € |" in written
    assert "| Total | 59,50 € |" in written


def test_cells_of_any_table_have_their_boxes(convert: Converter) -> None:
    source = page(
        rule(72, 500, 660),
        cells((76, 260), 648, ("Rule", "Clauses")),
        rule(72, 500, 642),
        cells((76, 260), 630, ("Arms Act", "152")),
        rule(72, 500, 620),
    )
    output = convert(source)
    found = [block for block in output.checkpoint["pages"][0]["blocks"] if block["type"] == "Table"]
    boxes = [cell["box"] for cell in found[0]["content"]["cells"]]
    assert [round(box[0]) for box in boxes] == [76, 260, 76, 260]
    assert all(130 < box[1] < box[3] < 180 for box in boxes)


def test_columns_are_no_table(markdown: Callable[..., str]) -> None:
    left, right = prose("l", 20), prose("r", 20)
    written = markdown(text(60, 700, *left), text(310, 700, *right))
    assert "|" not in written
    assert written.index("l19") < written.index("r0")


def test_columns_with_a_narrow_space_are_read_one_after_the_other(
    markdown: Callable[..., str],
) -> None:
    written = markdown(
        text(60, 740, "Impact on business", size=22, font="Helvetica-Bold"),
        text(60, 700, *prose("l", 14, 50)),
        text(300, 694, *prose("r", 14, 50)),
    )
    assert written.startswith("# Impact on business\n\nl0 ")
    assert written.index("l13") < written.index("r0")
    assert written.count("\n\n") == 2


def test_rules_of_the_next_column_do_not_part_a_paragraph(markdown: Callable[..., str]) -> None:
    left = [
        "Profit was twelve million pounds, after",
        "Halsted had opened its second line, and",
        "EUR two million were spent on",
    ]
    left += ["Brook meters, which are now sold", "Everywhere in the north."]
    right = [rule(320, 540, 694 - 12 * at) for at in range(5)]

    found = markdown(
        text(72, 700, *left), *right, *[text(330, 684 - 12 * at, "9.4") for at in range(4)]
    )

    assert " ".join(left[:3]) in found


def test_what_crosses_the_columns_parts_them(markdown: Callable[..., str]) -> None:
    written = markdown(
        text(60, 740, *prose("a", 6, 44)),
        text(310, 740, *prose("b", 6, 44)),
        text(60, 650, *prose("across", 3, 100)),
        text(60, 600, *prose("c", 6, 44)),
        text(310, 600, *prose("d", 6, 44)),
    )
    order = [written.index(name) for name in ("a0", "b0", "across0", "c0", "d0")]
    assert order == sorted(order)


def test_notes_below_the_columns_follow_both(markdown: Callable[..., str]) -> None:
    written = markdown(
        text(60, 700, *prose("l", 30)),
        text(310, 700, *prose("r", 30)),
        text(60, 310, *prose("n", 3, 54), size=8, leading=9),
    )
    assert written.index("r29") < written.index("n0")


def test_a_words_hyphen_at_a_lines_end_goes_where_lines_are_joined(
    markdown: Callable[..., str],
) -> None:
    left = prose("l", 12, 50)
    left[3] = left[3][:44] + " exam-"
    left[4] = "ple of what was said and what was heard by"
    written = markdown(text(60, 700, *left), text(300, 694, *prose("r", 12, 50)))
    assert "example of what" in written


def test_large_type_makes_a_heading_even_of_a_number_and_a_title(
    markdown: Callable[..., str],
) -> None:
    written = markdown(
        text(72, 680, "4", "Basis Fields", size=20, leading=24), text(72, 600, *prose("a", 8, 90))
    )
    assert written.startswith("# 4 Basis Fields\n\na0")


@pytest.mark.parametrize(
    ("line", "size", "y"),
    [
        pytest.param("Figure 3 What was sold in the year", 14, 600, id="a caption"),
        pytest.param("Pre-Election Assessment Report", 12, 765, id="a running head"),
        pytest.param("Annual Report of the Company", 16, 30, id="a footer"),
        pytest.param(
            "What happens when you and others play this harder version of the game?",
            11,
            600,
            id="a question",
        ),
        pytest.param(r"\frac{a}{b}=\sqrt{\mathrm{c}}+1", 16, 600, id="a formula"),
        pytest.param("June 2023", 15, 600, id="a date"),
    ],
)
def test_what_is_no_heading(markdown: Callable[..., str], line: str, size: float, y: float) -> None:
    written = markdown(
        text(72, 700, *prose("a", 6, 90)),
        text(72, y, line, size=size),
        text(72, 540, *prose("b", 6, 90)),
    )
    assert "#" not in written


def test_numbers_in_large_type_beside_their_texts_are_no_headings(
    markdown: Callable[..., str],
) -> None:
    parts = [
        part
        for at in range(4)
        for part in (
            text(60, 700 - 90 * at, str(at + 1), size=20),
            text(100, 690 - 90 * at, *prose(f"p{at}x", 3, 80)),
        )
    ]
    assert "#" not in markdown(*parts)


def test_a_formula_in_latex_is_an_equation_with_its_number(convert: Converter) -> None:
    result = convert(
        page(
            text(72, 700, *prose("a", 6, 90)),
            text(72, 600, r"\mathrm{v}(f)=\sum_i\mathrm{e}_i*2 (4.1)", font="Helvetica-Oblique"),
            text(72, 540, *prose("b", 6, 90)),
        ),
        output_format="markdown,json",
    ).result
    assert "$$\n\\mathrm{v}(f)=\\sum_i\\mathrm{e}_i*2 \\tag{4.1}\n$$" in result["markdown"]
    types = [block["block_type"] for block in result["json"]["children"][0]["children"]]
    assert "Equation" in types


def test_a_page_of_very_many_words_is_read_as_the_library_reads_it(
    markdown: Callable[..., str],
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 4)
        for at in range(4_500):
            canvas.drawString(20 + 12 * (at % 45), 780 - 7 * (at // 45), f"w{at % 97}")

    assert "w13" in markdown(draw)
