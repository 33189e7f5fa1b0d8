"""Which language model is asked, as the administrator set it."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

from lineup.engine.outbound.llm_errors import LlmError, LlmFault
from lineup.settings import Settings

_ANSWER_SHARE = 4
_MOST_ANSWER = 4_096


@dataclass(frozen=True)
class LlmEndpoint:
    """An OpenAI-compatible endpoint; private addresses are allowed, as only the administrator sets it (rulings 13).

    `seconds` is what one question may take with all its retries, `budget_tokens` what one step may use in all, questions and
    answers, `context_tokens` what the model takes at once.
    """

    base_url: str
    model: str
    api_key: SecretStr | None = None
    seconds: float = 120.0
    budget_tokens: int = 200_000
    context_tokens: int = 16_000

    @property
    def address(self) -> str:
        """Where questions are sent."""
        return f"{self.base_url.rstrip('/')}/chat/completions"

    @property
    def shown(self) -> str:
        """The endpoint for people: the server and the model."""
        return f"{urlsplit(self.base_url).netloc} ({self.model})"

    @property
    def answer_tokens(self) -> int:
        """How long an answer may be."""
        return min(self.context_tokens // _ANSWER_SHARE, _MOST_ANSWER)

    @property
    def identity(self) -> str:
        """What tells this endpoint's answers from another's, without giving its address away."""
        return hashlib.sha256(f"{self.base_url.rstrip('/')} {self.model}".encode()).hexdigest()[:16]


def endpoint_of(settings: Settings) -> LlmEndpoint | None:
    """Return the endpoint that is set, None without one. Raises LlmError for an address that can't be used."""
    if settings.llm_base_url is None:
        return None
    _require_usable(settings.llm_base_url)
    return LlmEndpoint(
        base_url=settings.llm_base_url,
        model=settings.llm_model,
        api_key=settings.llm_api_key,
        seconds=settings.llm_seconds,
        budget_tokens=settings.llm_budget_tokens,
        context_tokens=settings.llm_context_tokens,
    )


def _require_usable(base_url: str) -> None:
    try:
        parts = urlsplit(base_url)
        is_usable = parts.scheme in {"http", "https"} and parts.hostname and not parts.query
        has_key = "@" in parts.netloc
    except ValueError:
        is_usable, has_key = False, False
    if has_key:
        message = "LINEUP_LLM_BASE_URL holds a name or a password: put the key into LINEUP_LLM_API_KEY instead."
        raise LlmError(LlmFault.SETTINGS, message)
    if not is_usable:
        message = "LINEUP_LLM_BASE_URL is no address of an endpoint, such as http://127.0.0.1:8080/v1: set it right."
        raise LlmError(LlmFault.SETTINGS, message)


def model_identity(settings: Settings) -> str | None:
    """Return what tells the set model's answers from another's; None without one that can be used."""
    try:
        endpoint = endpoint_of(settings)
    except LlmError:
        return None
    return None if endpoint is None else endpoint.identity
