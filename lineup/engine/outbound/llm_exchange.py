"""One question over HTTP: within a limit of time, its answer within a limit of size, every failure a sentence."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial

import httpx

from lineup.contract.wire import JsonObject
from lineup.engine.outbound.deadline import Deadline
from lineup.engine.outbound.llm_endpoint import LlmEndpoint
from lineup.engine.outbound.llm_errors import LlmError, LlmFault, told
from lineup.engine.outbound.transport import outbound_transport

MAX_ANSWER_BYTES = 4 << 20
"""The largest answer that is read; one of the longest allowed text is far smaller."""

_CONNECT_SECONDS = 10.0
_HEADERS = {"User-Agent": "lineup", "Accept-Encoding": "identity", "Accept": "application/json"}

TransportFor = Callable[[Deadline], httpx.BaseTransport]
"""Returns what one exchange goes through; it ends everything at the deadline."""

open_transport: TransportFor = partial(outbound_transport, allow_private=True)


def post_question(
    endpoint: LlmEndpoint, body: JsonObject, deadline: Deadline, transport_for: TransportFor
) -> JsonObject:
    """Return what the endpoint answered to a question, a JSON object of any shape. Raises LlmError."""
    headers = dict(_HEADERS)
    if endpoint.api_key is not None:
        headers["Authorization"] = f"Bearer {endpoint.api_key.get_secret_value()}"
    timeout = httpx.Timeout(endpoint.seconds, connect=_CONNECT_SECONDS)
    transport = transport_for(deadline)
    with httpx.Client(transport=transport, timeout=timeout, trust_env=False) as client:
        try:
            with client.stream("POST", endpoint.address, json=body, headers=headers) as response:
                return _read(endpoint, response)
        except httpx.TimeoutException as error:
            raise _late(endpoint, error) from error
        except httpx.HTTPError as error:
            raise _unreachable(endpoint) from error
        except (httpx.InvalidURL, ValueError, OSError) as error:
            message = (
                f"The language model's address or key can't be used ({type(error).__name__}): check LINEUP_LLM_BASE_URL and "
                "LINEUP_LLM_API_KEY."
            )
            raise LlmError(LlmFault.SETTINGS, message) from error


def _read(endpoint: LlmEndpoint, response: httpx.Response) -> JsonObject:
    text = _body(endpoint, response)
    if not response.is_success:
        raise _refusal(endpoint, response, text)
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        message = (
            f"{endpoint.shown} answered with something else than JSON: check LINEUP_LLM_BASE_URL."
        )
        raise LlmError(LlmFault.NO_ANSWER, message)
    return answer


def _body(endpoint: LlmEndpoint, response: httpx.Response) -> str:
    if response.headers.get("Content-Encoding", "identity") != "identity":
        message = f"{endpoint.shown} answers compressed although it was asked not to."
        raise LlmError(LlmFault.NO_ANSWER, message)
    read = bytearray()
    for chunk in response.iter_raw():
        read += chunk
        if len(read) > MAX_ANSWER_BYTES:
            message = f"The answer of {endpoint.shown} is larger than {MAX_ANSWER_BYTES >> 20} MB."
            raise LlmError(LlmFault.TOO_LARGE, message)
    return read.decode("utf-8", "replace")


def _refusal(endpoint: LlmEndpoint, response: httpx.Response, text: str) -> LlmError:
    code = response.status_code
    words = told(_words(text), endpoint.api_key)
    quoted = f": {words}" if words else "."
    match code:
        case 401 | 403:
            fault, sentence = (
                LlmFault.KEY,
                f"{endpoint.shown} refuses the key ({code}): check LINEUP_LLM_API_KEY.",
            )
        case _ if response.is_redirect:
            fault, sentence = (
                LlmFault.SETTINGS,
                f"{endpoint.shown} redirects ({code}), which is not followed: give the final address.",
            )
        case 404:
            fault, sentence = (
                LlmFault.NOT_FOUND,
                (
                    f"{endpoint.shown} has no such model or address (404): check LINEUP_LLM_MODEL and LINEUP_LLM_BASE_URL."
                ),
            )
        case 429:
            fault, sentence = (
                LlmFault.RATE_LIMIT,
                f"{endpoint.shown} takes no more questions for now (429){quoted}",
            )
        case _ if response.is_server_error:
            fault, sentence = LlmFault.SERVER, f"{endpoint.shown} failed ({code}){quoted}"
        case _:
            fault, sentence = (
                LlmFault.REFUSED,
                f"{endpoint.shown} refused the question ({code}){quoted}",
            )
    return LlmError(
        fault,
        sentence,
        status_code=code,
        words=words,
        retry_after=retry_after(response.headers.get("Retry-After")),
    )


def retry_after(
    header: str | None, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> float | None:
    """Return how many seconds a server asks to wait, given in seconds or as a date; None if it doesn't say."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header.strip()[:9])
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((aware - now()).total_seconds(), 0.0)


def _words(text: str) -> str:
    """Return what an error's body says, wherever the usual servers put it."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return text
    for name in ("error", "detail", "message"):
        inner = body.get(name) if isinstance(body, dict) else None
        if inner:
            found = inner.get("message", inner) if isinstance(inner, dict) else inner
            return found if isinstance(found, str) else json.dumps(found)
    return text


def _late(endpoint: LlmEndpoint, error: httpx.TimeoutException) -> LlmError:
    if isinstance(error, httpx.ConnectTimeout):
        return _unreachable(endpoint)
    return LlmError(
        LlmFault.TIME,
        f"{endpoint.shown} did not answer within {endpoint.seconds:g} seconds: raise LINEUP_LLM_SECONDS, or take a quicker model.",
    )


def _unreachable(endpoint: LlmEndpoint) -> LlmError:
    return LlmError(
        LlmFault.UNREACHABLE,
        f"{endpoint.shown} can't be reached or broke the connection off: check that it runs, and LINEUP_LLM_BASE_URL.",
    )
