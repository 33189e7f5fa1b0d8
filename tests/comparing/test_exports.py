"""Exports: one model feeds all, so that they agree to the digit; nothing hostile runs in any of them."""

import csv
import hashlib
import io
import json
import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser
from zipfile import ZipFile

import pytest

from lineup.comparing.exports.crops import page_crops
from lineup.comparing.exports.csv_export import figures_csv, grid_csv, safe_text
from lineup.comparing.exports.html_export import report_html
from lineup.comparing.exports.json_export import report_json
from lineup.comparing.exports.zip_export import report_zip
from lineup.comparing.numbers import number_text, rounded
from lineup.comparing.reading import ComparisonReader
from lineup.comparing.report import comparison_report
from lineup.comparing.report_model import ComparisonReport
from lineup.comparing.rules import ComparisonRules
from tests.comparing.conftest import Lab
from tests.comparing.samples import GOLDEN, HOSTILE, PLANTED, planted_comparison

MADE = datetime(2026, 11, 5, 12, tzinfo=UTC)


def report_of(lab: Lab, comparison_id: str) -> ComparisonReport:
    return comparison_report(ComparisonReader.of(lab.workspace).read(comparison_id), MADE)


class Reader(HTMLParser):
    """Keeps the elements and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_all_exports_agree_to_the_digit(lab: Lab) -> None:
    comparison = planted_comparison(lab)
    cells = lab.workspace.comparisons.cells(comparison.comparison_id)
    invoice = next(cell.document for cell in cells if cell.document.name == "invoice.html")
    lab.workspace.golden.add(invoice.key, GOLDEN, said_by="Ada")
    reading = ComparisonReader.of(lab.workspace).read(comparison.comparison_id)
    first = reading.documents[0].measured.comparison.differences[0]
    lab.workspace.verdicts.add(
        comparison.comparison_id, [first.id], [comparison.sides[1].key], judged_by="Ada"
    )
    report = report_of(lab, comparison.comparison_id)

    told = json.loads(report_json(report))
    page = Reader(report_html(report)).text
    grid = list(csv.DictReader(io.StringIO(grid_csv(report))))
    lines = list(csv.DictReader(io.StringIO(figures_csv(report))))

    [compared] = report.comparisons
    assert (compared.judged, compared.preferred_other) == (1, 1)
    assert compared.summary in page
    for figure, in_json, line in zip(
        compared.figures, told["comparisons"][0]["figures"], lines, strict=True
    ):
        for name in ("baseline", "other", "low", "high"):
            value: Decimal | None = getattr(figure, name)
            assert line[name] == ("" if value is None else str(value))
            assert (None if value is None else Decimal(str(in_json[name]))) == value
            assert value is None or number_text(value, figure.unit) in page
    assert compared.figures[1].name == "accuracy"
    assert (compared.figures[1].baseline, compared.figures[1].other) == (
        Decimal(1),
        Decimal("0.5"),
    )
    for document, row in zip(report.documents, grid, strict=True):
        assert row["document"] == document.name
        assert row["differences"] == str(document.differences)
        agreement = document.cells[1].agreement
        assert row["B agreement"] == ("" if agreement is None else str(agreement))
        assert number_text(document.cells[1].seconds, "seconds") in page
    found = {
        (one["document_name"], one["kind"], *(side["text"] for side in one["readings"]))
        for one in told["differences"]
    }
    assert found == PLANTED
    assert told["differences"][0]["supported"] in ([], ["A"])
    assert sum(one["right"] == ["B"] for one in told["differences"]) == 1


def test_nothing_hostile_runs_or_is_fetched(lab: Lab) -> None:
    name = "=cmd|' /C calc'!A0.html"
    pipeline = lab.pipeline(
        {name: {"extraction_schema_json": {"a": "fine", HOSTILE: "x"}}},
        {name: {"extraction_schema_json": {"a": HOSTILE}}},
    )
    document = lab.document("a.html")
    lab.workspace.documents.mark_deleted(document.key)
    (lab.folder / "hostile").write_bytes(b"<p>x</p>")
    kept = lab.workspace.documents.add(lab.folder / "hostile", name)
    comparison = lab.comparison(
        pipeline, [1, 2], type(document)(kept.sha256, name), rules={"ignored": [HOSTILE]}
    )
    lab.finish(comparison)
    report = report_of(lab, comparison.comparison_id)

    page = report_html(report)

    elements = Reader(page).elements
    assert not {"script", "iframe", "link", "object", "form", "a", "base"} & {
        e for e, _ in elements
    }
    assert not [name for _, attributes in elements for name in attributes if name.startswith("on")]
    assert not [tag for tag, attributes in elements if "src" in attributes or "href" in attributes]
    assert "url(" not in page
    policy = next(a["content"] for t, a in elements if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    style = re.search("<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    assert len(hashlib.sha256(style[1].encode()).digest()) == 32
    assert "alert(" in Reader(page).text
    [row] = csv.DictReader(io.StringIO(grid_csv(report)))
    assert row["document"] == "'" + name


def test_the_browser_accepts_the_styles_by_their_hash(lab: Lab) -> None:
    report = report_of(lab, planted_comparison(lab).comparison_id)
    page = report_html(report)
    style = page.split("<style>")[1].split("</style>")[0]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page
    assert "prefers-color-scheme: dark" in page


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("-2", "'-2"),
        ("\t=1", "'\t=1"),
        ("\uff1d1", "'\uff1d1"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_a_text_is_no_formula(text: str, safe: str) -> None:
    assert safe_text(text) == safe


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.93125, "share", "93.12 %"),
        (None, "share", "–"),
        (25.25, "cents", "$0.2525"),
        (4, "cents", "$0.04"),
        (-1234567.8915, "cents", "-$12,345.67892"),
        (1.2345, "seconds", "1.234 s"),
        (1234.0, "", "1,234"),
        (-0.00001, "seconds", "0.000 s"),
        (float("nan"), "cents", "–"),
        (1e40, "cents", "–"),
    ],
)
def test_numbers_are_rounded_once(value: float | None, unit: str, text: str) -> None:
    assert number_text(rounded(value, unit), unit) == text


def test_the_archive_s_manifest_names_each_file_with_its_hash(lab: Lab) -> None:
    report = report_of(lab, planted_comparison(lab).comparison_id)
    packed = report_zip(report, report_html(report))
    with ZipFile(io.BytesIO(packed)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert len(manifest["files"]) == len(archive.namelist()) - 1
        for file in manifest["files"]:
            content = archive.read(file["name"])
            assert hashlib.sha256(content).hexdigest() == file["sha256"]
            assert len(content) == file["bytes"]


def test_numbers_that_json_does_not_know_are_texts(lab: Lab) -> None:
    report = report_of(lab, planted_comparison(lab).comparison_id)
    first = report.differences[0]
    reading = replace(first.readings[0], value=[float("inf")])
    changed = replace(report, differences=(replace(first, readings=(reading,)),))
    told = json.loads(report_json(changed), parse_constant=pytest.fail)
    assert told["differences"][0]["readings"][0]["value"] == ["inf"]


def test_what_a_rule_passes_over_is_counted_and_not_shown(lab: Lab) -> None:
    comparison = planted_comparison(lab, rules={"ignored": ["field|currency"]})
    report = report_of(lab, comparison.comparison_id)
    assert report.ignored == 1
    assert not [one for one in report.differences if one.path == "currency"]
    assert "Passed over: differences of field currency." in report.rules


def test_a_difference_with_a_box_gets_a_picture_of_its_place(lab: Lab) -> None:
    comparison = planted_comparison(lab)
    reading = ComparisonReader.of(lab.workspace).read(comparison.comparison_id)

    crops = page_crops(lab.workspace, reading)

    order = next(read for read in reading.documents if read.document.name == "order.pdf")
    [difference] = order.measured.comparison.differences
    assert list(crops) == [difference.id]
    assert crops[difference.id].startswith("data:image/jpeg;base64,/9j/")
    page = Reader(report_html(report_of(lab, comparison.comparison_id), crops))
    [picture] = [attributes for tag, attributes in page.elements if tag == "img"]
    assert picture["src"] == crops[difference.id]


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("field|total", "field total"),
        ("text|", "text"),
        ("table_row|a.b", "table row a.b"),
        ("field|due|dates|case", "field due, the same by dates and case"),
        ("odd", "odd"),
    ],
)
def test_what_is_passed_over_is_told_in_words(group: str, words: str) -> None:
    rules = ComparisonRules(ignored=frozenset([group]))
    assert rules.sentences[-1] == f"Passed over: differences of {words}."
