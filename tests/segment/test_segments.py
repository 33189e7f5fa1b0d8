"""What is found in small documents, and what is said of it."""

import time
from typing import Any

import pytest

from lineup.engine.processors.segment.kinds import kind_words, load_lexicon
from lineup.engine.processors.segment.numbering import page_number
from lineup.engine.processors.segment.pages import read_pages
from lineup.engine.processors.segment.schema import SegmentKind
from lineup.engine.processors.segment.segments import confidence_of
from tests.segment.converting import document_of, names_and_pages, segmented

LONG = "The samples were kept cold and measured every week by the same two people at each of the sites."
PAPER = {"sections": [{"name": "Introduction"}, {"name": "Methods"}, {"name": "Results"}]}


def evidence(result: Any, number: int = 0) -> list[tuple[str, str]]:
    segment = result["segmentation_results"]["segments"][number]
    return [(each["kind"], each["text"]) for each in segment["evidence"]]


def test_sections_are_found_by_their_headings_within_pages() -> None:
    document = document_of(
        ["# 1 Introduction", LONG, LONG],
        [LONG, "# 2. Methods", LONG, LONG],
        [LONG, LONG, "# Results", LONG],
    )

    result = segmented(document, PAPER)

    assert names_and_pages(result) == [
        ("Introduction", [0, 1]),
        ("Methods", [1, 2]),
        ("Results", [2]),
    ]
    assert evidence(result, 1)[0] == ("heading", "2. Methods")
    first = result["segmentation_results"]["segments"][1]["evidence"][0]
    assert (first["page"], first["block_id"]) == (1, "/page/1/SectionHeader/1")


def test_a_word_without_end_takes_no_time() -> None:
    document = document_of(["a" * 300_000], ["# Methods", LONG])
    started = time.process_time()
    assert names_and_pages(segmented(document, PAPER)) == [("Methods", [1])]
    assert time.process_time() - started < 5  # what grows with the square takes half a minute


def test_two_short_sections_on_one_page_are_two_segments() -> None:
    document = document_of(["# Introduction", LONG, "# Methods", LONG, "# Results", LONG])
    assert names_and_pages(segmented(document, PAPER)) == [
        ("Introduction", [0]),
        ("Methods", [0]),
        ("Results", [0]),
    ]


def test_a_table_of_contents_begins_no_section() -> None:
    document = document_of(
        ["# Introduction", "# Methods", "# Results"],
        ["# Introduction", LONG, LONG],
        ["# Methods", LONG],
        ["# Results", LONG],
    )
    found = dict(names_and_pages(segmented(document, PAPER)))
    assert (found["Methods"], found["Results"]) == ([2], [3])


def test_a_heading_that_is_misspelt_by_a_letter_counts() -> None:
    document = document_of(["# Introduction", LONG], ["# Methodes", LONG], ["# Results", LONG])
    assert [name for name, _ in names_and_pages(segmented(document, PAPER))] == [
        "Introduction",
        "Methods",
        "Results",
    ]


def test_page_numbers_begin_documents() -> None:
    document = document_of(
        ["Alpha works", LONG, "Page 1 of 2"],
        ["more of it", LONG, "Page 2 of 2"],
        ["Other matters", "Quite different words about gardens", "Page 1 of 1"],
    )

    result = segmented(document, {"segmentation_strategy": "document_boundary"})

    assert [pages for _, pages in names_and_pages(result)] == [[0, 1], [2]]
    assert ("boundary", "page 1 of 1") in evidence(result, 1)
    assert result["segmentation_results"]["metadata"]["segmentation_method"] == "auto_detected"


def test_automatic_names_are_kinds_titles_or_numbers() -> None:
    document = document_of(
        [
            "# Invoice",
            "Invoice number 7",
            "Amount due 12.00",
            "Due date 3 May",
            "Unit price 3.00",
            "VAT",
        ],
        ["# The Hidden Garden", LONG, "1"],
        ["roses and lilies grow here, and nobody knows why they do", "Page 1 of 1"],
    )

    result = segmented(document, {"segments": []})

    names = [name for name, _ in names_and_pages(result)]
    assert names == ["Invoice", "The Hidden Garden", "Document 3"]


def test_the_evidence_names_words() -> None:
    page = ["Rechnungsnummer 4711", "Zahlbar in 14 Tagen", "Nettobetrag 8,40", "zzgl. MwSt."]
    result = segmented(document_of(page), {"Invoice": "A bill", "Resume": "A career"})
    assert names_and_pages(result) == [("Invoice", [0])]
    kinds = dict(evidence(result))
    assert kinds["words"] == "rechnungsnummer, zahlbar, nettobetrag, mwst"
    assert "No page was found for: Resume." in result["metadata"]["warnings"]


def test_a_page_that_fits_nothing_is_in_no_segment() -> None:
    document = document_of(["Lorem ipsum dolor"])
    result = segmented(document, {"Zebra": "striped animals", "Giraffe": "tall animals"})
    assert names_and_pages(result) == []
    assert result["segmentation_results"]["metadata"]["unassigned_pages"] == [0]
    assert "One page fits no segment." in result["metadata"]["warnings"]


@pytest.mark.parametrize("schema", [PAPER, {"segments": []}], ids=["named", "automatic"])
def test_documents_without_text_or_pages_are_told(schema: Any) -> None:
    blank = segmented(document_of([]), schema)
    assert "There is no text on any page" in blank["metadata"]["warnings"][0]
    assert segmented(document_of(), schema)["page_count"] == 0


def test_200_segments_are_told_apart() -> None:
    names = [f"Chapter {number} about {'abcdefghij'[number % 10] * 5}" for number in range(200)]
    document = document_of(*([f"# {name}", LONG] for name in names[:5]))
    result = segmented(document, {"segments": names})
    assert [name for name, _ in names_and_pages(result)] == names[:5]


def test_descriptions_that_contradict_are_warned_of() -> None:
    schema = {"Alpha": "a bill with totals", "Beta": "A bill, with totals"}
    result = segmented(document_of(["A bill with totals to pay"]), schema)
    assert "have the same description" in result["metadata"]["warnings"][0]
    assert result["segmentation_results"]["segments"][0]["confidence"] != "high"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Page 2 of 3", "page 2 of 3"),
        ("Seite 2 von 12", "page 2 of 12"),
        ("2/3", "page 2 of 3"),
        ("- 4 -", "page 4"),
        ("Page 3", "page 3"),
        ("Total 12.50", None),
        ("Page 5 of 3", None),
    ],
)
def test_page_numbers_are_read(text: str, expected: str | None) -> None:
    (page,) = read_pages(document_of(["Words of the page", text]))
    found = page_number(page)
    assert (found and found.text) == expected


@pytest.mark.parametrize(("likelihood", "level"), [(0.9, "high"), (0.7, "medium"), (0.2, "low")])
def test_levels(likelihood: float, level: str) -> None:
    assert confidence_of(likelihood) == level


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("A bill for goods with line items", "Invoice"),
        ("The career of an applicant: work experience, education and skills", "Resume"),
        ("A letter or an invoice", None),
        ("Something else entirely", None),
        ("", None),
    ],
)
def test_a_description_may_mean_a_usual_kind(description: str, kind: str | None) -> None:
    (found,) = kind_words([SegmentKind("Type A", description)])
    known = {entry.titles for entry in load_lexicon() if entry.name == kind}
    assert found.titles[1:] == (known.pop() if known else ())
