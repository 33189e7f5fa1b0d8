"""Reading error bodies."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.contract.errors import ErrorBody, FieldError, read_error_body

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["detail", "error", "loc", "msg", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param({"detail": "No such pipeline."}, "No such pipeline.", id="detail"),
        pytest.param({"error": "Page rate limit."}, "Page rate limit.", id="error"),
        pytest.param({"detail": "", "error": "This."}, "This.", id="empty detail and an error"),
        pytest.param("Bad Gateway", "Bad Gateway", id="bare text"),
        pytest.param({"detail": ["First.", "Second."]}, "First. Second.", id="a list of sentences"),
        pytest.param({}, None, id="nothing in it"),
        pytest.param("", None, id="empty text"),
        pytest.param(None, None, id="null"),
        pytest.param(17, None, id="a number"),
        pytest.param({"detail": []}, None, id="an empty list"),
    ],
)
def test_the_sentence_of_an_error_body_is_found(body: Any, message: str | None) -> None:
    assert read_error_body(body) == ErrorBody(message=message)


@pytest.mark.parametrize(
    ("item", "field"),
    [
        pytest.param(
            {"loc": ["body", "page_range"], "msg": "runs backwards"},
            FieldError("page_range", "runs backwards"),
            id="a form field",
        ),
        pytest.param(
            {"loc": ["query", "limit"], "msg": "too large"},
            FieldError("limit", "too large"),
            id="a query parameter",
        ),
        pytest.param(
            {"loc": ["body", "steps", 0, "type"], "msg": "is unknown"},
            FieldError("steps.0.type", "is unknown"),
            id="a nested field",
        ),
        pytest.param(
            {"loc": ["file"], "msg": "is empty"}, FieldError("file", "is empty"), id="no prefix"
        ),
        pytest.param(
            {"loc": ["body"], "msg": "Field required"}, FieldError("", "Field required"), id="body"
        ),
        pytest.param({"msg": "no place"}, FieldError("", "no place"), id="no place at all"),
        pytest.param({"loc": "x"}, FieldError("", "is not valid"), id="no message"),
        pytest.param(
            {"loc": ["body", "steps"], "msg": "Value error, convert comes first."},
            FieldError("steps", "convert comes first."),
            id="a validator's own sentence",
        ),
    ],
)
def test_a_failed_validation_names_the_field_and_what_is_wrong(
    item: dict[str, Any], field: FieldError
) -> None:
    assert read_error_body({"detail": [item]}) == ErrorBody(message=None, fields=(field,))


def test_all_fields_of_a_failed_validation_are_kept_in_order() -> None:
    items = [{"loc": ["body", "file"], "msg": "a"}, {"loc": ["body", "file_url"], "msg": "b"}]

    assert [each.field for each in read_error_body({"detail": items}).fields] == [
        "file",
        "file_url",
    ]


@given(json_values)
def test_any_json_can_be_read_as_an_error_body(body: Any) -> None:
    said = read_error_body(body)

    assert said.message is None or said.message
