"""How a server is asked for JSON: the strictest way that it takes, remembered for each endpoint.

OpenAI, vLLM, llama.cpp and local Ollama take `json_schema`; llama-cpp-python takes a schema inside of `json_object` and
answers anything else with 500; some accept what they then ignore. So an answer is always checked afterwards.
"""

import json
import re
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import assert_never

from lineup.contract.wire import JsonObject
from lineup.engine.outbound.llm_endpoint import LlmEndpoint
from lineup.engine.outbound.llm_errors import LlmError, LlmFault

_FORMAT_WORDS = re.compile(
    r"response_format|json_schema|json_object|schema|grammar|structured|guided", re.IGNORECASE
)
_TOO_LONG = re.compile(r"context|too long|maximum length|exceed\w* .{0,40}tokens", re.IGNORECASE)
_NOT_TAKEN = re.compile(
    r"unsupported|not supported|unknown|unrecognized|not permitted|extra|instead", re.IGNORECASE
)
_OPTIONAL = ("temperature", "seed", "max_tokens")


class Rung(IntEnum):
    """The ways to ask, the strictest first."""

    JSON_SCHEMA = 0
    OBJECT_WITH_SCHEMA = 1
    OBJECT = 2
    PLAIN = 3

    @property
    def tells_schema(self) -> bool:
        """Whether the schema stands in the prompt, as the server doesn't take it or doesn't heed it."""
        return self in {Rung.OBJECT, Rung.PLAIN}


@dataclass(frozen=True)
class Manner:
    """How one endpoint is asked: by which rung, and without which parameters."""

    rung: Rung = Rung.JSON_SCHEMA
    without: frozenset[str] = frozenset()

    def lower(self) -> "Manner | None":
        """Return the next way to ask, None after the last."""
        return None if self.rung is Rung.PLAIN else replace(self, rung=Rung(self.rung + 1))


@dataclass
class LadderMemory:
    """What endpoints were found to take, for as long as this process lives."""

    manners: dict[str, Manner] = field(default_factory=dict)

    def manner(self, endpoint: LlmEndpoint) -> Manner:
        """Return how the endpoint is asked now."""
        return self.manners.get(endpoint.identity, Manner())

    def keep(self, endpoint: LlmEndpoint, manner: Manner) -> None:
        """Ask the endpoint so from now on."""
        self.manners[endpoint.identity] = manner


@dataclass(frozen=True)
class Question:
    """What is asked: instructions, the material, and the schema that the answer must be valid by."""

    instructions: str
    material: str
    schema: JsonObject
    name: str = "answer"


def question_body(
    question: Question, endpoint: LlmEndpoint, manner: Manner, repair: str = ""
) -> JsonObject:
    """Return the request; `repair` says what was wrong with the answer before."""
    system = question.instructions
    if manner.rung.tells_schema:
        schema = json.dumps(question.schema, ensure_ascii=False, separators=(",", ":"))
        system += f"\nAnswer with one JSON object and nothing else. It must be valid by this JSON Schema:\n{schema}"
    messages = [
        {"role": "system", "content": system},
        {"role": "user", "content": question.material + repair},
    ]
    limits = {"temperature": 0, "seed": 0, "max_tokens": endpoint.answer_tokens}
    body = {"model": endpoint.model, "messages": messages, "stream": False, **limits}
    if "max_tokens" in manner.without:
        body["max_completion_tokens"] = body["max_tokens"]
    kept = {name: value for name, value in body.items() if name not in manner.without}
    return kept | _response_format(question, manner.rung)


def _response_format(question: Question, rung: Rung) -> JsonObject:
    match rung:
        case Rung.JSON_SCHEMA:
            schema = {"name": question.name, "strict": True, "schema": question.schema}
            return {"response_format": {"type": "json_schema", "json_schema": schema}}
        case Rung.OBJECT_WITH_SCHEMA:
            return {"response_format": {"type": "json_object", "schema": question.schema}}
        case Rung.OBJECT:
            return {"response_format": {"type": "json_object"}}
        case Rung.PLAIN:
            return {}
        case _:
            assert_never(rung)


def speaks_of_format(error: LlmError) -> bool:
    """Whether a server's failure is about how it was asked for JSON, so that asking again the same way is in vain."""
    return _FORMAT_WORDS.search(error.words) is not None


def manner_after(error: LlmError, manner: Manner) -> Manner | None:
    """Return how to ask after a refusal; None where asking otherwise would not help either."""
    if error.fault is LlmFault.REFUSED:
        odd = _odd_parameter(error.words)
        if odd is not None and odd not in manner.without:
            return replace(manner, without=manner.without | {odd})
        if _TOO_LONG.search(error.words) and not speaks_of_format(error):
            return None
        return manner.lower()
    return manner.lower() if error.fault is LlmFault.SERVER and speaks_of_format(error) else None


def _odd_parameter(words: str) -> str | None:
    """Return the parameter that a refusal says is not taken."""
    if _NOT_TAKEN.search(words) is None:
        return None
    return next((name for name in _OPTIONAL if re.search(rf"\b{name}\b", words)), None)
