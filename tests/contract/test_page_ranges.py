"""The page range grammar, by examples and by properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.contract.files import MAX_PAGES
from lineup.contract.page_ranges import MAX_LENGTH, PageRange, PageRangeError, parse_page_range

pages = st.integers(min_value=0, max_value=5_000)
spans = st.tuples(pages, st.integers(min_value=0, max_value=50)).map(lambda s: (s[0], s[0] + s[1]))
ranges = st.lists(spans, min_size=1, max_size=12).map(lambda each: PageRange(tuple(each)))


def written(page_range: PageRange) -> str:
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in page_range.spans)


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        pytest.param("0", [0], id="the first page"),
        pytest.param("0,2-4", [0, 2, 3, 4], id="a page and a range"),
        pytest.param("3-3", [3], id="a range of one page"),
        pytest.param("4,0-1", [0, 1, 4], id="out of order"),
        pytest.param("0-2,1-3", [0, 1, 2, 3], id="overlapping"),
        pytest.param(" 0 , 2-3 ", [0, 2, 3], id="with spaces around the parts"),
        pytest.param("007", [7], id="with leading zeros"),
    ],
)
def test_a_page_range_names_its_pages_once_in_ascending_order(
    text: str, indices: list[int]
) -> None:
    assert parse_page_range(text).indices == indices


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(
            "",
            "The page range is empty: write 0-based pages such as '0,2-4', or leave it out for all pages.",
            id="nothing",
        ),
        pytest.param(
            "  ",
            "The page range is empty: write 0-based pages such as '0,2-4', or leave it out for all pages.",
            id="only spaces",
        ),
        pytest.param(
            "0,x",
            "'x' is not a page or a range of pages: write 0-based pages such as '0,2-4'.",
            id="a letter",
        ),
        pytest.param(
            "0,,2",
            "'' is not a page or a range of pages: write 0-based pages such as '0,2-4'.",
            id="an empty part",
        ),
        pytest.param(
            "-1",
            "'-1' is not a page or a range of pages: write 0-based pages such as '0,2-4'.",
            id="a negative page",
        ),
        pytest.param(
            "10-",
            "'10-' is not a page or a range of pages: write 0-based pages such as '0,2-4'.",
            id="an open range",
        ),
        pytest.param(
            "1 - 2",
            "'1 - 2' is not a page or a range of pages: write 0-based pages such as '0,2-4'.",
            id="spaces inside a range",
        ),
        pytest.param(
            "٣",
            "'٣' is not a page or a range of pages: write 0-based pages such as '0,2-4'.",
            id="digits of another script",
        ),
        pytest.param(
            "1234567890",
            "'1234567890' is not a page or a range of pages: write 0-based pages such as '0,2-4'.",
            id="more digits than any page has",
        ),
        pytest.param("1,4-2", "'4-2' runs backwards: write '2-4'.", id="a reversed range"),
        pytest.param(
            "0-7000",
            "'0-7000' names 7001 pages; a run takes at most 7000.",
            id="more pages than a run takes",
        ),
    ],
)
def test_a_wrong_page_range_is_refused_with_a_sentence_that_quotes_the_part(
    text: str, sentence: str
) -> None:
    with pytest.raises(PageRangeError) as caught:
        parse_page_range(text)

    assert str(caught.value) == sentence


def test_the_largest_range_that_a_run_takes_is_read() -> None:
    assert parse_page_range("0-6999").last_page == MAX_PAGES - 1


def test_a_page_range_of_the_greatest_length_is_read_and_a_longer_one_is_refused() -> None:
    longest = "0" + ",1" * ((MAX_LENGTH - 2) // 2) + " "
    assert len(longest) == MAX_LENGTH

    assert parse_page_range(longest).indices == [0, 1]
    with pytest.raises(PageRangeError, match="is 2001 characters long; write at most 2000"):
        parse_page_range(longest + " ")


@pytest.mark.parametrize(
    ("text", "people_text"),
    [
        pytest.param("0", "page 1", id="one page"),
        pytest.param("2-4", "pages 3-5", id="one range"),
        pytest.param("0,2-4", "pages 1, 3-5", id="both"),
        pytest.param("5-5", "page 6", id="a range of one page"),
    ],
)
def test_a_page_range_is_told_to_people_from_one_on(text: str, people_text: str) -> None:
    assert parse_page_range(text).people_text == people_text


@pytest.mark.parametrize(
    ("text", "page_count", "sentence"),
    [
        pytest.param(
            "0,3",
            3,
            "'3' reaches beyond the last page: the document has 3 pages, 0 to 2.",
            id="a page",
        ),
        pytest.param(
            "1-3",
            3,
            "'1-3' reaches beyond the last page: the document has 3 pages, 0 to 2.",
            id="a range",
        ),
        pytest.param(
            "1",
            1,
            "'1' reaches beyond the last page: the document has 1 page, which is 0.",
            id="the second page of one",
        ),
    ],
)
def test_a_part_beyond_the_last_page_is_quoted(text: str, page_count: int, sentence: str) -> None:
    with pytest.raises(PageRangeError) as caught:
        parse_page_range(text).require_within(page_count)

    assert str(caught.value) == sentence


@given(ranges)
def test_what_is_written_is_read_back_the_same(page_range: PageRange) -> None:
    assert parse_page_range(written(page_range)) == page_range


@given(ranges)
def test_the_indices_are_the_union_of_the_spans_in_order(page_range: PageRange) -> None:
    union = {page for first, last in page_range.spans for page in range(first, last + 1)}

    assert page_range.indices == sorted(union)
    assert page_range.last_page == max(union)


@given(ranges, st.integers(min_value=1, max_value=5_100))
def test_a_range_is_within_a_document_exactly_when_its_last_page_is(
    page_range: PageRange, page_count: int
) -> None:
    if page_range.last_page < page_count:
        page_range.require_within(page_count)
    else:
        with pytest.raises(PageRangeError):
            page_range.require_within(page_count)


@given(st.text(max_size=40) | st.text(alphabet="0123456789-, ", max_size=40))
def test_any_text_is_either_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        spans = parse_page_range(text).spans
    except PageRangeError as error:
        outcome = str(error)
    else:
        outcome = "" if all(0 <= first <= last for first, last in spans) else "unordered"

    assert not outcome or outcome.endswith(".")
