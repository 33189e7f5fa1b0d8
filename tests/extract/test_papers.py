"""Whole papers, from the file to the values: invoices in three languages, a receipt, a letter, an agreement."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lineup.engine.processors.extract import Extract
from lineup.engine.processors.protocol import StepTask
from tests.extract.papers import PAPERS, Paper, number, pdf, text


@pytest.mark.parametrize("make", PAPERS, ids=lambda make: make.__name__)
def test_a_paper_gives_the_values_a_reader_finds(make: Callable[[], Paper], tmp_path: Path) -> None:
    paper = make()
    source = tmp_path / "paper"
    source.write_bytes(paper.content)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    settings = {"page_schema": paper.schema, "extraction_mode": "turbo", "mode": paper.mode}

    output = Extract().run(StepTask(source, "paper", settings, scratch))

    assert output.result["extraction_schema_json"] == paper.expected


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param("Invoice TW-20417 · page 1 of 2", id="English"),
        pytest.param("Rechnung 20417 - Seite 1 von 2", id="German"),
        pytest.param("Facture 20417, Page 1/2", id="French"),
    ],
)
def test_the_foot_of_a_page_is_no_item(foot: str, tmp_path: Path) -> None:
    table: list[tuple[float, float, str]] = [
        (60, 600, "Description"),
        (300, 600, "Qty"),
        (380, 600, "Unit price"),
        (480, 600, "Amount"),
        (60, 620, "Pump"),
        (300, 620, "2"),
        (380, 620, "10.00"),
        (480, 620, "20.00"),
        (60, 640, "Valve"),
        (300, 640, "3"),
        (380, 640, "5.00"),
        (480, 640, "15.00"),
        (400, 662, foot),
    ]
    source = tmp_path / "paper"
    source.write_bytes(pdf(table))
    item = {"type": "object", "properties": {"description": text(), "amount": number("Amount")}}
    schema = {"type": "object", "properties": {"line_items": {"type": "array", "items": item}}}
    settings = {"page_schema": schema, "extraction_mode": "turbo", "mode": "fast"}

    output = Extract().run(StepTask(source, "paper", settings, tmp_path))

    assert output.result["extraction_schema_json"]["line_items"] == [
        {"description": "Pump", "amount": 20},
        {"description": "Valve", "amount": 15},
    ]
