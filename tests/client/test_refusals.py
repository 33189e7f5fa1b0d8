"""Refused calls: the kind, the sentence and the fields."""

import pickle
from typing import Any

import httpx
import pytest

from lineup.client import Client, ClientError, ErrorKind
from lineup.client.refusals import MAX_SENTENCE, kind_of, refusal
from lineup.contract.errors import FieldError


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, ErrorKind.INVALID),
        (401, ErrorKind.AUTHENTICATION),
        (402, ErrorKind.PAYMENT),
        (403, ErrorKind.PERMISSION),
        (404, ErrorKind.NOT_FOUND),
        (405, ErrorKind.NOT_FOUND),
        (409, ErrorKind.CONFLICT),
        (410, ErrorKind.NOT_FOUND),
        (413, ErrorKind.TOO_LARGE),
        (415, ErrorKind.INVALID),
        (418, ErrorKind.INVALID),
        (422, ErrorKind.INVALID),
        (429, ErrorKind.RATE_LIMIT),
        (500, ErrorKind.SERVER),
        (501, ErrorKind.NOT_FOUND),
        (502, ErrorKind.SERVER),
        (503, ErrorKind.OVERLOADED),
        (529, ErrorKind.OVERLOADED),
        (599, ErrorKind.SERVER),
    ],
)
def test_a_status_stands_for_a_kind(status: int, kind: ErrorKind) -> None:
    assert kind_of(status) is kind


@pytest.mark.parametrize("status", [401, 402, 403, 404, 409, 413, 422, 429, 500, 501, 503, 529])
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<html><h1>Bad Gateway</h1></html>", id="a web page"),
        pytest.param(b'{"detail": ', id="broken JSON"),
        pytest.param(b"\xff\xfe", id="bytes that are no text"),
        pytest.param(b"{}", id="an empty object"),
    ],
)
def test_a_server_without_words_gets_a_sentence_of_ours(status: int, body: bytes) -> None:
    error = refusal(status, body)

    assert error.sentence.endswith(".")
    assert "<" not in error.sentence
    assert error.status == status


def test_the_servers_own_sentence_is_taken_over() -> None:
    error = refusal(402, b'{"detail": "The spend cap of $50 is reached."}')

    assert (error.kind, str(error)) == (ErrorKind.PAYMENT, "The spend cap of $50 is reached.")


def test_the_name_of_a_status_is_not_taken_for_a_sentence() -> None:
    assert refusal(404, b'{"detail": "Not Found"}').sentence == (
        "The server has nothing there: it may be gone, or the address may be wrong."
    )


def test_a_failed_validation_keeps_the_fields_and_tells_them_in_one_sentence() -> None:
    body = b"""{"detail": [
        {"type": "x", "loc": ["body", "page_range"], "msg": "'4-2' runs backwards."},
        {"type": "x", "loc": ["body", "version"], "msg": "Input should be a valid integer"},
        {"type": "x", "loc": ["body"], "msg": "Give a file or an address."}
    ]}"""

    error = refusal(422, body)

    assert error.fields == (
        FieldError("page_range", "'4-2' runs backwards."),
        FieldError("version", "Input should be a valid integer"),
        FieldError("", "Give a file or an address."),
    )
    assert error.sentence == (
        "page_range: '4-2' runs backwards. version: Input should be a valid integer. "
        "Give a file or an address."
    )


def test_a_servers_endless_sentence_is_cut() -> None:
    error = refusal(500, b'{"detail": "' + b"a" * 10_000 + b'"}')

    assert error.sentence == "a" * MAX_SENTENCE + "…"


def test_a_refused_call_raises_what_the_server_said(client: Client, server: Any) -> None:
    server.will(httpx.Response(404, json={"detail": "There is no pipeline pl_1."}))

    with pytest.raises(ClientError) as caught:
        client.get_pipeline("pl_1")

    assert caught.value.kind is ErrorKind.NOT_FOUND
    assert caught.value.sentence == "There is no pipeline pl_1."
    assert caught.value.status == 404


def test_an_error_survives_being_sent_to_another_process() -> None:
    error = ClientError(ErrorKind.INVALID, "No.", (FieldError("file", "is empty"),), 422)

    copy = pickle.loads(pickle.dumps(error))

    assert (copy.kind, copy.sentence, copy.fields, copy.status) == (
        error.kind,
        error.sentence,
        error.fields,
        error.status,
    )
