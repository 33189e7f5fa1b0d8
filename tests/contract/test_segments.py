import pytest

from lineup.contract.segments import read_segmentation


def test_segments_are_read_as_documented() -> None:
    found = read_segmentation(
        {
            "segments": [
                {"name": "Paper", "pages": [2, 0, 1, 1, -4], "confidence": "medium"},
                {
                    "name": "Invoice",
                    "pages": [3],
                    "evidence": [{"kind": "heading", "page": 3, "text": "Invoice", "new": 1}],
                },
            ],
            "metadata": {"total_pages": 5, "unassigned_pages": [4, "x"]},
        }
    )
    assert found is not None
    assert [segment.pages for segment in found.segments] == [(0, 1, 2), (3,)]
    assert found.segments[1].evidence[0].text == "Invoice"
    assert (found.unassigned_pages, found.pages) == ([4], [0, 1, 2, 3, 4])


def test_the_older_shape_is_a_list_with_page_ranges() -> None:
    found = read_segmentation(
        [{"name": "A", "page_range": "0-2"}, {"name": "B", "page_range": "?"}]
    )
    assert found is not None
    assert [segment.pages for segment in found.segments] == [(0, 1, 2), ()]
    assert found.unassigned_pages == []


@pytest.mark.parametrize("value", [None, "text", {"segments": "x"}, {"segments": [7]}])
def test_what_are_no_segments_is_nothing(value: object) -> None:
    assert read_segmentation(value) is None
