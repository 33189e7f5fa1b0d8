"""The views of what a step found: its fields and its segments."""

from typing import Any

import pytest

from components.fields_view import answer_text, field_text, fields_frame, list_table, value_text
from components.page_blocks import result_pages
from components.places import Place, cited_places
from components.result_views import ResultView, found_json, views_of
from components.section_fields import section_fields_frame
from components.segments_view import (
    bands_html,
    because_text,
    evidence_text,
    first_place,
    segments_frame,
    summary_text,
)
from lineup.contract.extractions import read_extraction
from lineup.contract.segments import Segment, Segmentation, read_segmentation
from tests.dashboard.conftest import OpenPage
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import block, execution, page_block, pipeline, result, step
from tests.dashboard.seen import words

ID = "pex_000000000001"
FIELDS: dict[str, Any] = {
    "total": "1,204.50",
    "total_citations": ["/page/1/Text/1"],
    "total_meta": {"confidence": "high", "reasoning": "After *Total*."},
    "due": None,
    "due_meta": {"confidence": "low"},
    "rows": [
        {"what": "Bolt", "what_citations": ["/page/0/Table/2"], "more": {"qty": 4}},
        {"what": "Nut", "Page": 9},
    ],
}
SEGMENTS: dict[str, Any] = {
    "segments": [
        {
            "name": "Letter",
            "pages": [0],
            "confidence": "low",
            "evidence": [{"kind": "words", "page": 0, "text": "dear"}],
        },
        {
            "name": "Invoice <b>",
            "pages": [1, 2, 4],
            "confidence": "high",
            "evidence": [
                {"kind": "heading", "page": 1, "text": "Invoice", "block_id": "/page/1/Text/1"},
                {"kind": "boundary", "page": 1, "text": "page 1 of 3"},
            ],
        },
    ],
    "metadata": {"total_pages": 5, "segmentation_method": "schema", "unassigned_pages": [3]},
}
TWO_PAGES = (
    page_block(block("Text", 1, "<p>First</p>")),
    page_block(block("Text", 1, "<p>Second</p>", page=1), page=1),
)


def fields_of(value: Any = FIELDS) -> Any:
    return read_extraction(value)


def segmentation() -> Segmentation:
    found = read_segmentation(SEGMENTS)
    assert found is not None
    return found


def test_each_field_is_a_row_with_value_level_and_page() -> None:
    assert fields_frame(fields_of()).to_numpy().tolist() == [
        ["total", "1,204.50", "● high", "page 2"],
        ["due", "not found", "–", "no citation"],
        ["rows", "2 rows", "–", "no citation"],
    ]


def test_a_list_is_a_table_with_the_page_of_each_row() -> None:
    table = list_table(fields_of()[2])
    assert table.frame.to_dict("list") == {
        "what": ["Bolt", "Nut"],
        "more.qty": ["4", "–"],
        "Page": ["–", "9"],
        "Page read on": ["page 1", "no citation"],
    }
    assert table.places[0] == (Place(0, "/page/0/Table/2"),)


def test_a_list_of_plain_values_and_a_long_one_are_tables() -> None:
    table = list_table(fields_of({"tags": [str(number) for number in range(300)]})[0])
    assert table.frame["Value"].tolist()[:2] == ["0", "1"]
    assert table.note == "Shows the first 200 of 300 rows. The download has all of it."


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "not found"),
        (False, "false"),
        (1.5, "1.5"),
        ([], "no rows"),
        ({}, "{}"),
        ("two\nlines", "two lines"),
    ],
)
def test_values_are_texts(value: Any, text: str) -> None:
    assert value_text(value) == text


def test_the_chosen_field_tells_why() -> None:
    assert field_text(fields_of()[0]) == "**total** · 1,204.50\n\nWhy: After \\*Total\\*."
    assert "no place can be shown" in field_text(fields_of()[1])


def test_the_backend_is_named_and_so_is_that_it_is_not() -> None:
    told = result(
        extraction_mode="fast",
        metadata={"extraction_backend": "llm", "extraction_model": "m-1"},
        sections=[{}, {}],
    )
    assert answer_text(fields_of(), told) == (
        "Answered by the language model m\\-1 · mode fast · 2 of 3 fields found · merged from 2 sections"
    )
    assert answer_text([], result()).startswith("The server doesn't say which backend")


def test_places_are_read_from_block_ids() -> None:
    assert cited_places(["/page/3/Text/1", "no id"]) == [Place(3, "/page/3/Text/1")]


def test_segments_are_rows_with_their_strongest_reason() -> None:
    assert segments_frame(segmentation().segments).to_numpy().tolist() == [
        ["Letter", "page 1", "○ low", "words: dear"],
        ["Invoice <b>", "pages 2-3, 5", "● high", "heading: Invoice"],
    ]
    assert because_text(Segment(name="A")) == "–"


def test_the_summary_counts() -> None:
    assert summary_text(segmentation()) == (
        "2 segments on 5 pages · looked for by their names · 1 page in none"
    )
    assert summary_text(Segmentation()) == "0 segments"


def test_the_evidence_is_a_list() -> None:
    first, second = segmentation().segments
    assert evidence_text(second).splitlines()[2:] == [
        "- Heading: Invoice (page 2)",
        "- Begins here because of: page 1 of 3 (page 2)",
    ]
    assert (first_place(first), first_place(second)) == (Place(0), Place(1, "/page/1/Text/1"))
    assert "tells nothing" in evidence_text(Segment(name="A", pages=(0,)))


def test_bands_are_harmless_mark_the_page_and_tell_the_rest() -> None:
    html = bands_html(segmentation(), 2)
    assert "<b>" not in html
    assert html.count("border:2px") == 1
    assert "no segment" in html
    many = Segmentation(segments=tuple(Segment(name=str(n), pages=(n,)) for n in range(70)))
    assert "and 10 more segments" in bands_html(many, 0)


def test_each_result_begins_with_the_view_that_suits_it() -> None:
    assert views_of(result(*TWO_PAGES))[0] is ResultView.RENDERED
    fields = views_of(result(*TWO_PAGES, extraction_schema_json={}))
    assert fields[:2] == [ResultView.FIELDS, ResultView.RENDERED]
    assert views_of(result(segmentation_results={}))[0] is ResultView.SEGMENTS
    assert found_json(result(extraction_schema_json={"a": 1})) == {
        "extraction_schema_json": {"a": 1}
    }


def test_pages_without_blocks_are_those_that_were_found() -> None:
    assert [page.page_index for page in result_pages(result(segmentation_results=SEGMENTS))] == [
        *range(5)
    ]
    cited = result_pages(result(extraction_schema_json=FIELDS))
    assert [page.page_index for page in cited] == [0, 1]


def serve(fake: FakeServer, **found: Any) -> None:
    shown = execution(step(0, "extract", lookup_key="key"))
    fake.answer("GET /pipelines/pl_000000000001", pipeline().model_dump(mode="json"))
    fake.answer(f"GET /pipelines/executions/{ID}", shown.model_dump(mode="json"))
    body = result(*TWO_PAGES, page_count=2, **found).model_dump(mode="json", by_alias=True)
    fake.answer(f"GET /pipelines/executions/{ID}/steps/0/result", body)


def test_the_page_shows_fields_and_their_lists(fake: FakeServer, on_fake: OpenPage) -> None:
    serve(fake, extraction_schema_json=FIELDS, metadata={"extraction_backend": "deterministic"})
    app = on_fake("execution.py", id=ID)
    assert "Answered by the deterministic backend" in words(app)
    assert "**rows** · 2 rows" in words(app)
    assert list(app.dataframe[1].value["Value"]) == ["1,204.50", "not found", "2 rows"]


def test_a_merged_step_shows_what_each_section_answered(
    fake: FakeServer, on_fake: OpenPage
) -> None:
    sections = [
        {"name": "Invoice", "pages": [0, 1], "extraction_schema_json": FIELDS, "error": None},
        {"name": "Letter", "pages": [2], "extraction_schema_json": None, "error": "It is blank."},
    ]
    serve(fake, extraction_schema_json=FIELDS, sections=sections)
    app = on_fake("execution.py", id=ID)
    assert app.dataframe[-1].value.fillna("").to_dict("records") == [
        {"Section": "Invoice", "Pages": "pages 1-2", "total": "1,204.50", "due": "not found"}
        | {"rows": "2 rows", "Error": ""},
        {"Section": "Letter", "Pages": "page 3", "total": "–", "due": "–", "rows": "–"}
        | {"Error": "It is blank."},
    ]


@pytest.mark.parametrize("sections", [None, [], "many", [1]])
def test_a_result_without_sections_has_no_table_of_them(sections: Any) -> None:
    assert section_fields_frame(sections, ["total"]).empty


def test_fields_called_like_the_columns_hide_neither() -> None:
    frame = section_fields_frame([{"name": "A", "pages": ["x"]}], ["Section", "Pages"])
    assert frame.to_numpy().tolist() == [["A", "no page", "–", "–"]]


def test_the_page_shows_segments(fake: FakeServer, on_fake: OpenPage) -> None:
    serve(fake, segmentation_results=SEGMENTS)
    app = on_fake("execution.py", id=ID)
    assert "2 segments on 5 pages" in words(app)
    assert list(app.dataframe[1].value["Segment"]) == ["Letter", "Invoice <b>"]


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ({"extraction_schema_json": {}}, "asks for no field"),
        ({"extraction_schema_json": "text"}, "no fields that can be read"),
        ({"segmentation_results": {"segments": []}}, "No page fits any of the segments"),
        ({"segmentation_results": 7}, "no segments that can be read"),
    ],
)
def test_what_is_empty_or_unreadable_is_told(
    fake: FakeServer, on_fake: OpenPage, found: Any, sentence: str
) -> None:
    serve(fake, **found)
    assert sentence in words(on_fake("execution.py", id=ID))


def test_what_was_found_is_shown_as_json(fake: FakeServer, on_fake: OpenPage) -> None:
    serve(fake, segmentation_results=SEGMENTS)
    app = on_fake("execution.py", id=ID, segments_view="JSON tree")
    assert "segmentation_results" in str(app.json[0].value)
    serve(fake, extraction_schema_json={"a": "x" * 60_000})
    long = on_fake("execution.py", id=ID, fields_view="JSON tree")
    assert len(long.code[0].value) <= 60_000
