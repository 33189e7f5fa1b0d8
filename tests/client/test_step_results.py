"""Step results in the shapes that servers were seen to send."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.client import Client, ClientError, ErrorKind
from lineup.client.step_results import overlay, read_fields

SIGNED = "https://bucket.example/result?signature=a%2Fb%3D"
fields = st.dictionaries(
    st.sampled_from(["markdown", "html", "error", "images"]),
    st.sampled_from([None, "", {}, "text", {"a.png": "aGk="}, 0, False]),
)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"markdown": "# A", "success": True}, id="plain"),
        pytest.param({"result": {"markdown": "# A", "success": True}}, id="nested"),
        pytest.param({"success": True, "result": {"markdown": "# A"}}, id="nested in part"),
        pytest.param({"success": True, "result": "# A"}, id="text nested"),
        pytest.param(
            {"success": True, "markdown": None, "result": {"markdown": "# A"}},
            id="nested beside a null",
        ),
    ],
)
def test_the_markdown_of_a_step_is_found(client: Client, server: Any, body: Any) -> None:
    server.will(httpx.Response(200, json=body))

    result = client.get_step_result("pex_1", 0)

    assert (result.markdown, result.success) == ("# A", True)


def test_bare_text_is_markdown(client: Client, server: Any) -> None:
    server.will(httpx.Response(200, json="# A"))

    assert client.get_step_result("pex_1", 0).markdown == "# A"


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        pytest.param('{"total": 3}', {"total": 3}, id="JSON text"),
        pytest.param({"total": 3}, {"total": 3}, id="an object"),
        pytest.param("{total", "{total", id="text that is no JSON"),
        pytest.param(None, None, id="null"),
    ],
)
def test_extracted_fields_are_read_as_an_object(
    client: Client, server: Any, sent: Any, read: Any
) -> None:
    server.will(httpx.Response(200, json={"extraction_schema_json": sent}))

    result = client.get_step_result("pex_1", 0)

    assert result.extraction_schema_json == read


@pytest.mark.parametrize("body", [[], 7, None, True])
def test_an_answer_that_is_no_result_is_told_as_such(
    client: Client, server: Any, body: Any
) -> None:
    server.will(httpx.Response(200, content=json.dumps(body)))

    with pytest.raises(ClientError, match="is no step result") as caught:
        client.get_step_result("pex_1", 0)

    assert caught.value.kind is ErrorKind.BAD_ANSWER


def test_a_result_with_a_broken_tree_is_told_as_such(client: Client, server: Any) -> None:
    server.will(httpx.Response(200, json={"json": {"children": [{}]}}))

    with pytest.raises(ClientError, match=r"another shape than expected \(json") as caught:
        client.get_step_result("pex_1", 0)

    assert caught.value.kind is ErrorKind.BAD_ANSWER


def test_a_body_that_is_kept_elsewhere_is_fetched_without_the_key(
    client: Client, server: Any
) -> None:
    polled: dict[str, Any] = {
        "status": "complete",
        "markdown": None,
        "images": {},
        "result_url": SIGNED,
    }
    kept = {"status": None, "markdown": "# A", "images": {"a.png": "aGk="}}
    server.will(httpx.Response(200, json=polled), httpx.Response(200, json=kept))

    result = client.get_step_result("pex_1", 0)

    asked = server.requests[1]
    assert str(asked.url) == SIGNED
    assert "X-API-Key" not in asked.headers
    assert "Cookie" not in asked.headers
    assert (result.status, result.markdown, result.images) == (
        "complete",
        "# A",
        {"a.png": "aGk="},
    )


@pytest.mark.parametrize(
    "url",
    [
        pytest.param(None, id="null"),
        pytest.param("/api/v1/pipelines/executions/pex_1/steps/0/result", id="its own path"),
        pytest.param("file:///etc/passwd", id="a local file"),
        pytest.param(7, id="a number"),
    ],
)
def test_a_result_is_not_fetched_from_what_is_no_web_address(
    client: Client, server: Any, url: Any
) -> None:
    server.will(httpx.Response(200, json={"markdown": "# A", "result_url": url}))

    assert client.get_step_result("pex_1", 0).markdown == "# A"
    assert len(server.requests) == 1


def test_a_signed_address_that_can_not_be_read_is_told_as_such(client: Client, server: Any) -> None:
    server.will(httpx.Response(200, json={"result_url": "https://host:port/"}))

    with pytest.raises(ClientError, match="no web address") as caught:
        client.get_step_result("pex_1", 0)

    assert caught.value.kind is ErrorKind.BAD_ANSWER


def test_a_signed_address_that_has_expired_says_nothing_of_the_key(
    client: Client, server: Any
) -> None:
    expired = httpx.Response(403, text="<Error><Code>AccessDenied</Code></Error>")
    server.will(httpx.Response(200, json={"result_url": SIGNED}), expired)

    with pytest.raises(ClientError) as caught:
        client.get_step_result("pex_1", 0)

    assert caught.value.sentence == (
        "The file store refused the transfer (HTTP 403): its address may have expired, so try again."
    )


@given(fields, fields)
def test_what_the_poll_says_covers_what_was_fetched(
    fetched: dict[str, Any], polled: dict[str, Any]
) -> None:
    laid = overlay(fetched, polled)

    for name in laid:
        says = polled.get(name) not in (None, "", {})
        assert laid[name] == (polled if says else fetched)[name]


@given(st.dictionaries(st.text(max_size=5).filter(lambda k: k != "result"), st.integers()))
def test_fields_that_nobody_knows_are_read_as_they_are(body: dict[str, Any]) -> None:
    assert read_fields(json.dumps(body).encode()) == body
