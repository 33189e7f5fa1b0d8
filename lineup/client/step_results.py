"""Reading a step result in the shapes that servers were seen to send (contract §4)."""

from pydantic_core import from_json

from lineup.client.answers import read_json
from lineup.client.errors import ClientError, ErrorKind
from lineup.contract.wire import JsonObject

EXTRACTION = "extraction_schema_json"
"""The key of extracted fields: an object from a pipeline, JSON text from a single processor."""


def read_fields(body: bytes) -> JsonObject:
    """Return the fields of a step result, whether it came plain, nested in `result`, or as bare markdown text."""
    fields = _unwrapped(read_json(body))
    if isinstance(fields.get(EXTRACTION), str):
        fields[EXTRACTION] = _parsed(fields[EXTRACTION])
    return fields


def signed_address(fields: JsonObject) -> str | None:
    """Return where the body must be fetched, if it was left out of the answer: a whole web address."""
    url = fields.get("result_url")
    is_address = isinstance(url, str) and url.startswith(("http://", "https://"))
    return url if is_address else None


def overlay(fetched: JsonObject, polled: JsonObject) -> JsonObject:
    """Return the fetched fields under what the poll said; an empty value says nothing (§4.1)."""
    return fetched | {
        key: value for key, value in polled.items() if value not in (None, "", {}, [])
    }


def _unwrapped(value: object) -> JsonObject:
    if isinstance(value, str):
        return {"markdown": value}
    if not isinstance(value, dict):
        sentence = "The server's answer is no step result: it is neither an object nor text."
        raise ClientError(ErrorKind.BAD_ANSWER, sentence)
    nested = value.get("result")
    if isinstance(nested, str | dict):
        outer = {key: each for key, each in value.items() if key != "result"}
        return overlay(_unwrapped(nested), outer)
    return value


def _parsed(text: str) -> object:
    try:
        parsed: object = from_json(text)
    except ValueError:
        return text
    return parsed
