"""Asking a language model for JSON that is valid by a schema."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from lineup.contract.wire import JsonObject
from lineup.engine.outbound.llm_answers import answer_text, read_object, tokens_of
from lineup.engine.outbound.llm_endpoint import LlmEndpoint, endpoint_of
from lineup.engine.outbound.llm_errors import LlmError, LlmFault
from lineup.engine.outbound.llm_ladder import (
    LadderMemory,
    Manner,
    Question,
    manner_after,
    question_body,
    speaks_of_format,
)
from lineup.engine.outbound.llm_retries import Patience
from lineup.events import Event, log_event
from lineup.settings import Settings

Check = Callable[[JsonObject], list[str]]
"""Returns what is wrong with an answer, in words that a model understands; empty where nothing is."""

_PER_TOKEN = 3
"""How many characters a token has at the least, for most texts."""

_MOST_FAULTS = 5
_STEP_SHARE = 0.8
"""How much of a step's time its questions may take, so that what was found before is not lost with it."""


@dataclass
class LlmSession:
    """The questions of one step: within its budget of tokens, and within its time where `seconds` says so."""

    endpoint: LlmEndpoint
    memory: LadderMemory = field(default_factory=LadderMemory)
    patience: Patience = field(default_factory=Patience)
    seconds: float | None = None
    tokens_used: int = 0
    questions: int = 0

    def __post_init__(self) -> None:
        """Let the step's time begin."""
        limit = self.seconds
        self._end = None if limit is None else self.patience.monotonic() + limit

    @property
    def prompt_characters(self) -> int:
        """How much a question may hold beside its answer."""
        return (self.endpoint.context_tokens - self.endpoint.answer_tokens) * _PER_TOKEN

    def ask(self, question: Question, check: Check) -> JsonObject:
        """Return an answer with nothing wrong in it. Raises LlmError.

        A server that doesn't take the way it is asked, or doesn't heed it, is asked the next way, and so it is remembered. At
        the ways that tell the schema in words, one answer that is wrong may be repaired.
        """
        before, began = self.tokens_used, self.patience.monotonic()
        outcome = "answered"
        try:
            return self._asked(question, check)
        except LlmError as error:
            outcome = error.fault
            raise
        finally:
            log_event(
                Event.MODEL_ASKED,
                outcome=outcome,
                tokens=self.tokens_used - before,
                seconds=round(self.patience.monotonic() - began, 3),
            )

    def _asked(self, question: Question, check: Check) -> JsonObject:
        deadline = self.patience.deadline(self._seconds_left())
        repair, is_repaired = "", False
        while True:
            manner = self.memory.manner(self.endpoint)
            body = question_body(question, self.endpoint, manner, repair)
            self._require_budget(body)
            try:
                answer = self.patience.post(
                    self.endpoint, body, deadline, lambda error: not speaks_of_format(error)
                )
            except LlmError as error:
                self._adapt(manner_after(error, manner), error)
                continue
            found, wrong = self._judged(answer, body, check)
            if found is not None and not wrong:
                return found
            if is_repaired:
                raise LlmError(LlmFault.NO_ANSWER, self._invalid(wrong))
            if manner.rung.tells_schema:
                is_repaired, repair = True, _repair(wrong)
            self._step_down(manner)

    def _judged(
        self, answer: JsonObject, body: JsonObject, check: Check
    ) -> tuple[JsonObject | None, list[str]]:
        self.tokens_used += tokens_of(answer, _characters(body))
        self.questions += 1
        found = read_object(answer_text(answer, self.endpoint.shown))
        return found, ["it is no JSON object"] if found is None else check(found)

    def _adapt(self, manner: Manner | None, error: LlmError) -> None:
        if manner is None:
            raise error
        self.memory.keep(self.endpoint, manner)

    def _step_down(self, manner: Manner) -> None:
        """Remember that a way to ask was accepted and not heeded; once the schema is told in words, that is the model's fault."""
        lower = None if manner.rung.tells_schema else manner.lower()
        if lower is not None:
            self.memory.keep(self.endpoint, lower)

    def _seconds_left(self) -> float:
        if self._end is None:
            return self.endpoint.seconds
        left = self._end - self.patience.monotonic()
        if left <= 0:
            message = f"The questions to {self.endpoint.shown} took too long for this step."
            raise LlmError(LlmFault.TIME, message)
        return min(left, self.endpoint.seconds)

    def _require_budget(self, body: JsonObject) -> None:
        wanted = _characters(body) // _PER_TOKEN + self.endpoint.answer_tokens
        if self.tokens_used + wanted > self.endpoint.budget_tokens:
            message = (
                f"The step has used {self.tokens_used:,} of the {self.endpoint.budget_tokens:,} tokens that it may: raise "
                "LINEUP_LLM_BUDGET_TOKENS, or run fewer pages at a time."
            )
            raise LlmError(LlmFault.BUDGET, message)

    def _invalid(self, wrong: list[str]) -> str:
        return f"{self.endpoint.shown} gave no valid answer, asked twice ({'; '.join(wrong[:1])})."


def open_session(settings: Settings) -> LlmSession | None:
    """Return a session for one step; None where no language model is set. Raises LlmError for settings that can't be used."""
    endpoint = endpoint_of(settings)
    if endpoint is None:
        return None
    return LlmSession(endpoint, _memory(), seconds=settings.step_seconds * _STEP_SHARE)


@cache
def _memory() -> LadderMemory:
    return LadderMemory()


def _characters(body: JsonObject) -> int:
    return sum(len(message["content"]) for message in body["messages"])


def _repair(wrong: list[str]) -> str:
    told = "\n".join(f"- {words}" for words in wrong[:_MOST_FAULTS])
    return (
        f"\n\nAn answer before this one was not valid:\n{told}\nAnswer again, with valid JSON only."
    )
