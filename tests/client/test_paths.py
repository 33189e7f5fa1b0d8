"""Ids in paths are anybody's text."""

import pytest

from lineup.client import ClientError, ErrorKind
from lineup.client.paths import to


@pytest.mark.parametrize(
    ("segment", "path"),
    [
        pytest.param("pl_1", "/api/v1/files/pl_1", id="an id"),
        pytest.param(7, "/api/v1/files/7", id="a number"),
        pytest.param("a/b", "/api/v1/files/a%2Fb", id="a slash"),
        pytest.param("a?b#c", "/api/v1/files/a%3Fb%23c", id="query and fragment"),
        pytest.param("..", "/api/v1/files/%2E%2E", id="the parent folder"),
        pytest.param(".", "/api/v1/files/%2E", id="the folder itself"),
        pytest.param("a..b", "/api/v1/files/a..b", id="dots within"),
        pytest.param("%2e", "/api/v1/files/%252e", id="a percent sign"),
        pytest.param("ü\n", "/api/v1/files/%C3%BC%0A", id="beyond ASCII"),
    ],
)
def test_a_segment_stays_one_segment(segment: str | int, path: str) -> None:
    assert to("files", segment) == path


def test_an_empty_id_is_not_found_instead_of_naming_the_list() -> None:
    with pytest.raises(ClientError) as caught:
        to("pipelines", "")

    assert caught.value.kind is ErrorKind.NOT_FOUND
