from typing import Any

import pytest

from components.difference_list import differences_frame, first_row
from components.difference_navigation import position_text
from components.difference_order import (
    Shown,
    choose_shown,
    documents_of_sort,
    listed,
    neighbour,
    next_document,
    next_unjudged,
)
from components.difference_words import Sort
from lineup.compare.differences import Difference, Place, Reading
from lineup.compare.kinds import Kind, State
from lineup.comparing.grid_model import GridRow
from tests.comparing.readings import FINE, comparison_reading, read_document
from tests.comparing.readings import difference as read_difference
from tests.dashboard.differences_of import difference, value

A, B, C = (
    difference(value("1"), value("2"), place=Place(path=path), kind=kind)
    for path, kind in (("a", Kind.FIELD), ("b", Kind.TEXT), ("c", Kind.ROW))
)
ALL = (A, B, C)


def _of(document: str, kind: Kind = Kind.FIELD, **more: Any) -> Difference:
    return read_difference(document=document, kind=kind, **more)


def _row(key: str, differences: int, judged: int = 0) -> GridRow:
    return GridRow(key, key, None, (), (), (), differences, 0, judged, 0.0)


@pytest.mark.parametrize(
    ("wanted", "judged", "shown"),
    [
        pytest.param(B.id, (), Shown(B, 1), id="the one that is asked for"),
        pytest.param(B.id, (B.id,), Shown(B, 1), id="be it judged"),
        pytest.param("", (A.id,), Shown(B, 1), id="else the first that isn't judged"),
        pytest.param("", (A.id, B.id, C.id), Shown(A, 0), id="else the first"),
        pytest.param("df_gone", (), Shown(A, 0, is_gone=True), id="one that is gone is told"),
    ],
)
def test_which_difference_is_shown(wanted: str, judged: tuple[str, ...], shown: Shown) -> None:
    assert choose_shown(ALL, ALL, wanted, judged) == shown


def test_a_difference_that_the_list_leaves_out_is_shown_without_a_place() -> None:
    assert choose_shown(ALL, (A,), B.id, ()) == Shown(B, None)
    assert choose_shown((), (), "", ()) is None


@pytest.mark.parametrize(
    ("position", "step", "found"),
    [(0, 1, B), (2, 1, None), (1, -1, A), (0, -1, None), (None, 1, A), (None, -1, None)],
)
def test_neighbours(position: int | None, step: int, found: Difference | None) -> None:
    assert neighbour(ALL, position, step) == found


@pytest.mark.parametrize(
    ("after", "judged", "found"),
    [
        pytest.param(A, (A,), B, id="the next"),
        pytest.param(A, (A, B), C, id="over those that are judged"),
        pytest.param(C, (C,), A, id="from the beginning again"),
        pytest.param(A, (A, B, C), None, id="none is left"),
    ],
)
def test_the_next_unjudged(
    after: Difference, judged: tuple[Difference, ...], found: Difference | None
) -> None:
    assert next_unjudged(ALL, {one.id for one in judged}, after.id) == found


def test_differences_are_narrowed_by_sort_and_by_what_is_judged() -> None:
    assert listed(ALL, (), sort=Sort.FIELDS) == (A, C)
    assert listed(ALL, {A.id}, is_unjudged=True) == (B, C)


def test_the_next_document_has_something_to_judge() -> None:
    rows = [_row("one", 2), _row("two", 2, 2), _row("three", 0), _row("four", 1)]
    assert next_document(rows, "one") == rows[3]
    assert next_document(rows, "four") == rows[0]
    assert next_document(rows, "one", is_unjudged=False) == rows[1]
    assert next_document(rows, "filtered out") == rows[0]
    assert next_document(rows[:1], "one") is None


@pytest.mark.parametrize(
    ("sort", "is_unjudged", "keys"),
    [
        pytest.param(Sort.FIELDS, False, {"fields", "both"}, id="of fields, rows too"),
        pytest.param(Sort.TEXT, False, {"both", "words"}, id="of words"),
        pytest.param(Sort.TEXT, True, {"both"}, id="of words that nobody has judged"),
        pytest.param(Sort.FIELDS, True, {"fields"}, id="none left of a document's"),
        pytest.param(Sort.SEGMENTS, False, set(), id="of a sort that none has"),
    ],
)
def test_documents_with_differences_of_a_sort(
    sort: Sort, is_unjudged: bool, keys: set[str]
) -> None:
    form = _of("form", alike_by=("case",))
    both, words = (
        (_of("both", Kind.FIELD), _of("both", Kind.TEXT)),
        (_of("words", Kind.TEXT), _of("words", Kind.FIELD, alike_by=("case",))),
    )
    reading = comparison_reading(
        read_document("fields", FINE, FINE, differences=[_of("fields", Kind.ROW)]),
        read_document("both", FINE, FINE, differences=both),
        read_document("words", FINE, FINE, differences=words),
        read_document("form", FINE, FINE, differences=[form]),
        verdicts={both[0].id: [0], words[0].id: [1]},
    )
    assert documents_of_sort(reading, sort, is_unjudged) == keys


def test_where_the_reader_is() -> None:
    assert position_text(A, 0, 3) == "Difference 1 of 3 · **a** · field"
    assert position_text(B, None, 3).startswith("Difference · **the document** · words")
    form = difference(value("a"), value("A"), place=Place(path="x_y"), alike_by=("case",))
    assert position_text(form, 1, 2) == "Difference 2 of 2 · **x\\_y** · field · of form only"


def test_a_long_list_is_shown_from_a_little_before_the_open_difference() -> None:
    many = [difference(value("1"), place=Place(path=str(at))) for at in range(1_000)]
    firsts = [first_row(many, many[at].id) for at in (0, 40, 500, 999)]
    assert firsts == [0, 0, 460, 800]
    assert first_row(ALL, "df_gone") == 0


def test_the_list_tells_where_what_and_who_read_what() -> None:
    told = difference(value("1"), Reading(State.ABSENT), place=Place(path="total"))
    frame = differences_frame([A, told], {A.id}, told.id, is_blind=False)
    assert list(frame.iloc[0]) == ["", "a", "Field", "1 | 2", "✔ judged"]
    assert list(frame.iloc[1]) == ["▶", "total", "Field", "1 | –", ""]


def test_a_blind_list_tells_no_side_by_its_order() -> None:
    told = difference(value("b"), value("a"))
    frames = [differences_frame([told], (), "", is_blind=is_blind) for is_blind in (False, True)]
    assert [frame["Reading"][0] for frame in frames] == ["b | a", "a | b"]
