"""The parts of the backend: schema views, groups, passages, and where values are found."""

from datetime import date
from typing import Any

import pytest

from lineup.engine.processors.extract.llm.grounding import Places, is_same
from lineup.engine.processors.extract.llm.groups import groups_of
from lineup.engine.processors.extract.llm.passages import (
    Passage,
    page_chunks,
    passages_of,
    select,
    written,
)
from lineup.engine.processors.extract.llm.views import fields_in_words, strict_schema
from lineup.engine.processors.extract.schema.reading import read_schema
from tests.evals.made import text
from tests.llm.made import INVOICE, document, schema

TEXT = {"type": ["string", "null"], "maxLength": 500}


def test_the_strict_view_has_nothing_optional_and_no_references() -> None:
    written_schema = read_schema(
        {
            "$defs": {"money": {"type": "number", "minimum": 0, "title": "Money"}},
            "properties": {
                "total": {"$ref": "#/$defs/money"},
                "kind": {"enum": ["a", "b"]},
                "open": {},
                "party": {
                    "properties": {"name": {"anyOf": [{"type": "string"}, {"type": "null"}]}}
                },
                "rows": {"type": "array", "items": {"type": "string", "format": "date"}},
            },
            "required": ["total"],
        }
    )

    view = strict_schema(written_schema.root.properties)

    assert view == {
        "type": "object",
        "properties": {
            "total": {"type": ["number", "null"]},
            "kind": {"enum": ["a", "b", None]},
            "open": {"type": ["string", "number", "boolean", "null"], "maxLength": 500},
            "party": {
                "type": "object",
                "properties": {"name": TEXT},
                "required": ["name"],
                "additionalProperties": False,
            },
            "rows": {"type": "array", "items": TEXT},
        },
        "required": ["total", "kind", "open", "party", "rows"],
        "additionalProperties": False,
    }


def test_fields_are_told_in_words() -> None:
    fields = schema(
        kind={"enum": ["a", "b"], "description": "which"},
        rows={
            "type": "array",
            "items": {"properties": {"day": {"type": "string", "format": "date"}}},
        },
        party={"properties": {"name": {}}},
    )
    assert fields_in_words(fields.root.properties).splitlines() == [
        "- kind (one of a, b): which",
        "- rows (list, each item: object)",
        "  - day (date as YYYY-MM-DD)",
        "- party (object)",
        "  - name (value)",
    ]


def test_values_are_asked_in_groups_and_lists_alone() -> None:
    many: dict[str, Any] = {f"f{n}": {"type": "string"} for n in range(30)}
    many["rows"] = {"type": "array", "items": {"type": "string"}}
    many["deep"] = {"properties": {"rows": {"type": "array", "items": {"type": "string"}}}}

    groups = groups_of(schema(**many).root)

    assert [len(group.fields) for group in groups] == [25, 5, 1, 1]
    assert [group.is_gathered for group in groups] == [False, False, True, False]
    assert "rows" in groups[2].query


def test_passages_have_pages_blocks_and_tables_in_rows() -> None:
    passages = passages_of(document(INVOICE, [text("End.")]))

    assert [passage.block_id for passage in passages][2] == "/page/0/Table/2"
    assert written(passages[2:]).splitlines() == [
        "[page 1]",
        "Item | Amount",
        "Pens | 1,200.00",
        "Ink | 4.50",
        "Grand total EUR 1,204.50",
        "[page 2]",
        "End.",
    ]


def test_a_long_block_is_several_passages_of_whole_lines() -> None:
    lines = "\n".join(f"line {n} " + "x" * 90 for n in range(60))
    passages = passages_of(document([text(lines), text("y" * 3_500)]))

    assert [len(passage.text) <= 3_000 for passage in passages] == [True] * 4
    assert passages[1].text.startswith("line ")
    assert len(passages[2].text) == 3_000


def _passage(page: int, words: str, number: int = 0) -> Passage:
    return Passage(page, f"/page/{page}/Text/{number}", words)


def test_the_beginning_and_what_answers_is_selected_in_order() -> None:
    passages = [_passage(page, f"filler number {page} " + "word " * 20) for page in range(10)]
    passages[8] = _passage(8, "The grand total is 7")

    chosen = select(passages, ["grand", "total"], 600)

    assert chosen[0].page == 0
    assert passages[8] in chosen
    assert chosen == sorted(chosen, key=lambda passage: passage.page)
    assert select(passages, ["x"], 10_000) == passages


def test_chunks_hold_whole_pages_where_they_fit() -> None:
    passages = [_passage(page, "x" * 99, number) for page in range(3) for number in range(2)]

    assert [[each.page for each in chunk] for chunk in page_chunks(passages, 500)] == [
        [0, 0, 1, 1],
        [2, 2],
    ]
    assert [len(chunk) for chunk in page_chunks(passages, 300)] == [2, 2, 2]
    assert [len(chunk) for chunk in page_chunks(passages, 50)] == [1] * 6
    assert page_chunks([], 50) == []


FOUND = [
    _passage(0, "Invoice R-2041, dated 3. November 2026, due 12/31/2026"),
    _passage(1, "Total 1.204,50 EUR for 12 units of the Deluxe-Widget"),
    _passage(2, "Delivered to Northern Lights Trading Company"),
]


@pytest.mark.parametrize(
    ("value", "pages"),
    [
        pytest.param("R-2041", [0], id="as written"),
        pytest.param("r 2041", [0], id="other signs"),
        pytest.param("2026-11-03", [0], id="a date in words"),
        pytest.param("2026-12-31", [0], id="a date in figures"),
        pytest.param(1204.5, [1], id="a number"),
        pytest.param("EUR 1204.50", [1], id="an amount"),
        pytest.param("deluxe widget", [1], id="joined words"),
        pytest.param("Northern Light Trading Company", [2], id="alike"),
        pytest.param("Southern Cross", [], id="not there"),
        pytest.param(20, [], id="a part of another number"),
        pytest.param("7", [], id="short"),
        pytest.param(True, [], id="yes or no"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_value_is_found_however_it_is_written(value: Any, pages: list[int]) -> None:
    assert Places(FOUND).of(value) == tuple(f"/page/{page}/Text/0" for page in pages)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Acme Ltd.", "ACME LTD", True),
        (7, "7.00", True),
        (7, 8, False),
        (True, 1, False),
        (True, True, True),
        (None, "x", False),
        ("2026-11-03", date(2026, 11, 3).isoformat(), True),
    ],
)
def test_values_are_the_same_however_they_are_spelt(one: Any, other: Any, *, same: bool) -> None:
    assert is_same(one, other) is same
