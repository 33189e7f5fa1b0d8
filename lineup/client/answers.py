"""From an HTTP answer to a model: read it within a limit, judge its status, parse it once."""

from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from lineup.client.errors import ClientError, ErrorKind
from lineup.client.refusals import MAX_SENTENCE, refusal
from lineup.contract.errors import read_error_body

Model = TypeVar("Model", bound=BaseModel)


def read_body(response: httpx.Response, limit: int) -> bytes:
    """Return the whole body, raising ClientError as soon as it turns out to be larger than the limit in bytes."""
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > limit:
            size = f"{limit // 2**20} MB" if limit >= 2**20 else f"{limit} bytes"
            sentence = f"The server's answer is larger than {size} and was not read to its end."
            raise ClientError(ErrorKind.BAD_ANSWER, sentence, status=response.status_code)
    return bytes(body)


def require_success(response: httpx.Response, body: bytes) -> None:
    """Raise ClientError unless the answer is a success."""
    if response.is_success:
        return
    if response.status_code < httpx.codes.BAD_REQUEST:
        raise ClientError(ErrorKind.BAD_ANSWER, _astray(response), status=response.status_code)
    raise refusal(response.status_code, body)


def parse(model: type[Model], body: bytes) -> Model:
    """Return the body as the model, raising ClientError where it isn't one."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise _misfit(read_json(body), error) from error


def validate(model: type[Model], value: object) -> Model:
    """Return parsed JSON as the model, raising ClientError where it isn't one."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise _misfit(value, error) from error


def read_json(body: bytes) -> Any:  # noqa: ANN401 (untyped JSON)
    """Return the parsed body, raising ClientError where it is no JSON."""
    try:
        return from_json(body)
    except ValueError as error:
        sentence = "The server's answer is not JSON: check that its address is a Pipelines API's."
        raise ClientError(ErrorKind.BAD_ANSWER, sentence) from error


def _misfit(value: object, error: ValidationError) -> ClientError:
    """Return the error for a successful answer that is not what was asked for.

    The service answers some refusals with 200 and `{"success": false, "error": "…"}` (contract §7.2).
    """
    said = read_error_body(value).message if isinstance(value, dict) else None
    if said and isinstance(value, dict) and value.get("success") is False:
        is_limit = "rate limit" in said.lower()
        kind = ErrorKind.RATE_LIMIT if is_limit else ErrorKind.INVALID
        return ClientError(kind, said[:MAX_SENTENCE])
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the answer"
    sentence = f"The server's answer has another shape than expected ({where}: {first['msg']})."
    return ClientError(ErrorKind.BAD_ANSWER, sentence)


def _astray(response: httpx.Response) -> str:
    if response.next_request is None:
        return f"The server answers with status {response.status_code}, which answers no call."
    target = response.next_request.url
    place = f"{target.scheme}://{target.netloc.decode('ascii', 'replace')}"
    return f"The server sends on to {place}: use that address instead."
