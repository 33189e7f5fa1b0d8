"""Whole papers, from the file to the values: invoices in three languages, a receipt, a letter, an agreement."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lineup.engine.processors.extract import Extract
from lineup.engine.processors.protocol import StepTask
from tests.extract.papers import PAPERS, Paper


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
