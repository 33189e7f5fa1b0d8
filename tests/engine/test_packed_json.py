"""Packed objects: read by any reader of gzip, with fields added or not."""

import gzip
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.engine.packed_json import pack, with_fields

objects = st.dictionaries(
    st.text(max_size=8), st.one_of(st.none(), st.integers(), st.text(), st.lists(st.booleans()))
)


@given(value=objects)
def test_what_was_packed_is_read_by_gzip(value: dict[str, Any]) -> None:
    body = json.dumps(value).encode()

    assert gzip.decompress(pack(body)) == body


@given(value=objects, fields=st.dictionaries(st.text(), st.integers(), min_size=1))
def test_added_fields_stand_at_the_end(value: dict[str, Any], fields: dict[str, int]) -> None:
    packed = with_fields(pack(json.dumps(value).encode()), fields)

    pairs = json.loads(gzip.decompress(packed), object_pairs_hook=list)
    assert pairs == [*value.items(), *fields.items()]


@pytest.mark.parametrize("body", [b'{"a": 1}', b"{}", b'{"a": 1}\n'])
def test_an_object_packed_otherwise_gets_its_fields_too(body: bytes) -> None:
    packed = with_fields(gzip.compress(body), {"b": 2})

    assert json.loads(gzip.decompress(packed)) == json.loads(body) | {"b": 2}


def test_a_large_object_is_not_unpacked_to_add_a_field() -> None:
    body = json.dumps({"text": "word " * 200_000}).encode()
    packed = pack(body)

    grown = with_fields(packed, {"a": 1})

    assert packed[20:-11] in grown
    assert json.loads(gzip.decompress(grown))["a"] == 1
