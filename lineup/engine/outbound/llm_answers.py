"""From a completion to the JSON object in it."""

import json
import re
from typing import Any, NoReturn

from lineup.contract.wire import JsonObject
from lineup.engine.outbound.llm_errors import LlmError, LlmFault

_FENCE = re.compile(r"```(?:json)?[ \t]*\n(.*?)\n?[ \t]*```", re.DOTALL | re.IGNORECASE)
_THOUGHT_END = "</think>"
_PER_TOKEN = 4
"""About how many characters a token has, where a server doesn't count."""


def answer_text(answer: JsonObject, shown: str) -> str:
    """Return what the model wrote. Raises LlmError for an answer that was cut, refused, or is none."""
    choice = _first(answer.get("choices"))
    given = choice.get("message")
    message = given if isinstance(given, dict) else {}
    text = _text(message.get("content"))
    if choice.get("finish_reason") == "length":
        sentence = f"The answer of {shown} was cut off because it got too long."
        raise LlmError(LlmFault.CUT, sentence)
    if not text or choice.get("finish_reason") == "content_filter":
        raise LlmError(LlmFault.NO_ANSWER, f"{shown} gave no answer.")
    return text


def tokens_of(answer: JsonObject, asked_characters: int) -> int:
    """Return how many tokens question and answer took, as the server counts them, else a guess by their lengths."""
    usage = answer.get("usage")
    told = usage.get("total_tokens") if isinstance(usage, dict) else None
    if isinstance(told, int) and not isinstance(told, bool) and told > 0:
        return told
    message = _first(answer.get("choices")).get("message")
    text = _text(message.get("content")) if isinstance(message, dict) else ""
    return (asked_characters + len(text)) // _PER_TOKEN


def read_object(text: str) -> JsonObject | None:
    """Return the JSON object that a text is, or holds in a fence or between other words; None where there is none."""
    _, _, spoken = text.rpartition(_THOUGHT_END)
    fenced = [match[1] for match in _FENCE.finditer(spoken)]
    start, end = spoken.find("{"), spoken.rfind("}")
    for written in (spoken, *fenced, spoken[start : end + 1]):
        found = _parsed(written)
        if found is not None:
            return found
    return None


def _parsed(written: str) -> JsonObject | None:
    try:
        found = json.loads(written, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _first(choices: Any) -> JsonObject:  # noqa: ANN401 (JSON)
    first = choices[0] if isinstance(choices, list) and choices else None
    return first if isinstance(first, dict) else {}


def _text(content: Any) -> str:  # noqa: ANN401 (JSON)
    """Return the content, which some servers write in parts."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    texts = [part.get("text") for part in parts if isinstance(part, dict)]
    return "".join(text for text in texts if isinstance(text, str))
