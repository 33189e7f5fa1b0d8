"""Cursors: what was written is read again, and nothing else is."""

from base64 import urlsafe_b64encode

import pytest

from lineup.engine.errors import InvalidRequest
from lineup.engine.store.cursors import Kind, Place, read_cursor, write_cursor


@pytest.mark.parametrize(
    ("kind", "value"),
    [(str, "Ä b.pdf"), (float, 0.1), (int, 12), (str, None), (float, None)],
)
def test_a_place_comes_back_from_its_cursor(kind: Kind, value: str | float | None) -> None:
    place = Place(value, 2**40)

    assert read_cursor(write_cursor("longest", place), "longest", kind) == place


def _cursor(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        pytest.param("yesterday", id="no cursor at all"),
        pytest.param("", id="nothing"),
        pytest.param("ä", id="no ASCII"),
        pytest.param(_cursor('["longest", 3.5, 1]'), id="of another order"),
        pytest.param(_cursor('["document", 3.5, 1]'), id="a value of another kind"),
        pytest.param(_cursor('["document", "a\\u0000", 1]'), id="a sign no database takes"),
        pytest.param(_cursor('["document", "a", -1]'), id="a negative id"),
        pytest.param(_cursor('["document", "a", 1e400]'), id="no number"),
        pytest.param(_cursor(f'["document", "a", {2**63}]'), id="a number that is too large"),
        pytest.param(_cursor("[" * 5_000), id="a deep hole"),
        pytest.param(_cursor('["document"]'), id="too little"),
    ],
)
def test_what_is_no_cursor_of_the_list_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidRequest, match="not a cursor of this list"):
        read_cursor(cursor, "document", str)
