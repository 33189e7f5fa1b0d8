"""What each declared check finds."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lineup.contract.eval_checks import (
    Arithmetic,
    HeadingOrder,
    NoEmptyPage,
    Pattern,
    RequiredFields,
    RuleType,
    SchemaValidity,
    TableShape,
    TextAgreement,
)
from lineup.engine.evals.checks.arithmetic import check_arithmetic
from lineup.engine.evals.checks.fields import check_required_fields, check_schema_validity
from lineup.engine.evals.checks.patterns import check_pattern
from lineup.engine.evals.checks.structure import (
    check_empty_pages,
    check_heading_order,
    check_table_shape,
)
from lineup.engine.evals.checks.text_layer import check_text_agreement
from lineup.engine.evals.items import Item, NotScored, Place
from lineup.engine.evals.numbers import read_number
from lineup.engine.evals.subject import Subject
from lineup.engine.processors.convert.model.blocks import BlockType
from lineup.engine.processors.convert.model.contents import Cell, Grid
from lineup.engine.processors.convert.pdf.opening import opened_pdf
from lineup.samples import SAMPLES
from tests.evals.made import document, extraction, heading, of, properties, table, text

PAGE, BLOCK, WHOLE = RuleType.PAGE, RuleType.BLOCK, RuleType.DOCUMENT


def scores(items: list[Item]) -> list[float]:
    return [item.score for item in items]


def test_an_empty_page_and_one_that_failed_score_nothing() -> None:
    running = text("Page 2", BlockType.PAGE_FOOTER)
    subject = document([text("Words.")], [running], failed=(2,))

    items = list(check_empty_pages(NoEmptyPage(), subject))

    assert scores(items) == [5, 0, 0]
    assert [item.place.page_id for item in items] == [0, 1, 2]


def test_a_page_with_part_of_the_text_that_it_should_have_scores_in_part() -> None:
    items = list(check_empty_pages(NoEmptyPage(min_characters=10), document([text("a b c d e")])))

    assert scores(items) == [2.5]
    assert items[0].feedback == "5 characters of text"


def test_a_heading_that_skips_levels_loses_points_and_says_where() -> None:
    subject = document([heading(1), text("Words."), heading(3)], [heading(2), heading(6)])

    items = list(check_heading_order(HeadingOrder(), subject))

    assert scores(items) == [5, 2.5, 5, 0]
    assert items[1].feedback == "level 3 follows level 1"
    assert items[1].place == Place(0, "/page/0/SectionHeader/2", "SectionHeader")


GOOD = table(["Item", "Price"], ["Pen", "2"], ["Ink", "3"])


@pytest.mark.parametrize(
    ("block", "score", "words"),
    [
        pytest.param(GOOD, 5, "", id="good"),
        pytest.param(table(["Item"], ["Pen"]), 2, "2 × 1 cells instead", id="one column"),
        pytest.param(
            of(Grid(2, 2, (Cell((), 0, 0, columns=2), Cell((), 0, 1)))),
            3,
            "overlap or stick out",
            id="overlap",
        ),
        pytest.param(of(Grid(2, 2, (Cell((), 1, 1, rows=2),))), 3, "stick out", id="outside"),
        pytest.param(table(["Item", ""], ["Pen", "2"]), 4, "1 of 2 columns have no", id="heading"),
        pytest.param(table(["a", "b"], ["", ""], ["", ""]), 3, "67% of its cells", id="empty"),
    ],
)
def test_a_table_loses_points_for_its_shape(block: Any, score: float, words: str) -> None:
    items = list(check_table_shape(TableShape(), document([text("Words."), block])))

    assert scores(items) == [score]
    assert words in items[0].feedback


@pytest.mark.parametrize(
    ("check", "rule_type", "expected"),
    [
        pytest.param(Pattern(pattern=r"\d{4}"), BLOCK, [5, 0, 0], id="blocks"),
        pytest.param(Pattern(pattern=r"\d{4}"), PAGE, [5, 0], id="pages"),
        pytest.param(Pattern(pattern=r"\d{4}"), WHOLE, [5], id="document"),
        pytest.param(Pattern(pattern=r"\d{4}", absent=True), PAGE, [0, 5], id="absent"),
        pytest.param(Pattern(pattern="Year", block_types=["SectionHeader"]), BLOCK, [5], id="type"),
    ],
)
def test_a_pattern_is_looked_for_in_what_the_rule_looks_at(
    check: Pattern, rule_type: RuleType, expected: list[float]
) -> None:
    subject = document([text("Year 2026"), heading(1, "Year")], [text("None.")])

    assert scores(list(check_pattern(check, subject, rule_type))) == expected


def test_a_pattern_of_a_field_is_looked_for_in_each_value() -> None:
    rows = {"rows": [{"id": "A-1"}, {"id": None}], "rows_citations": ["/page/3/Table/7"]}
    check = Pattern(pattern="^[A-Z]-[0-9]$", field="rows[].id")

    items = list(check_pattern(check, extraction(rows), WHOLE))

    assert scores(items) == [5, 0]
    assert items[1].feedback == "rows[1].id does not match the pattern"
    assert items[1].place == Place(3, "/page/3/Table/7", "Table")


def test_the_report_agrees_with_its_own_text_layer_and_a_shortened_one_does_not() -> None:
    report = SAMPLES[0].path
    with opened_pdf(report) as pdf:
        words = pdf[0].get_textpage().get_text_bounded().split()
    whole, half = document([text(" ".join(words))]), document([text(" ".join(words[::2]))])

    agreeing = list(check_text_agreement(TextAgreement(), replace(whole, source=report)))
    lacking = list(check_text_agreement(TextAgreement(), replace(half, source=report)))

    assert agreeing == [Item(5.0, "", Place(0))]
    assert 3 < lacking[0].score < 3.6
    assert "words are missing, 0 are not in the text layer" in lacking[0].feedback


@pytest.mark.parametrize("name", ["page.html", "broken.pdf"])
def test_what_has_no_text_layer_is_not_compared(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.7\nnothing" if name.endswith("pdf") else b"<!doctype html><p>x")

    with pytest.raises(NotScored):
        list(check_text_agreement(TextAgreement(), Subject(path, document([]).document)))


def test_required_fields_are_named_by_the_rule_or_by_the_schema() -> None:
    written = {"number": "R-1", "number_citations": ["/page/0/Text/1"], "date": "", "total": None}
    named = RequiredFields(fields=["number", "date"])
    schema = properties(number={}, total={}) | {"required": ["total"]}

    by_rule = list(check_required_fields(named, extraction(written)))
    by_schema = list(check_required_fields(RequiredFields(), extraction(written, schema)))

    assert scores(by_rule) == [5, 0]
    assert by_rule[0].place.block_id == "/page/0/Text/1"
    assert [item.feedback for item in by_schema] == ["total is missing"]


def test_all_of_a_schema_is_required_if_it_says_nothing_of_that() -> None:
    bare = {"number": {"type": "string"}, "items": {"type": "array"}}

    items = list(check_required_fields(RequiredFields(), extraction({"number": "1"}, bare)))

    assert scores(items) == [5, 0]


def test_a_list_without_items_lacks_what_its_items_must_have() -> None:
    items = list(check_required_fields(RequiredFields(fields=["rows[].id"]), extraction({})))

    assert [item.feedback for item in items] == ["rows[].id is missing"]


def test_fields_that_break_the_schema_are_told_one_by_one() -> None:
    schema = properties(total={"type": "number"}, rows={"items": properties(id={"type": "string"})})
    written = {"total": "x", "total_meta": {}, "rows": [{"id": 1}, {"id": 2}]}
    schema["required"] = ["number"]

    items = list(check_schema_validity(SchemaValidity(), extraction(written, schema)))

    assert scores(items) == [0, 0, 0]
    assert items[0].feedback == "total: 'x' is not of type 'number'"
    assert items[1].feedback.endswith("(and 1 more)")
    assert items[2].feedback == "number: 'number' is a required property"


def test_what_was_not_found_is_invalid_only_where_it_is_required() -> None:
    rows = {"type": "array", "items": properties(id={"type": "string"})}
    schema = properties(
        a={"type": "string"}, b={"type": "string"}, c={"type": ["string", "null"]}, rows=rows
    )
    schema["required"] = ["b", "c"]
    written = {"a": None, "b": None, "c": None, "rows": [{"id": None}]}

    items = list(check_schema_validity(SchemaValidity(), extraction(written, schema)))

    assert scores(items) == [5, 0, 5, 5]
    assert items[1].feedback == "b: None is not of type 'string'"


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param({"properties": {"a": {"$ref": "#"}}, "$ref": "#"}, id="refers to itself"),
        pytest.param({"properties": {"a": {"$ref": "http://x.invalid/s"}}}, id="elsewhere"),
        pytest.param({"properties": {"a": {"type": 7}}}, id="no schema"),
    ],
)
def test_a_schema_that_can_not_be_used_is_a_sentence(schema: dict[str, Any]) -> None:
    with pytest.raises(NotScored, match="can't be used: it"):
        list(check_schema_validity(SchemaValidity(), extraction({"a": 1}, schema)))


INVOICE = {
    "lines": [
        {"quantity": 2, "unit_price": "1.50", "amount": "3.00"},
        {"quantity": 1, "unit_price": "4,00 €", "amount": "4,00 €"},
    ],
    "lines_citations": ["/page/1/Table/3"],
    "subtotal": 7.0,
    "vat": "1.33",
    "grand_total": "8,33 EUR",
}


def test_an_invoice_closes() -> None:
    items = list(check_arithmetic(Arithmetic(), extraction(INVOICE), WHOLE))

    assert scores(items) == [5, 5, 5, 5]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"vat": "2"}, "grand_total is 8.33, and the figures make 9", id="tax"),
        pytest.param({"subtotal": 9, "vat": None}, "subtotal is 9, and the figures", id="sum"),
        pytest.param(
            {"lines": [{"qty": 3, "price": 2, "total": 5}], "subtotal": None},
            "lines[0].total is 5, and the figures make 6",
            id="product",
        ),
    ],
)
def test_an_invoice_that_does_not_close_says_which_figure(change: Any, words: str) -> None:
    items = list(check_arithmetic(Arithmetic(), extraction(INVOICE | change), WHOLE))

    wrong = [item.feedback for item in items if item.score == 0]
    assert len(wrong) == 1
    assert wrong[0].startswith(words)


def test_fields_that_must_add_up_can_be_named() -> None:
    subject = extraction({"a": 1, "b": "2", "c": 3, "d": "none"})
    closes = Arithmetic(total="c", parts=["a", "b"])

    assert scores(list(check_arithmetic(closes, subject, WHOLE))) == [5]
    assert scores(list(check_arithmetic(Arithmetic(total="d", parts=["a"]), subject, WHOLE))) == [0]


def test_a_column_is_its_total_where_the_last_row_says_so() -> None:
    rows = [["Quarter", "Revenue", "Change"], ["Q1", "1,200", "3 %"], ["Q2", "800", "9 %"]]
    good, bad = [*rows, ["Total", "2,000", "5"]], [*rows, ["Total", "2,100", "5"]]
    subject = document([table(*good)], [table(*bad), table(*rows)])

    items = list(check_arithmetic(Arithmetic(), subject, BLOCK))

    assert scores(items) == [5, 0]
    assert items[1].feedback == "column 2 is 2100, and the figures make 2000"


@pytest.mark.parametrize(
    "raising",
    [
        lambda: check_heading_order(HeadingOrder(), document([text("Words.")])),
        lambda: check_table_shape(TableShape(), document([text("Words.")])),
        lambda: check_pattern(Pattern(pattern="x"), document([]), BLOCK),
        lambda: check_required_fields(RequiredFields(), extraction({})),
        lambda: check_required_fields(RequiredFields(), document([])),
        lambda: check_schema_validity(SchemaValidity(), extraction({})),
        lambda: check_arithmetic(Arithmetic(), extraction({"a": 1}), WHOLE),
        lambda: check_empty_pages(NoEmptyPage(), extraction({})),
    ],
    ids=["headings", "tables", "texts", "names", "extraction", "schema", "sums", "pages"],
)
def test_a_check_with_nothing_to_look_at_is_not_scored(raising: Any) -> None:
    with pytest.raises(NotScored):
        list(raising())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1,204.50", "1204.50"),
        ("1.204,50 €", "1204.50"),
        ("1 204,5", "1204.5"),
        ("1,204", "1204"),
        ("0,125", "0.125"),
        ("1.204.500", "1204500"),
        ("(12.00)", "-12.00"),
        ("12-", "-12"),
        ("−3", "-3"),
        ("CHF 1’000.00", "1000.00"),
        (7.5, "7.5"),
        ("7.", "7"),
        ("1.2,3.4", None),
        ("1 to 2 of", None),
        ("none", None),
        (None, None),
        (True, None),
        (float("nan"), None),
    ],
)
def test_figures_are_read_as_people_write_them(written: Any, expected: str | None) -> None:
    assert read_number(written) == (None if expected is None else Decimal(expected))
