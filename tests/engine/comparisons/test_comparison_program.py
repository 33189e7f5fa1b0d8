"""What the comparing child answers, asked in the test's own process."""

from pathlib import Path
from typing import Any

import pytest

from lineup.engine.services import comparison_program
from lineup.engine.services.comparison_program import compare
from tests.engine.comparisons.comparing import packed

RATE = "The rate is 4711 as of May"
EXECUTION = {
    "execution_id": "pex_1",
    "pipeline_id": "pl_1",
    "pipeline_version": 0,
    "status": "completed",
    "steps": [],
}


def request(folder: Path, *results: dict[str, Any] | None, **changed: Any) -> dict[str, Any]:
    """Return the question about sides that left these results on a document that says the rate."""
    sides: list[dict[str, Any]] = []
    for at, result in enumerate(results):
        path = folder / str(at)
        path.write_bytes(packed(result or {}))
        told = None if result is None else str(path)
        execution = None if result is None else EXECUTION
        gone = None if result is not None else "It was not started."
        sides.append({"name": f"V{at}", "execution": execution, "result": told, "gone": gone})
    layers = {"0": f"{RATE} Total 1,204.50"}
    asked = {"document": "ab", "text_layers": layers, "compared_step": "convert", "sides": sides}
    return asked | changed


def tree(text: str) -> dict[str, Any]:
    """Return a result with one page and one paragraph."""
    block = {"id": "/page/0/Text/0", "block_type": "Text", "bbox": [1, 2, 3, 4]}
    page = {
        "id": "/page/0/Page/0",
        "block_type": "Page",
        "children": [block | {"html": f"<p>{text}</p>"}],
    }
    return {"json": {"block_type": "Document", "children": [page]}, "markdown": text}


def extracted(total: float, where: int) -> dict[str, Any]:
    """Return a result with one field that was read from a block."""
    block = {"id": f"/page/0/Text/{where}", "bbox": [where, 2, 30, 40], "children": None}
    fields = {"total": total, "total_citations": [block["id"]]}
    return {"extraction_schema_json": fields, "json": {"children": [block, {"bbox": "no box"}]}}


def test_boxes_and_pages_come_from_the_tree(tmp_path: Path) -> None:
    answer = compare(request(tmp_path, tree(RATE), tree(RATE.replace("4711", "4117"))))

    (told,) = answer["differences"]
    assert (told["page"], told["kind"], told["winners"]) == (0, "text", [0])
    assert told["boxes"] == [
        {"variant": at, "page": 0, "bbox": [1, 2, 3, 4], "block_id": "/page/0/Text/0"}
        for at in (0, 1)
    ]
    assert [side["tally"] for side in answer["sides"]] == [[1, 1, 0], [0, 1, 0]]
    assert answer["notes"] == []


def test_fields_are_compared_with_the_boxes_of_their_citations(tmp_path: Path) -> None:
    sides = (extracted(1204.5, 5), extracted(1240.5, 6))
    answer = compare(request(tmp_path, *sides, compared_step="extract"))

    (told,) = answer["differences"]
    assert (told["kind"], told["path"], told["winners"]) == ("field", "total", [0])
    assert [box["bbox"][0] for box in told["boxes"]] == [5, 6]


def test_readings_that_the_page_has_not_are_undecided(tmp_path: Path) -> None:
    answer = compare(request(tmp_path, tree("Made up"), tree("Made down")))

    (told,) = answer["differences"]
    assert (told["winners"], told["decided_by"]) == ([], "undecided")
    assert told["description"] == "The page's own text does not decide this."
    assert [side["tally"] for side in answer["sides"]] == [[0, 0, 1]] * 2


def test_a_side_without_a_result_says_why(tmp_path: Path) -> None:
    answer = compare(request(tmp_path, tree(RATE), None, tree("Another text")))

    assert [side["is_compared"] for side in answer["sides"]] == [True, False, True]
    assert answer["sides"][1]["reason"] == "It was not started."
    assert answer["sides"][1]["tally"] == [0, 0, 0]


def test_differences_of_form_alone_are_none(tmp_path: Path) -> None:
    answer = compare(request(tmp_path, tree("He said “yes”"), tree('He said "yes"')))

    assert (answer["differences"], answer["total"]) == ([], 0)


def test_the_worst_are_listed_and_all_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison_program, "MAX_LISTED", 1)
    other = RATE.replace("4711", "4117").replace("May", "June")
    answer = compare(request(tmp_path, tree(RATE), tree(other)))

    assert (len(answer["differences"]), answer["total"]) == (1, 2)
    assert answer["notes"][-1].startswith("1 of 2 differences are listed")
