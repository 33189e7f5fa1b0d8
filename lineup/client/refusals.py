"""What an answer that is no success means: its kind, and its sentence for people."""

from http.client import responses
from typing import Any

from pydantic_core import from_json

from lineup.client.errors import ClientError, ErrorKind
from lineup.contract.errors import ErrorBody, FieldError, read_error_body

MAX_SENTENCE = 600
"""The most that is taken over from a server's own words, in characters."""

_KINDS = {
    401: ErrorKind.AUTHENTICATION,
    402: ErrorKind.PAYMENT,
    403: ErrorKind.PERMISSION,
    404: ErrorKind.NOT_FOUND,
    405: ErrorKind.NOT_FOUND,
    409: ErrorKind.CONFLICT,
    410: ErrorKind.NOT_FOUND,
    413: ErrorKind.TOO_LARGE,
    429: ErrorKind.RATE_LIMIT,
    501: ErrorKind.NOT_FOUND,
    503: ErrorKind.OVERLOADED,
    529: ErrorKind.OVERLOADED,
}

_SENTENCES = {
    ErrorKind.AUTHENTICATION: "The server does not accept the API key: check it in the settings.",
    ErrorKind.PAYMENT: "The server asks for payment: check the account's credit and its spend cap.",
    ErrorKind.PERMISSION: "The API key is not allowed to do this: check the account's plan and rights.",
    ErrorKind.NOT_FOUND: "The server has nothing there: it may be gone, or the address may be wrong.",
    ErrorKind.CONFLICT: "Something changed on the server meanwhile: reload and try again.",
    ErrorKind.TOO_LARGE: "The document is larger than the server takes.",
    ErrorKind.INVALID: "The server refused the request, and did not say why.",
    ErrorKind.RATE_LIMIT: "The server has too many requests from this account: wait a minute and try again.",
    ErrorKind.OVERLOADED: "The server is overloaded: try again in a few minutes.",
    ErrorKind.SERVER: "The server failed on its side: try again, and tell its operator if that doesn't help.",
}

_SERVER_SIDE = 500


def refusal(status: int, body: bytes) -> ClientError:
    """Return the error for a refused call, in the server's own words where it has any."""
    kind = kind_of(status)
    said = read_error_body(_parsed(body))
    words = _words(said)
    is_silent = not words or words == responses.get(status)  # a framework's default is no reason
    return ClientError(kind, _SENTENCES[kind] if is_silent else words, said.fields, status)


def refusal_of_storage(status: int) -> ClientError:
    """Return the error for a refused call to a signed address, where the key and its rights play no part."""
    sentence = f"The file store refused the transfer (HTTP {status}): its address may have expired, so try again."
    return ClientError(kind_of(status), sentence, status=status)


def kind_of(status: int) -> ErrorKind:
    """Return the kind that an HTTP status of 400 or more stands for."""
    other = ErrorKind.SERVER if status >= _SERVER_SIDE else ErrorKind.INVALID
    return _KINDS.get(status, other)


def _words(said: ErrorBody) -> str:
    words = said.message or " ".join(_of_field(each) for each in said.fields)
    return words if len(words) <= MAX_SENTENCE else words[:MAX_SENTENCE] + "…"


def _of_field(blamed: FieldError) -> str:
    place = f"{blamed.field}: " if blamed.field else ""
    return f"{place}{blamed.message.removesuffix('.')}."


def _parsed(body: bytes) -> Any:  # noqa: ANN401 (untyped JSON)
    try:
        return from_json(body)
    except ValueError:
        return None
